package dev.rawline.data.config;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.RecordFile;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.uncertainty.MeasurementConditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files that describe a camera, a sensor or a data set by the keys of one record. */
public final class DescriptionFiles {
  /** {@code camera.yaml}: how raw files of a camera are rendered. */
  public static final RecordFile<Camera> CAMERA =
      file(
          "camera",
          new KeyRecord<>(Camera.class),
          new FileKind.Other(
              "gain",
              "colour_matrix",
              "describes a sensor, not how its raw files are rendered: give a camera.yaml here, and"
                  + " this file as --camera of simulate or --sensor of scale-intensity"));

  /** {@code sensor.yaml}: what a sensor records, with the origin of its numbers. */
  public static final RecordFile<SensorSpec> SENSOR =
      file(
          "sensor",
          new KeyRecord<>(
              SensorSpec.class, ValueTypes.STANDARD.with(Map.class, new ParameterOriginsType())),
          new FileKind.Other(
              "focal_length", "gain", "describes optics, not a sensor: give it as --optics"),
          new FileKind.Other(
              "colour_matrix",
              "gain",
              "describes how a camera's raw files are rendered, not a sensor: give a sensor.yaml"
                  + " here, and this file as --camera of views, process or gradients"));

  /** {@code card.yaml}: what users must know about a data set. */
  public static final RecordFile<DataCard> CARD =
      file(
          "card",
          new KeyRecord<>(
              DataCard.class, ValueTypes.STANDARD.with(SortedMap.class, classCounts())));

  /** {@code statistics.yaml}: the statistics of a training subset. */
  public static final RecordFile<DataSetStatistics> STATISTICS =
      RecordFile.of("statistics", DataSetStatistics.class);

  /** {@code measurement.yaml}: the errors of a calibration's set-up. */
  public static final RecordFile<MeasurementConditions> MEASUREMENT =
      RecordFile.of("measurement", MeasurementConditions.class);

  private DescriptionFiles() {}

  /**
   * Returns the sensor of a word.
   *
   * @param word a preset's name, or the path of a {@code sensor.yaml}
   * @throws IllegalArgumentException if it is neither; the message lists what is possible
   * @throws ConfigurationException if the file does not describe a sensor; the message lists every
   *     problem
   */
  public static SensorSpec sensor(String word) throws ConfigurationException {
    return named(SENSOR, word, SensorSpec.PRESETS, SensorSpec::name, "");
  }

  /**
   * Returns the record of a word: a preset's name, or the path of a file.
   *
   * @param others the alternatives to the word, for the message
   */
  static <R extends Record> R named(
      RecordFile<R> file, String word, List<R> presets, Function<R, String> name, String others)
      throws ConfigurationException {
    for (R preset : presets) {
      if (name.apply(preset).equals(word)) {
        return preset;
      }
    }
    Path path = Path.of(word);
    if (Files.isRegularFile(path)) {
      return file.read(path);
    }
    String lower = word.toLowerCase(Locale.ROOT);
    throw new IllegalArgumentException(
        "there is no %s '%s'%s: expected %s, %sor the path of a %s"
            .formatted(
                file.kind().word(),
                word,
                lower.endsWith(".yaml") || lower.endsWith(".yml") ? ", and no such file" : "",
                presets.stream()
                    .map(preset -> "'" + name.apply(preset) + "'")
                    .collect(Collectors.joining(", ")),
                others,
                file.name()));
  }

  /** Whole numbers by the names of classes. */
  private static ValueType<?> classCounts() {
    return ValueType.of(
        SortedMap.class,
        key ->
            ValueType.describe("a mapping from classes to whole numbers", key, "object")
                .set(
                    "additionalProperties",
                    ValueType.describe("a whole number of at least 1", "integer")
                        .put("minimum", 1)
                        .put("maximum", Integer.MAX_VALUE)),
        tree -> {
          SortedMap<String, Integer> byClass = new TreeMap<>();
          tree.forEachEntry((name, count) -> byClass.put(name, count.intValue()));
          return byClass;
        },
        ValueType.RECORDS::valueToTree);
  }

  private static <R extends Record> RecordFile<R> file(
      String word, KeyRecord<R> keys, FileKind.Other... others) {
    return new RecordFile<>(FileKind.of(word, keys, others), keys);
  }
}
