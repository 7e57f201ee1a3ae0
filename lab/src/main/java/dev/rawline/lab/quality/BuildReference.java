package dev.rawline.lab.quality;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.dataset.MeasureChecksums;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasureBatch;
import dev.rawline.lab.quality.batch.MeasureBlur;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;

/**
 * Images of a reference camera → {@code reference.json}, with which incoming images are compared.
 *
 * @param folder where the file goes; made if it does not exist
 * @param sensor the sensor's specification, where there is one
 * @param tolerance which cameras the task's model tolerates, where that is specified
 * @param model the task's model, where it is evaluated
 * @param threads the most threads at work at once
 * @param seed what noise is drawn from where a blur is tried out
 * @param logs where the run is written down
 */
public record BuildReference(
    Path folder,
    Optional<SensorSpec> sensor,
    Optional<ToleranceSpecification> tolerance,
    Optional<ModelProbe> model,
    int threads,
    long seed,
    RunLogs logs) {

  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "quality reference";

  private static final String CHECKSUMS = "checksums of the reference";
  private static final String IMAGES = "images of the reference";

  /** A blur is tried out on so many images: its effect is known to 1/√24 of their differences. */
  private static final int BLURRED = 24;

  /**
   * Builds the reference.
   *
   * @param force whether an existing one is replaced
   * @param progress receives how many images have been measured
   * @return the reference
   * @throws IllegalArgumentException if the images do not make one; the message states why
   * @throws CancellationException if progress ended it
   * @throws IOException if an image cannot be read, or the file cannot be written, or another file
   *     has its name
   */
  public QualityReference run(DataSet dataSet, boolean force, Progress progress)
      throws IOException {
    requirePlace(force);
    List<Sample> samples = dataSet.samples();
    if (samples.size() < QualityReference.FEWEST_IMAGES) {
      throw new IllegalArgumentException(
          "%s has %d images: a reference needs at least %d, better 100, from an undrifted camera"
              .formatted(dataSet.name(), samples.size(), QualityReference.FEWEST_IMAGES));
    }
    requireModelOfTolerance();
    FrameMetadata frame = frame(samples.getFirst());
    MeasureBatch measuring = new MeasureBatch(IMAGES, frame.inspector(), threads, folder);
    List<SampleChecksum> sums = MeasureChecksums.of(CHECKSUMS, dataSet, progress);
    if (isPart()) { // the process that began this one does all else
      MeasuredBatch _ = measuring.run(dataSet.name(), samples, progress);
    }
    RunOrigin origin = CurrentOrigin.of(settings().toString(), dataSet.hash(sums), List.of(seed));
    try (FolderLock _ = FolderLock.take(folder)) {
      return logs.run(
          new RunStart(dataSet.name(), "reference of " + dataSet.name(), COMMAND, origin),
          run -> {
            run.parameters(settings());
            run.tags(Map.of("data_set", dataSet.name(), "folder", folder.toString()));
            QualityReference reference = built(dataSet, frame, measuring, origin, progress);
            Path file = folder.resolve(QualityReferenceFiles.NAME);
            run.tags(Map.of("reference", QualityReferenceFiles.write(reference, file)));
            run.metrics(means(reference));
            run.artefact(QualityReferenceFiles.NAME, file);
            return reference;
          });
    }
  }

  /** Returns whether this process measures some of the images of a reference, and nothing else. */
  public static boolean isPart() {
    return Share.isPartOf(CHECKSUMS) || Share.isPartOf(IMAGES);
  }

  private void requirePlace(boolean force) throws IOException {
    if (!QualityReferenceFiles.isOne(folder.resolve(QualityReferenceFiles.NAME))) {
      OutputFiles.requireFree(folder, List.of(QualityReferenceFiles.NAME), COMMAND);
    } else if (!force) {
      throw new RejectedFileException(
          folder,
          "already contains a reference",
          "choose another folder with --out, or replace it with --force");
    }
  }

  /** The tolerance of one model does not apply to another. */
  private void requireModelOfTolerance() throws IOException {
    if (model.isPresent() && tolerance.isPresent()) {
      String sum = model.get().sum();
      if (!sum.equals(tolerance.get().model())) {
        throw new IllegalArgumentException(
            "the tolerance %s is of another model (%.12s) than %s (%.12s): search that one's with forensics search, or name the model of the tolerance"
                .formatted(
                    tolerance.get().name(),
                    tolerance.get().model(),
                    model.get().source().path(),
                    sum));
      }
    }
  }

  private SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("sensor", sensor.map(SensorSpec::name).orElse("none"));
    settings.put("tolerance", tolerance.map(ToleranceSpecification::name).orElse("none"));
    settings.put("model", model.map(given -> given.source().path().toString()).orElse("none"));
    settings.put("seed", String.valueOf(seed));
    return settings;
  }

  private static List<RunLog.Measured> means(QualityReference reference) {
    List<RunLog.Measured> means = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      if (reference.images().known(quantity).length > 0) {
        means.add(new RunLog.Measured(quantity.toString(), 0, reference.images().mean(quantity)));
      }
    }
    return means;
  }

  private QualityReference built(
      DataSet dataSet,
      FrameMetadata frame,
      MeasureBatch measuring,
      RunOrigin origin,
      Progress progress)
      throws IOException {
    List<Sample> samples = dataSet.samples();
    MeasuredBatch batch = measuring.run(dataSet.name(), samples, progress);
    requireNoCopies(batch);
    QuantityTable table = batch.table();
    Optional<ModelOutputs> outputs =
        model.isPresent() ? Optional.of(model.get().outputs(samples)) : Optional.empty();
    return new QualityReference(
        dataSet.name(),
        frame,
        table,
        batch.images().stream().map(image -> image.inspection().fingerprint()).toList(),
        InspectedImage.anomalies(batch.images()),
        batch.defects().orElse(List.of()),
        batch.pattern(),
        batch.chance(),
        blur(frame, batch, samples),
        sensor,
        tolerance,
        outputs,
        provenance(dataSet, origin));
  }

  /** Copies do not differ by chance, so that all limits would be too narrow. */
  private static void requireNoCopies(MeasuredBatch batch) {
    Map<Long, String> seen = new HashMap<>();
    List<String> copies = new ArrayList<>();
    for (InspectedImage image : batch.images()) {
      long fingerprint = image.inspection().fingerprint();
      String former = fingerprint == 0 ? null : seen.putIfAbsent(fingerprint, image.name());
      if (former != null) {
        copies.add(image.name() + " = " + former);
      }
    }
    if (!copies.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has %d images with the same samples as another one (first: %s): a reference shows by how much images differ by chance, remove the copies"
              .formatted(batch.name(), copies.size(), copies.getFirst()));
    }
  }

  /** The sensor's specification takes precedence over what a file states. */
  private FrameMetadata frame(Sample first) throws IOException {
    MeasureBatch.RawFrame recorded = MeasureBatch.read(first);
    RawImage image = recorded.image();
    Calibration stated = image.calibration();
    SiteValues black =
        sensor
            .map(spec -> SiteValues.uniform(spec.storedOffset()))
            .or(() -> stated.blackLevel().map(SourcedValue::value))
            .or(
                () ->
                    recorded.opticalBlack().isPresent()
                        ? Optional.of(SiteValues.uniform(recorded.opticalBlack().getAsDouble()))
                        : Optional.empty())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s states no black level, above which all levels are measured: name its sensor (--sensor), or give each file a sidecar that states it"
                            .formatted(first.picture().name())));
    double white =
        sensor
            .map(SensorSpec::storedSaturation)
            .or(() -> stated.whiteLevel().map(SourcedValue::value))
            .orElse((double) stated.fullScale());
    return new FrameMetadata(
        image.width(),
        image.height(),
        image.cfa(),
        stated.containerBits(),
        recorded.opticalBlack().isPresent(),
        new Inspector(
            black,
            white,
            sensor.map(spec -> 1 << spec.shift()).orElse(1),
            sensor.map(SensorSpec::photoResponseNonUniformity).orElse(0.0),
            sensor.map(SensorSpec::storedResponse).orElse(GainCurve.CONSTANT)));
  }

  private BlurResponse blur(FrameMetadata frame, MeasuredBatch batch, List<Sample> samples)
      throws IOException {
    Optional<Readout> readout = sensor.map(Readout::of).or(() -> measured(frame, batch.table()));
    if (readout.isEmpty()) {
      return BlurResponse.UNKNOWN;
    }
    List<Sample> blurred = new ArrayList<>();
    List<InspectedImage> usual = new ArrayList<>();
    int count = Math.min(BLURRED, samples.size());
    for (int i = 0; i < count; i++) {
      int place = (int) ((long) i * samples.size() / count);
      blurred.add(samples.get(place));
      usual.add(batch.images().get(place));
    }
    List<BlurResponse.Point> points = new ArrayList<>();
    new MeasureBlur(frame.inspector(), readout.get(), threads, seed)
        .shifts(blurred, usual)
        .forEach((sigma, shifts) -> points.add(new BlurResponse.Point(sigma, shifts)));
    return new BlurResponse(points);
  }

  /** Where no sensor is described, gain and noise follow from the images themselves. */
  private static Optional<Readout> measured(FrameMetadata frame, QuantityTable table) {
    double gain = table.mean(Quantity.GAIN);
    double noise = table.mean(Quantity.READ_NOISE);
    int step = frame.inspector().step();
    return gain > 0
        ? Optional.of(
            new Readout(
                frame.black(),
                gain,
                Math.max(0, noise),
                step,
                frame.fullScale() / step * step,
                frame.white()))
        : Optional.empty();
  }

  private static SequencedMap<String, Object> provenance(DataSet dataSet, RunOrigin origin) {
    return new LinkedHashMap<>(
        JsonRecords.values(
            new Origin(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Version.CURRENT,
                origin.commit(),
                dataSet.name(),
                origin.data(),
                origin.seeds(),
                origin.machine())));
  }

  private record Origin(
      String made,
      String rawline,
      String commit,
      String dataSet,
      String data,
      List<Long> seeds,
      String machine) {}
}
