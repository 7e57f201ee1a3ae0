package dev.rawline.lab;

import dev.rawline.data.RawFiles;
import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.chain.Parallel;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.scene.Scene;
import dev.rawline.imaging.scene.SceneKind;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.Readout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scenes → a labelled raw data set.
 *
 * <p>The folder holds {@code images/000001.tiff} (the mosaic, 16 bits) with {@code
 * images/000001.yaml} (its sidecar), {@code masks/000001.png} where the scenes are about an object,
 * {@code labels.csv} (file, class, group), {@code sensor.yaml}, {@code optics.yaml}, {@code
 * data-card.json} (every parameter, every seed, every file's sum), {@code README.md} and {@code
 * overview.png}, a sheet to look at.
 *
 * <p>The bits of a sample depend on the settings and on its number, not on how many there are, nor
 * on the number of threads. A run that was interrupted is therefore resumed by running it again:
 * samples that stand there whole, made with the same settings, are kept; and a data set grows when
 * more samples are asked for. A folder with another data set, a larger one, or files of these names
 * that no simulation wrote is refused, and nothing in it is touched; other files do not matter.
 *
 * @param folder where the data set goes; made if it does not exist
 * @param scenes what is seen
 * @param labels which classes, in the order of the kind's; empty for all
 * @param balanced whether all classes occur equally often, rather than as often as the kind says
 * @param camera what sees it
 * @param seed what scenes and noise are drawn from
 * @param threads the most threads at work at once
 */
public record Simulate(
    Path folder,
    SceneChoice scenes,
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

  /** Simulates all classes as often as they occur, on all cores. */
  public Simulate(Path folder, SceneChoice scenes, SimulatedCamera camera, long seed) {
    this(folder, scenes, List.of(), false, camera, seed, Parallel.CORES);
  }

  /**
   * Makes the data set.
   *
   * @param count how many samples it has, 1 to {@value #MOST}
   * @return what became of each sample, in their order
   * @throws dev.rawline.data.raw.RefusedFileException if the folder holds something else
   * @throws IOException if an output cannot be written; the message says why and what to do
   */
  public List<Outcome> run(int count, Progress progress) throws IOException {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "count is %d: expected 1 to %d (samples)".formatted(count, MOST));
    }
    DataCard card = new DataCard(this);
    card.requireOwn(count);
    for (String part : List.of("", "images", "masks", "records")) {
      Outputs.makeFolder(folder.resolve(part));
    }
    card.begin();
    SensorFiles.write(camera.sensor(), folder.resolve("sensor.yaml"));
    OpticsFiles.write(camera.optics(), folder.resolve("optics.yaml"));

    List<SimulatedSample> samples = samples(count);
    List<Outcome> outcomes = make(samples, card, progress);
    writeLabels(samples);
    DataSetOverview overview = new DataSetOverview(this, samples);
    overview.draw(camera.imager(scenes.kind(camera).white()));
    overview.describe();
    card.finish(samples);
    return outcomes;
  }

  /** Returns the first samples of the data set. */
  private List<SimulatedSample> samples(int count) {
    List<String> order = new ClassOrder(labels, weights()).first(count);
    List<SimulatedSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(new SimulatedSample(folder, i + 1, order.get(i)));
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

  private List<Outcome> make(List<SimulatedSample> samples, DataCard card, Progress progress)
      throws IOException {
    SceneKind kind = scenes.kind(camera);
    Imager imager = camera.imager(kind.white());
    Outcome[] outcomes = new Outcome[samples.size()];
    int[] done = new int[1];
    progress.begins(samples.getFirst().image(), 1, samples.size());
    try {
      Parallel.forEach(
          threads,
          samples.size(),
          i -> {
            outcomes[i] = make(samples.get(i), card, kind, imager, progress);
            synchronized (done) {
              progress.ends(outcomes[i]);
              done[0]++;
              if (done[0] < samples.size()) {
                progress.begins(samples.get(done[0]).image(), done[0] + 1, samples.size());
              }
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Arrays.asList(outcomes);
  }

  private Outcome make(
      SimulatedSample sample, DataCard card, SceneKind kind, Imager imager, Progress progress) {
    try {
      if (card.stands(sample)) {
        return new Outcome.Skipped(sample.image());
      }
      Files.deleteIfExists(sample.record());
      Seed drawn = sample.seed(seed, kind);
      Scene scene = kind.draw(sample.label(), drawn);
      Irradiance light = imager.light(scene);
      Exposure exposure = exposure(sample, light);
      Optional<Mask> mask = scene.mask(imager.grid());
      if (mask.isPresent()) {
        MaskFile.write(mask.get(), sample.mask());
      } else {
        Files.deleteIfExists(sample.mask());
      }
      RawImage raw = imager.record(light, exposure, drawn);
      RawFiles.write(raw, sample.image());
      double saturated =
          new IntensityScaling(1, Readout.of(camera.sensor())).saturated(raw).coverage();
      Saturation.note(saturated, sample.image(), progress);
      Map<String, Object> findings = new LinkedHashMap<>();
      findings.put("exposureSeconds", exposure.seconds());
      findings.put("saturatedShare", saturated);
      card.record(sample, findings);
      return new Outcome.Rendered(
          sample.image(), sample.files(), (long) light.width() * light.height());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Exposure exposure(SimulatedSample sample, Irradiance light) throws IOException {
    try {
      return camera.exposure(light);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(sample.image(), e);
    }
  }

  private void writeLabels(List<SimulatedSample> samples) throws IOException {
    StringBuilder table = new StringBuilder("file,class,group\n");
    for (SimulatedSample sample : samples) {
      table.append(
          "%s,%s,%s\n".formatted(sample.name(sample.image()), sample.label(), sample.stem()));
    }
    AtomicFile.write(
        folder.resolve("labels.csv"), table.toString().getBytes(StandardCharsets.UTF_8));
  }
}
