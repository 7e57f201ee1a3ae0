package dev.rawline.lab.quality;

import dev.rawline.data.file.CsvText;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.certificate.CertificateDetails;
import dev.rawline.lab.certificate.CertificateRecord;
import dev.rawline.lab.certificate.ProgramVersion;
import dev.rawline.lab.certificate.SealedPage;
import dev.rawline.lab.dataset.MeasureChecksums;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasureBatch;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.CompensatedQuantities;
import dev.rawline.lab.quality.check.BatchCharts;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.JudgeBatch;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.effect.PredictEffect.TaskEffect;
import dev.rawline.lab.quality.page.CertificatePage;
import dev.rawline.lab.quality.page.QualityPage;
import dev.rawline.lab.quality.page.QualitySummary;
import dev.rawline.lab.quality.page.RawThumbnail;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.share.Share;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * A batch of raw images × a reference → is it fit for the model that processes it: verdicts, drift
 * tests, the cause, a page, a certificate, values for machines, and a run in the lab book
 * (docs/how-to/quality.md).
 *
 * @param plan what is checked, and how strictly
 * @param reference what it is compared with
 * @param compensated the drift already compensated by camera parameters
 * @param model the task's model, where it is evaluated
 * @param effect what predicts the effect on the task, where that can be done
 * @param typed the arguments that name reference and batch on a command line, for the command that
 *     the page proposes; empty where there are none
 * @param folder where the results go; made if it does not exist
 * @param logs where the run is written down
 */
