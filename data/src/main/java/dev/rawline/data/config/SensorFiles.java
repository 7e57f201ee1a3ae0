package dev.rawline.data.config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.sensor.SensorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** {@code sensor.yaml} ↔ sensor; docs/reference/formats.md describes the file. */
public final class SensorFiles {
  static final KeyRecord<SensorSpec> KEYS =
      new KeyRecord<>(
          SensorSpec.class, ValueTypes.STANDARD.with(Map.class, new ParameterOriginsType()));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SensorFiles() {}

  /**
   * Reads a sensor.
   *
   * @throws ConfigurationException if the file does not describe one; the message lists every
   *     mistake
   */
  public static SensorSpec read(Path file) throws ConfigurationException {
    return KEYS.read(file, DescriptionKind.SENSOR);
  }

  /**
   * Reads a sensor from what a file said of it.
   *
   * @param file what messages name it by
   * @throws ConfigurationException if the text does not describe one; the message lists every
   *     mistake
   */
  public static SensorSpec read(Path file, String text) throws ConfigurationException {
    return KEYS.read(file, YamlDocument.of(file, text), DescriptionKind.SENSOR);
  }

  /**
   * Writes a sensor.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(SensorSpec sensor, Path file) throws IOException {
    AtomicFile.write(file, text(sensor).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns what the file of a sensor says, by its keys: an object of JSON. */
  public static Map<String, Object> keys(SensorSpec sensor) {
    return MAPPER.convertValue(KEYS.write(sensor), new TypeReference<Map<String, Object>>() {});
  }

  /** Returns the text of the file of a sensor. */
  public static String text(SensorSpec sensor) {
    return YamlText.of(KEYS, sensor);
  }
}
