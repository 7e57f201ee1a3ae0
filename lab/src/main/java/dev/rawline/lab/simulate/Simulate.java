package dev.rawline.lab.simulate;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.dataset.DataSetFolder;
import dev.rawline.lab.dataset.FrameChecks;
import dev.rawline.lab.dataset.SampleEntry;
import dev.rawline.scenes.SceneKind;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Scenes → a labelled raw data set.
 *
 * <p>The folder holds {@code images/000001.tiff} (the mosaic, 16 bits) with {@code
 * images/000001.yaml} (its sidecar), {@code masks/000001.png} where the scenes are about an object,
 * {@code labels.csv} (file, class, group), {@code sensor.yaml}, {@code optics.yaml}, {@code
 * camera.yaml} (levels, white balance and matrix of the sensor in this light), {@code
 * provenance.json} (every parameter, every seed, every file's sum), {@code README.md} and {@code
 * overview.png}, a sheet to look at.
 *
 * <p>The bits of a sample depend on the settings and on its number, not on how many there are, nor
 * on the number of threads (but for scenes of a generative model, to rounding). A run that was
 * interrupted is therefore resumed by running it again: samples that are complete and have the same
 * settings are kept; and a data set grows when more samples are requested. A folder with another
 * data set, a larger one, or files of these names that no simulation wrote is rejected, and nothing
 * in it is changed; other files do not matter.
 *
 * @param folder where the data set goes; made if it does not exist
 * @param scenes what is seen
 * @param labels which classes, in the order of the kind's; empty for all
 * @param balanced whether all classes occur equally often, instead of as often as in the published
 *     data
 * @param camera what sees it
 * @param seed what scenes and noise are drawn from
 * @param threads the most threads at work at once
 */