public record CheckQuality(
    QualityPlan plan,
    QualityReference reference,
    CameraDrift compensated,
    Optional<ModelProbe> model,
    Optional<PredictEffect> effect,
    List<String> typed,
    Path folder,
    RunLogs logs) {

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "quality check";

  /** The plan as it was run, in the folder. */
  public static final String PLAN = "plan.yaml";

  /** Every number of every image, with its interval. */
  public static final String IMAGES = "images.csv";

  private static final String CHECKSUMS = "checksums";
  private static final String MEASURED = "images";

  /** Copies the list, and makes the folder absolute. */
  public CheckQuality {
    typed = List.copyOf(typed);
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * The result of a check.
   *
   * @param check the verdicts
   * @param effect what the changed camera means for the task, where that was predicted
   * @param story the findings, a sentence each
   * @param folder the folder of the files
   * @param run what the lab book calls the run
   */
  public record Result(
      BatchCheck check, Optional<TaskEffect> effect, List<String> story, Path folder, String run) {
    /** Copies the list. */
    public Result {
      story = List.copyOf(story);
    }
  }

  /**
   * Checks a batch.
   *
   * @param progress receives how many images have been measured
   * @throws IllegalArgumentException if the reference was built with another model
   * @throws CancellationException if progress ended it
   * @throws IOException if an image cannot be read, or a file cannot be written
   */
  public Result run(DataSet dataSet, Progress progress) throws IOException {
    requireModelOfReference();
    MeasureBatch.read(dataSet.samples().getFirst()); // refuses it before anything is written
    CertificateDetails details = details();
    MeasureBatch measuring =
        new MeasureBatch(MEASURED, reference.frame().inspector(), plan.threadsHere(), folder);
    List<SampleChecksum> sums = MeasureChecksums.of(CHECKSUMS, dataSet, progress);
    if (Share.isPart()) { // the process that began this one does all else
      MeasuredBatch _ = measuring.run(dataSet.name(), dataSet.samples(), progress);
    }
    RunOrigin origin =
        CurrentOrigin.of(QualityPlan.FILE.text(plan), dataSet.hash(sums), List.of(plan.seed()));
    OutputFolder own = new OutputFolder(folder, COMMAND, Set.of());
    List<String> outputs = new ArrayList<>(List.of(PLAN, QualitySummary.RECORD, IMAGES));
    outputs.addAll(List.of(QualityPage.FILE, CertificatePage.FILE));
    try (FolderLock _ = FolderLock.take(own.path())) {
      own.begin(outputs);
      Path written = own.path().resolve(PLAN);
      QualityPlan.FILE.write(plan, written);
      return logs.run(
          new RunStart(plan.name(), runName(dataSet), COMMAND, origin),
          run -> {
            run.parameters(QualityPlan.FILE.keys().texts(plan));
            run.artefact(PLAN, written);
            MeasuredBatch batch = measuring.run(dataSet.name(), dataSet.samples(), progress);
            return checked(dataSet, recovered(batch), sums, details, origin, own, run);
          });
    }
  }

  /** A plan without a name is called by what it checks, as a reference is. */
  private String runName(DataSet dataSet) {
    return plan.name().equals(QualityPlan.UNNAMED) ? "check of " + dataSet.name() : plan.name();
  }

  /** The outputs of two models differ, whatever the images are. */
  private void requireModelOfReference() throws IOException {
    if (model.isPresent() && reference.model().isEmpty() && effect.isEmpty()) {
      throw new IllegalArgumentException(
          "the reference was built without a model, so that there is nothing to compare %s with: rebuild it with --model, or name labelled data, on which its metric is predicted"
              .formatted(model.get().source().path()));
    }
    if (model.isPresent() && reference.model().isPresent()) {
      ModelOutputs usual = reference.model().get();
      if (!model.get().sum().equals(usual.sum())) {
        throw new IllegalArgumentException(
            "the model %s is not the one that the reference was built with, %s: name that one, or rebuild the reference with --model"
                .formatted(model.get().source().path(), usual.model()));
      }
    }
  }

  private CertificateDetails details() throws IOException {
    return plan.certificate().isPresent()
        ? CertificateDetails.FILE.read(Path.of(plan.certificate().get()))
        : CertificateDetails.none();
  }

  private Result checked(
      DataSet dataSet,
      MeasuredBatch batch,
      List<SampleChecksum> sums,
      CertificateDetails details,
      RunOrigin origin,
      OutputFolder own,
      RunLog run)
      throws IOException {
    List<Sample> samples = dataSet.samples();
    Optional<ModelOutputs> outputs =
        model.isPresent() && reference.model().isPresent()
            ? Optional.of(model.get().outputs(samples))
            : Optional.empty();
    BatchCheck check =
        new JudgeBatch(reference, plan.limits(), plan.test(), plan.falseAlarms(), plan.seed())
            .of(batch, outputs);
    Optional<TaskEffect> predicted =
        effect.isPresent() && check.attribution().isPresent()
            ? effect.get().of(reference, check.attribution().get(), samples)
            : Optional.empty();
    String sum = QualityReferenceFiles.sum(reference);
    Map<String, Object> provenance = provenance(dataSet, origin, sum);
    QualitySummary summary = new QualitySummary(plan, check, predicted, sum);
    ReportFiles pages = new ReportFiles(own.path());
    List<Path> files =
        new ArrayList<>(List.of(record(check, predicted, provenance), images(check)));
    files.add(
        pages.text(
            new QualityPage(
                    summary,
                    new BatchCharts(check).nearest(),
                    thumbnails(samples, check.offenders()),
                    typed,
                    provenance)
                .html(),
            QualityPage.FILE));
    CertificateRecord certified =
        new CertificateRecord(
            CertificateRecord.KIND,
            SealedPage.SEAL,
            COMMAND,
            check.verdict().word(),
            String.valueOf(provenance.get("checked")),
            CertificateDetails.FILE.values(details),
            new CertificateRecord.Reference(reference.name(), sum),
            new CertificateRecord.Batch(
                dataSet.name(), origin.data(), CertificateRecord.images(samples, sums)),
            origin.plan(),
            Provenance.sum(files.getFirst()),
            ProgramVersion.current());
    files.add(
        pages.text(
            new CertificatePage(summary, details, certified, provenance).html(),
            CertificatePage.FILE));
    run.tags(
        Map.of(
            "data_set", dataSet.name(),
            "folder", own.path().toString(),
            "reference", sum,
            "verdict", check.verdict().word()));
    run.metrics(metrics(check));
    Path written = own.finish(provenance, files);
    for (Path file : files) {
      run.artefact(own.path().relativize(file).toString(), file);
    }
    run.artefact(OutputFolder.PROVENANCE, written);
    return new Result(check, predicted, summary.story(), own.path(), run.id());
  }

  private Path record(BatchCheck check, Optional<TaskEffect> effect, Map<String, Object> origin)
      throws IOException {
    Path record = folder.resolve(QualitySummary.RECORD);
    Map<String, Object> values = JsonRecords.values(QualityRecord.of(check, effect));
    values.put("origin", origin);
    JsonFile.write(values, record);
    return record;
  }

  private Path images(BatchCheck check) throws IOException {
    CsvText text = CsvText.of("image,quantity,value,low,high,unit");
    for (InspectedImage image : check.batch().images()) {
      image
          .inspection()
          .values()
          .forEach(
              (quantity, found) ->
                  text.add(
                      image.name(),
                      quantity,
                      found.value(),
                      found.low(),
                      found.high(),
                      quantity.unit()));
    }
    return text.write(folder.resolve(IMAGES));
  }

  private MeasuredBatch recovered(MeasuredBatch batch) {
    CompensatedQuantities recovery =
        new CompensatedQuantities(compensated, reference.frame().numbers());
    return new MeasuredBatch(
        batch.name(),
        batch.images().stream().map(recovery::of).toList(),
        batch.defects(),
        batch.pattern(),
        batch.chance());
  }

  private static List<RunLog.Measured> metrics(BatchCheck check) {
    List<RunLog.Measured> metrics = new ArrayList<>();
    for (QuantityAssessment line : check.lines()) {
      Quantity quantity = line.quantity();
      metrics.add(new RunLog.Measured(quantity.toString(), 0, line.measured().value()));
      metrics.add(new RunLog.Measured(quantity + "_low", 0, line.measured().low()));
      metrics.add(new RunLog.Measured(quantity + "_high", 0, line.measured().high()));
    }
    return metrics;
  }

  /**
   * Reads those images again: which stand out is known only when all are measured, and pictures of
   * all may be more than memory holds.
   */
  private Map<String, BufferedImage> thumbnails(List<Sample> samples, List<FlaggedImage> offenders)
      throws IOException {
    Map<String, BufferedImage> thumbnails = new HashMap<>();
    RawThumbnail thumbnail = new RawThumbnail(reference);
    for (FlaggedImage offender :
        offenders.subList(0, Math.min(QualityPage.MOST_IMAGES, offenders.size()))) {
      thumbnails.put(
          offender.image(), thumbnail.of(MeasureBatch.read(samples.get(offender.index())).image()));
    }
    return thumbnails;
  }

  private Map<String, Object> provenance(DataSet dataSet, RunOrigin origin, String sum) {
    return JsonRecords.values(
        new Origin(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            sum,
            origin.plan(),
            origin.commit(),
            dataSet.name(),
            origin.data(),
            origin.seeds(),
            plan.threadsHere(),
            origin.machine(),
            origin.versions()));
  }

  private record Origin(
      String checked,
      String reference,
      String plan,
      String commit,
      String dataSet,
      String data,
      List<Long> seeds,
      int threads,
      String machine,
      Map<String, String> versions) {}
}
