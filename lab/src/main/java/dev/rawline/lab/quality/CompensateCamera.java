package dev.rawline.lab.quality;

import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.quality.batch.MeasureBatch;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.JudgeBatch;
import dev.rawline.lab.quality.check.TwoSampleComparison;
import dev.rawline.lab.quality.effect.Compensation;
import dev.rawline.lab.quality.effect.Compensation.CompensationFiles;
import dev.rawline.lab.quality.effect.CompensationBounds;
import dev.rawline.lab.quality.effect.PredictCompensation;
import dev.rawline.lab.quality.effect.ProposeCompensation;
import dev.rawline.lab.quality.effect.ProposeCompensation.Proposal;
import dev.rawline.lab.quality.page.CompensationPage;
import dev.rawline.lab.quality.page.RawThumbnail;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.DataSetSheet;
import dev.rawline.workbench.sheet.Thumbnail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Images of a drifted camera × its reference → camera parameters that bring it back without
 * training the model again, and the expected metric. They are proposed: nothing is changed.
 *
 * @param reference the reference of the camera
 * @param bounds how far parameters may be moved
 * @param prediction the task's model and labelled data, where the metric is predicted
 * @param threads on how many threads images are measured
 * @param seed what noise is drawn from
 * @param folder where the results go; made if it does not exist
 * @param logs where the run is written down
 */