public record Simulate(
    Path folder,
    SceneSource scenes,
    List<String> labels,
    boolean balanced,
    SimulatedCamera camera,
    long seed,
    int threads) {
  /** The most samples that a data set may have. */
  public static final int MOST = 999_999;

  /**
   * Sorts the classes as the kind of scene does.
   *
   * @throws IllegalArgumentException if the kind of scene has no such class, the camera sees too
   *     fine, too coarse or too little of it, or the sensor cannot be balanced to its light
   */
  public Simulate {
    List<String> known = scenes.labels();
    for (String label : labels) {
      if (!known.contains(label)) {
        throw new IllegalArgumentException(
            "%s has no class '%s': expected some of %s"
                .formatted(scenes.word(), label, String.join(", ", known)));
      }
    }
    List<String> wanted = List.copyOf(labels);
    labels = wanted.isEmpty() ? known : known.stream().filter(wanted::contains).toList();
    double spacing = camera.spacing();
    scenes.requireScale(spacing);
    scenes.requireSize(spacing, camera.width(), camera.height());
    camera.imager(scenes.kind(camera).white());
  }

  /**
   * Makes the data set.
   *
   * @param count how many samples it has, 1 to {@value #MOST}
   * @return what became of each sample, in their order
   * @throws RejectedFileException if the folder holds something else
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public List<FileOutcome> run(int count, Progress progress) throws IOException {
    ParameterChecks.requireRange("count", count, "samples", 1, MOST);
    DataSetFolder made = new DataSetFolder(folder, "simulate", settings());
    List<SampleEntry> samples = samples(count);
    try (FolderLock _ = FolderLock.take(folder)) {
      requireOwn(made, count);
      made.begin();
      DescriptionFiles.SENSOR.write(camera.sensor(), folder.resolve("sensor.yaml"));
      OpticsFiles.write(camera.optics(), folder.resolve("optics.yaml"));

      SceneKind kind = scenes.kind(camera);
      Imager imager = camera.imager(kind.white());
      DescriptionFiles.CAMERA.write(imager.camera(), folder.resolve(DataSet.CAMERA));
      List<FileOutcome> outcomes =
          FileOutcome.each(
              "samples",
              samples,
              made::image,
              threads,
              progress,
              (sample, own) -> make(sample, made, kind, imager, own));
      SimulationOverview overview = new SimulationOverview(this, made, samples);
      overview.draw();
      made.finish(samples, totals(samples));
      overview.describe();
      return outcomes;
    }
  }

  private Map<String, Object> settings() {
    SceneKind kind = scenes.kind(camera);
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      classes.put(labels.get(i), weights().get(i));
    }
    return JsonFile.values(
        new Settings(
            kind.name(),
            classes,
            seed,
            camera.deviceSeed(),
            camera.width(),
            camera.height(),
            camera.spacing(),
            exposure(),
            camera.degrees(),
            List.of(kind.white().red(), kind.white().green(), kind.white().blue()),
            DescriptionFiles.SENSOR.values(camera.sensor()),
            OpticsFiles.keys(camera.optics())));
  }

  private record Settings(
      String scenes,
      Map<String, Integer> classWeights,
      long seed,
      long deviceSeed,
      int width,
      int height,
      double spacingMetres,
      String exposure,
      double temperatureCelsius,
      List<Double> white,
      Map<String, Object> sensor,
      Map<String, Object> optics) {}

  private String exposure() {
    return camera
        .exposureSeconds()
        .map(seconds -> seconds + " s")
        .orElse(
            "automatic: %s of the pixels below %s of saturation"
                .formatted(
                    AutomaticExposure.DEFAULT.quantile(), AutomaticExposure.DEFAULT.level()));
  }

  /** Requires that the folder is free, or holds this data set with no more samples. */
  private void requireOwn(DataSetFolder made, int count) throws IOException {
    made.requireOwn();
    Path optics = folder.resolve("optics.yaml");
    // A measured point spread is in a file of its own, which the settings do not contain.
    if (!made.isUnused()
        && Files.exists(optics)
        && !OpticsFiles.read(optics).equals(camera.optics())) {
      made.refuse(List.of("another optics"));
    }
    made.requireNoMore(count, i -> made.image(sample(i, "")));
  }

  private Map<String, Object> totals(List<SampleEntry> samples) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<String> classes = samples.stream().map(SampleEntry::className).toList();
    for (String label : labels) {
      counts.put(label, Collections.frequency(classes, label));
    }
    return JsonFile.values(new Totals(samples.size(), counts));
  }

  private record Totals(int count, Map<String, Integer> classCounts) {}

  /** Returns the sample with an index, from 0; scenes of one group are the same. */
  private static SampleEntry sample(int index, String label) {
    String id = String.format(Locale.ROOT, "%06d", index + 1);
    return new SampleEntry(id, label, id);
  }

  /** Returns what the scene and the noise of a sample are drawn from. */
  Seed seedOf(SampleEntry sample) {
    return new Seed(seed, scenes.kind(camera).name() + "/" + sample.id());
  }

  /** Returns the first samples of the data set. */
  private List<SampleEntry> samples(int count) {
    List<String> order = new ClassOrder(labels, weights()).first(count);
    List<SampleEntry> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i, order.get(i)));
    }
    return samples;
  }

  /** Returns how often each class occurs, relative to the others. */
  List<Integer> weights() {
    SceneKind kind = scenes.kind(camera);
    return labels.stream()
        .map(label -> balanced ? 1 : kind.counts().get(kind.labels().indexOf(label)))
        .toList();
  }

  private FileOutcome make(
      SampleEntry sample, DataSetFolder made, SceneKind kind, Imager imager, Progress progress)
      throws IOException {
    Path image = made.image(sample);
    if (made.isComplete(sample, "")) {
      return new FileOutcome.Skipped(image);
    }
    made.open(sample);
    Seed drawn = seedOf(sample);
    Scene scene = kind.draw(sample.className(), drawn);
    Irradiance light = imager.light(scene);
    long pixels = (long) light.width() * light.height();
    progress.size(pixels, "px");
    Exposure exposure = exposure(image, light);
    Optional<Mask> mask = scene.mask(imager.grid());
    made.writeMask(sample, mask);
    RawImage raw = imager.record(light, exposure, drawn);
    RawFiles.write(raw, image);
    double saturated =
        new IntensityScaling(1, Readout.of(camera.sensor())).saturated(raw).coverage();
    FrameChecks.noteSaturation(saturated, progress);
    Findings findings = new Findings(drawn.sample(), exposure.seconds(), saturated);
    made.close(sample, "", JsonFile.values(findings));
    progress.advance(pixels);
    return new FileOutcome.Rendered(image, made.files(sample), pixels);
  }

  private record Findings(String seed, double exposureSeconds, double saturatedShare) {}

  /** A camera that cannot expose one scene ends the run. */
  private Exposure exposure(Path image, Irradiance light) {
    try {
      return camera.exposure(light);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(RejectedFileException.of(image, e));
    }
  }

  /**
   * Which class each sample of a data set has, so that every beginning of it holds the classes in
   * proportion.
   *
   * <p>Sample n has the class c whose number of samples lags most behind its share, n · w_c / Σ w;
   * of several the first. The order does not depend on how many samples there will be, and the
   * number of samples of a class differs from its share by less than the number of classes.
   *
   * @param labels the classes, at least one
   * @param weights how often each occurs, relative to the others, at least 1
   */
  record ClassOrder(List<String> labels, List<Integer> weights) {

    /** Returns the classes of the first samples. */
    List<String> first(int count) {
      long total = weights.stream().mapToLong(Integer::longValue).sum();
      long[] lag = new long[labels.size()];
      List<String> order = new ArrayList<>(count);
      for (int sample = 0; sample < count; sample++) {
        for (int i = 0; i < lag.length; i++) {
          lag[i] += weights.get(i);
        }
        int most =
            IntStream.range(0, lag.length)
                .reduce((best, i) -> lag[i] > lag[best] ? i : best)
                .orElseThrow();
        lag[most] -= total;
        order.add(labels.get(most));
      }
      return order;
    }
  }
}
