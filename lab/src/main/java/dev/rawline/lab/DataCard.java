package dev.rawline.lab;

import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.scene.SceneKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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

  /** All that a data set puts into its folder. */
  private static final List<String> NAMES =
      List.of(
          "data-card.json",
          "images",
          "labels.csv",
          "masks",
          "optics.yaml",
          "overview.png",
          "README.md",
          "records",
          "sensor.yaml");

  /** Two values of more letters together than this are not told in a sentence. */
  private static final int LONG = 80;

  private static final MathContext DIGITS = new MathContext(6);

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
   * Requires that the folder is free, or holds this data set with no more samples than are wanted.
   *
   * @throws RefusedFileException if it holds something else; the message says what
   */
  void requireOwn(int count) throws IOException {
    if (!(former.get(SETTINGS) instanceof Map<?, ?> told)) {
      Outputs.requireFree(run.folder(), NAMES, "simulate");
      return;
    }
    if (isUnused()) {
      return;
    }
    List<String> differences = differences(told);
    if (!differences.isEmpty()) {
      throw new RefusedFileException(
          run.folder(),
          "holds a data set that was made with other settings (%s)"
              .formatted(String.join("; ", differences)),
          "choose another folder with --out");
    }
    int samples = count;
    while (Files.exists(new SimulatedSample(run.folder(), samples + 1, "").image())) {
      samples++;
    }
    if (samples > count) {
      throw new RefusedFileException(
          run.folder(),
          "holds %d samples of this data set, more than the %d that are asked for"
              .formatted(samples, count),
          "ask for %d or more with --count, or choose another folder with --out"
              .formatted(samples));
    }
  }

  /** Returns whether no sample was made yet, be it that a run failed before the first. */
  private boolean isUnused() throws IOException {
    return !Outputs.isTaken(run.folder().resolve("images"));
  }

  /** Returns in what a card's settings are not these: short ones in full, long ones by name. */
  private List<String> differences(Map<?, ?> told) throws IOException {
    List<String> differences = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(settings.keySet());
    told.keySet().forEach(name -> names.add(String.valueOf(name)));
    for (String name : names) {
      // As text, because a number that is read back may be of another type.
      if (!String.valueOf(told.get(name)).equals(String.valueOf(settings.get(name)))) {
        String there = words(told.get(name));
        String here = words(settings.get(name));
        differences.add(
            there.equals(here) || there.length() + here.length() > LONG
                ? "another " + name
                : "%s %s, not %s".formatted(name, there, here));
      }
    }
    Path optics = run.folder().resolve("optics.yaml");
    // A measured point spread stands in a file of its own.
    if (differences.isEmpty()
        && Files.exists(optics)
        && !OpticsFiles.read(optics).equals(run.camera().optics())) {
      differences.add("another optics");
    }
    return differences;
  }

  private static String words(Object value) {
    return value instanceof Double number
        ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString()
        : String.valueOf(value);
  }

  /** Tells, before the first sample, whose the folder is. */
  void begin() throws IOException {
    if (isUnused()) {
      Map<String, Object> begun = new LinkedHashMap<>();
      begun.put(SETTINGS, settings);
      JsonFile.write(begun, file);
    }
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
