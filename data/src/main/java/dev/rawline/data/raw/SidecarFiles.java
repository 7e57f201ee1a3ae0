package dev.rawline.data.raw;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.frame.SourcedValue;
import java.nio.file.Path;
import java.util.Map;

/** Sidecar beside a raw file ↔ description; docs/reference/formats.md describes the file. */
public final class SidecarFiles {
  private static final KeyRecord<RawDescription> KEYS = keys("sidecar");

  /** The kind of file, for its schema and its documentation. */
  public static final FileKind KIND = FileKind.of("sidecar", KEYS);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SidecarFiles() {}

  private static KeyRecord<RawDescription> keys(String source) {
    return new KeyRecord<>(
        RawDescription.class,
        ValueTypes.STANDARD.withHolder(
            SourcedValue.class, value -> new SourcedValueType(value, source)));
  }

  /**
   * Reads a sidecar; every value names the sidecar as its source.
   *
   * @throws ConfigurationException if the file does not describe a raw file; the message lists
   *     every mistake
   */
  public static RawDescription read(Path file) throws ConfigurationException {
    return keys("sidecar " + file.getFileName()).read(file, KIND);
  }

  /** Returns the values of a description, by the keys of a sidecar: an object of JSON. */
  public static Map<String, Object> keys(RawDescription description) {
    return MAPPER.convertValue(
        KEYS.write(description), new TypeReference<Map<String, Object>>() {});
  }

  /**
   * Returns the description of such keys.
   *
   * @param source where they stand; every value names it as its source
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static RawDescription ofKeys(Map<String, Object> keys, String source) {
    return keys(source).read(MAPPER.<JsonNode>valueToTree(keys));
  }

  /** Returns the text of the sidecar of a description. */
  public static String text(RawDescription description) {
    return YamlText.of(KEYS, description);
  }
}
