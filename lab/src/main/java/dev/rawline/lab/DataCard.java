package dev.rawline.lab;

import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.scene.SceneKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a simulated data set came from: {@code data-card.json}.
 *
 * <p>Its settings are everything that decides about the bits of a sample. The card is written
 * twice: at the beginning with the settings alone, so that an interrupted run can be told from
 * another one, and at the end with every sample.
 */
final class DataCard {
  private static final String SETTINGS = "settings";
  private static final String SAMPLES = "samples";
  private static final String SUMS = "sha256";

  private final Simulate run;
  private final SceneKind kind;
  private final Path file;
  private final Map<String, Object> settings;
  private final String settingsSum;
  private final Map<String, Object> former;

  DataCard(Simulate run) throws IOException {
    this.run = run;
    this.kind = run.scenes().kind(run.camera());
    this.file = run.folder().resolve("data-card.json");
    this.settings = settings();
    this.settingsSum = Provenance.sum(settings.toString());
    this.former = JsonFile.read(file);
  }

  private Map<String, Object> settings() {
    SimulatedCamera camera = run.camera();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rawline", Version.CURRENT);
    all.put("scenes", kind.name());
    Map<String, Object> classes = new LinkedHashMap<>();
    for (int i = 0; i < run.labels().size(); i++) {
      classes.put(run.labels().get(i), run.weights().get(i));
    }
    all.put("classWeights", classes);
    all.put("seed", run.seed());
    all.put("deviceSeed", camera.deviceSeed());
    all.put("width", camera.width());
    all.put("height", camera.height());
    all.put("spacingMetres", camera.spacing());
    all.put("exposure", exposure());
    all.put("temperatureCelsius", camera.degrees());
    all.put("white", List.of(kind.white().red(), kind.white().green(), kind.white().blue()));
    all.put("sensor", SensorFiles.keys(camera.sensor()));
    all.put("optics", OpticsFiles.keys(camera.optics()));
    return all;
  }

  private String exposure() {
    return run.camera()
        .exposureSeconds()
        .map(seconds -> seconds + " s")
        .orElse(
            "automatic: %s of the pixels below %s of saturation"
                .formatted(
                    AutomaticExposure.DEFAULT.quantile(), AutomaticExposure.DEFAULT.level()));
  }

  /**
   * Takes the folder for this data set.
   *
   * @throws RefusedFileException if it holds another one, or a larger one
   */
  void claim(int count) throws IOException {
    if (former.isEmpty()) {
      Path first = new SimulatedSample(run.folder(), 1, "").image();
      if (Files.exists(first)) {
        throw new RefusedFileException(
            run.folder(),
            "holds images, but no data card that tells where they came from",
            "choose another folder with --out");
      }
    } else if (!sameSettings()) {
      throw new RefusedFileException(
          run.folder(),
          "holds a data set that was made with other settings (" + file.getFileName() + ")",
          "choose another folder with --out");
    }
    if (Files.exists(new SimulatedSample(run.folder(), count + 1, "").image())) {
      throw new RefusedFileException(
          run.folder(),
          "holds more than %d samples of this data set already".formatted(count),
          "ask for as many as there are, or choose another folder with --out");
    }
    if (former.isEmpty()) {
      Map<String, Object> begun = new LinkedHashMap<>();
      begun.put(SETTINGS, settings);
      JsonFile.write(begun, file);
    }
  }

  /** As text, because a number that is read back may be of another type. */
  private boolean sameSettings() throws IOException {
    Path optics = run.folder().resolve("optics.yaml");
    return String.valueOf(settings).equals(String.valueOf(former.get(SETTINGS)))
        // A measured point spread stands in a file of its own.
        && (!Files.exists(optics) || OpticsFiles.read(optics).equals(run.camera().optics()));
  }

  /**
   * Returns whether a sample's files stand there, whole and unchanged: its record, which is written
   * after them, tells their sums.
   */
  boolean stands(SimulatedSample sample) throws IOException {
    Map<String, Object> record = JsonFile.read(sample.record());
    return settingsSum.equals(record.get(SETTINGS))
        && Files.exists(sample.image())
        && Files.exists(sample.sidecar())
        && Objects.equals(record.get(SUMS), sums(sample));
  }

  /**
   * Writes the record of a sample whose files stand there.
   *
   * @param findings what is known of it besides, as values of {@link JsonFile}
   */
  void record(SimulatedSample sample, Map<String, Object> findings) throws IOException {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(SETTINGS, settingsSum);
    record.putAll(findings);
    record.put(SUMS, sums(sample));
    JsonFile.write(record, sample.record());
  }

  /** Writes the card of all samples. */
  void finish(List<SimulatedSample> samples) throws IOException {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put(SETTINGS, settings);
    card.put("count", samples.size());
    Map<String, Object> counts = new LinkedHashMap<>();
    List<String> labels = samples.stream().map(SimulatedSample::label).toList();
    for (String label : run.labels()) {
      counts.put(label, Collections.frequency(labels, label));
    }
    card.put("classCounts", counts);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (SimulatedSample sample : samples) {
      entries.add(entry(sample));
    }
    card.put(SAMPLES, entries);
    JsonFile.write(card, file);
  }

  private Map<String, Object> entry(SimulatedSample sample) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("file", sample.name(sample.image()));
    entry.put("class", sample.label());
    entry.put("group", sample.stem());
    entry.put("seed", sample.seed(run.seed(), kind).sample());
    JsonFile.read(sample.record()).entrySet().stream()
        .filter(told -> !told.getKey().equals(SETTINGS))
        .forEach(told -> entry.put(told.getKey(), told.getValue()));
    return entry;
  }

  private static Map<String, Object> sums(SimulatedSample sample) throws IOException {
    Map<String, Object> sums = new LinkedHashMap<>();
    for (Path path : sample.files()) {
      sums.put(sample.name(path), Provenance.content(path).get(SUMS));
    }
    return sums;
  }
}
