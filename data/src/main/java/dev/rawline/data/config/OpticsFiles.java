package dev.rawline.data.config;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.RecordFile;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.optics.PointSpreadFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code optics.yaml} ↔ optics; docs/reference/formats.md describes the file. */
public final class OpticsFiles {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final KeyRecord<OpticsSpec> KEYS =
      keys(NODES.objectNode(), new CompanionFiles(Path.of("optics.yaml")));

  /** The kind of file, for its schema. */
  static final FileKind KIND =
      FileKind.of(
          "optics",
          KEYS,
          new FileKind.Other(
              "gain", "focal_length", "describes a sensor, not optics: give it as --camera"));

  private OpticsFiles() {}

  /**
   * Returns the keys of an {@code optics.yaml}.
   *
   * @param content that of a file which is read
   * @param files the files next to it
   */
  static KeyRecord<OpticsSpec> keys(JsonNode content, CompanionFiles files) {
    return new KeyRecord<>(
        OpticsSpec.class,
        ValueTypes.STANDARD
            .with(PointSpreadFunction.class, new PointSpreadType(content, files))
            .with(Map.class, new ParameterOriginsType()));
  }

  /**
   * Reads optics; a measured point spread is looked for in the file's own folder.
   *
   * @throws ConfigurationException if the file does not describe any; the message lists every
   *     problem
   */
  public static OpticsSpec read(Path file) throws ConfigurationException {
    YamlDocument document = YamlDocument.read(file);
    return new RecordFile<>(KIND, keys(document.root(), new CompanionFiles(file)))
        .read(file, document);
  }

  /** Returns the keys and values of the file of optics: an object of JSON. */
  public static Map<String, Object> keys(OpticsSpec optics) {
    return new RecordFile<>(KIND, KEYS).values(optics);
  }

  /**
   * Writes optics; a measured point spread is written next to the file, into {@code
   * <name>.point_spread.npy}, in double precision.
   *
   * @throws IOException if a file cannot be written; the message states why and what to do
   */
  public static void write(OpticsSpec optics, Path file) throws IOException {
    CompanionFiles files = new CompanionFiles(file);
    String text = YamlText.of(keys(NODES.objectNode(), files), optics);
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>(files.contents());
    contents.put(file, text.getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(contents);
  }
}