public record CompensateCamera(
    QualityReference reference,
    CompensationBounds bounds,
    Optional<PredictCompensation> prediction,
    int threads,
    long seed,
    Path folder,
    RunLogs logs) {

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "quality compensate";

  /** What is proposed, for machines. */
  public static final String RECORD = CompensationFiles.NAME;

  /**
   * The numbers of the chain before the model, for {@code gradients} and {@code forensics check}.
   */
  public static final String THETA = "theta.yaml";

  /** Nothing is undone of a batch that does not differ at this false-alarm rate. */
  private static final double FALSE_ALARMS = 0.05;

  private static final int SHOWN = 4;
  private static final int CELL = 224;
  private static final int GAP = 12;

  /**
   * What is proposed.
   *
   * @param attribution what happened
   * @param compensation what would undo it
   * @param refused why no change is proposed, where one was found that is not confirmed
   * @param predicted what is expected of it, where that was predicted
   * @param folder where the files lie
   * @param run what the lab book calls the run
   */
  public record Result(
      Attribution attribution,
      Compensation compensation,
      Optional<String> refused,
      Optional<PredictCompensation.Result> predicted,
      Path folder,
      String run) {}

  /**
   * Proposes parameters.
   *
   * @param dataSet images of the drifted camera
   * @param progress receives how many images have been measured
   * @throws IllegalArgumentException if the images are too few, or model and data do not fit
   * @throws CancellationException if progress ended it
   * @throws IOException if an image cannot be read, or a file cannot be written
   */
  public Result run(DataSet dataSet, Progress progress) throws IOException {
    requireEnough(dataSet);
    SequencedMap<String, String> settings = settings();
    RunOrigin origin = CurrentOrigin.of(settings.toString(), dataSet.hash(), List.of(seed));
    OutputFolder own = new OutputFolder(folder, COMMAND, Set.of());
    try (FolderLock _ = FolderLock.take(own.path())) {
      own.begin(List.of(RECORD, THETA, CompensationPage.FILE));
      return logs.run(
          new RunStart(dataSet.name(), "compensate " + dataSet.name(), COMMAND, origin),
          run -> {
            run.parameters(settings);
            return proposed(dataSet, origin, own, run, progress);
          });
    }
  }

  private static void requireEnough(DataSet dataSet) throws IOException {
    MeasureBatch.read(dataSet.samples().getFirst()); // refuses it before anything is written
    if (dataSet.samples().size() < DriftComparisons.FEWEST) {
      throw new IllegalArgumentException(
          "%s has %d images: a cause is determined from at least %d"
              .formatted(dataSet.name(), dataSet.samples().size(), DriftComparisons.FEWEST));
    }
  }

  private SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("reference", QualityReferenceFiles.sum(reference));
    settings.put("black_within", String.valueOf(bounds.black()));
    settings.put("gains_within", String.valueOf(bounds.factor()));
    settings.put("seed", String.valueOf(seed));
    return settings;
  }

  private Result proposed(
      DataSet dataSet, RunOrigin origin, OutputFolder own, RunLog run, Progress progress)
      throws IOException {
    MeasuredBatch batch =
        new MeasureBatch(reference.frame().inspector(), threads)
            .run(dataSet.name(), dataSet.samples(), progress);
    Attribution attribution =
        new JudgeBatch(
                reference,
                QualityLimits.usual(),
                TwoSampleComparison.KOLMOGOROV_SMIRNOV,
                FALSE_ALARMS,
                seed)
            .of(batch, Optional.empty())
            .attribution()
            .orElseThrow();
    Proposal confirmed = new ProposeCompensation(reference, bounds).of(attribution, batch.table());
    Optional<PredictCompensation.Result> predicted =
        prediction.isPresent() && !confirmed.compensation().isNone()
            ? Optional.of(
                prediction.get().of(reference, confirmed.compensation(), dataSet.samples()))
            : Optional.empty();
    Proposal proposal = confirmed.given(predicted);
    Compensation compensation = proposal.compensation();
    Map<String, Object> origins = provenance(dataSet, origin);
    List<Path> files = new ArrayList<>();
    Path record = own.path().resolve(RECORD);
    JsonFile.write(record(attribution, proposal, predicted, origins), record);
    files.add(record);
    if (predicted.isPresent() && !compensation.isNone()) {
      Path theta = own.path().resolve(THETA);
      ThetaFiles.write(predicted.get().theta(), theta);
      files.add(theta);
    }
    if (predicted.isPresent()) {
      run.metrics(metrics(predicted.get()));
    }
    CompensationPage page =
        new CompensationPage(
            dataSet.name(),
            facts(dataSet),
            attribution,
            compensation,
            proposal.refused(),
            predicted,
            compensation.isNone()
                ? Optional.empty()
                : Optional.of(beforeAfter(dataSet.samples(), compensation.undone())),
            origins);
    files.add(new ReportFiles(own.path()).text(page.html(), CompensationPage.FILE));
    Path provenance = own.finish(origins, files);
    for (Path file : files) {
      run.artefact(own.path().relativize(file).toString(), file);
    }
    run.artefact(OutputFolder.PROVENANCE, provenance);
    return new Result(
        attribution, compensation, proposal.refused(), predicted, own.path(), run.id());
  }

  private List<Fact> facts(DataSet dataSet) {
    return List.of(
        new Fact("batch", "%s, %d images".formatted(dataSet.name(), dataSet.samples().size())),
        new Fact("reference", "%d images".formatted(reference.images().images())),
        new Fact(
            "bounds",
            "black level by at most %s of the range from black to white, gains by a factor of at most %s"
                .formatted(bounds.black(), bounds.factor())));
  }

  private PagePicture beforeAfter(List<Sample> samples, CameraDrift undone) throws IOException {
    RawThumbnail thumbnail = new RawThumbnail(reference);
    List<Block> cells = new ArrayList<>();
    for (Sample sample : DataSetSheet.spread(samples, SHOWN)) {
      RawImage raw = MeasureBatch.read(sample).image();
      cells.add(
          Block.column(
              Block.name(sample.id(), CELL),
              Block.note("as recorded", CELL),
              Block.picture(Thumbnail.fitted(thumbnail.of(raw), CELL)),
              Block.note("compensated", CELL),
              Block.picture(Thumbnail.fitted(thumbnail.of(raw, undone), CELL))));
    }
    return new PagePicture(
        "As recorded and compensated",
        "Top: as recorded. Below: with the proposed parameters. Brightness and white balance are those that show the reference’s images as mid-grey.",
        Block.row(GAP, cells).sheet("", List.of(), 0));
  }

  private static List<RunLog.Measured> metrics(PredictCompensation.Result predicted) {
    return predicted.steps().stream()
        .map(
            step ->
                new RunLog.Measured(step.metric() + " " + step.how(), 0, step.predicted().value()))
        .toList();
  }

  private Map<String, Object> record(
      Attribution attribution,
      Proposal proposal,
      Optional<PredictCompensation.Result> predicted,
      Map<String, Object> origin) {
    CompensationRecord proposed = CompensationRecord.of(attribution.sentence(), proposal, bounds);
    Map<String, Object> values = JsonRecords.values(proposed);
    predicted.ifPresent(
        known -> values.putAll(JsonRecords.values(CompensationRecord.Predicted.of(known))));
    values.put("origin", origin);
    return values;
  }

  private Map<String, Object> provenance(DataSet dataSet, RunOrigin origin) {
    return JsonRecords.values(
        new Origin(
            QualityReferenceFiles.sum(reference),
            origin.commit(),
            dataSet.name(),
            origin.data(),
            origin.seeds(),
            origin.machine(),
            origin.versions()));
  }

  private record Origin(
      String reference,
      String commit,
      String dataSet,
      String data,
      List<Long> seeds,
      String machine,
      Map<String, String> versions) {}

  /**
   * A proposed compensation, as {@code compensation.json} holds it for programs.
   *
   * @param applied always false: nothing is changed
   * @param happened the cause to which the batch is attributed, a sentence
   * @param changes camera parameter by camera parameter
   * @param undone the drift that they undo, by drift parameter: ratios, differences and deviations
   * @param left what no parameter undoes, a sentence each
   * @param refused why no change is proposed, where one was found that is not confirmed
   * @param bounds how far parameters may move
   */
  private record CompensationRecord(
      boolean applied,
      String happened,
      List<Compensation.Change> changes,
      Map<String, Double> undone,
      List<String> left,
      Optional<String> refused,
      CompensationBounds bounds) {

    /** The metric under one camera. */
    record Step(String camera, String metric, double value, double low, double high) {}

    /**
     * The prediction.
     *
     * @param metric step by step
     * @param byPullback how the camera differs by its pictures
     * @param notes what to know before applying it
     */
    record Predicted(
        List<Step> metric, Optional<QualityRecord.Pictures> byPullback, List<String> notes) {
      static Predicted of(PredictCompensation.Result known) {
        return new Predicted(
            known.steps().stream()
                .map(
                    step ->
                        new Step(
                            step.how(),
                            step.metric(),
                            step.predicted().value(),
                            step.predicted().low(),
                            step.predicted().high()))
                .toList(),
            known.pictures().map(QualityRecord.Pictures::of),
            known.notes());
      }
    }

    static CompensationRecord of(String happened, Proposal proposal, CompensationBounds bounds) {
      Compensation compensation = proposal.compensation();
      return new CompensationRecord(
          false,
          happened,
          compensation.changes(),
          CompensationFiles.undone(compensation.undone()),
          compensation.left(),
          proposal.refused(),
          bounds);
    }
  }
}
