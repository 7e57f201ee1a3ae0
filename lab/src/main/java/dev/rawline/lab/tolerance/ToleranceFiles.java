package dev.rawline.lab.tolerance;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code tolerance.yaml} ↔ a specification; docs/reference/formats.md describes the file. */
public final class ToleranceFiles {
  /** The name of the file in the folder of an experiment. */
  public static final String NAME = "tolerance.yaml";

  /** The kind of file, for its schema. */
  public static final FileKind KIND = FileKind.of("tolerance", ToleranceSpecification.class);

  private static final KeyRecord<ToleranceSpecification> KEYS =
      new KeyRecord<>(ToleranceSpecification.class);

  private ToleranceFiles() {}

  /**
   * Reads a specification.
   *
   * @throws ConfigurationException if the file is none; the message lists every mistake
   */
  public static ToleranceSpecification read(Path file) throws ConfigurationException {
    return KEYS.read(file, KIND);
  }

  /**
   * Reads a specification from the text of a file.
   *
   * @param file what messages name it by
   * @throws ConfigurationException if the text is none; the message lists every mistake
   */
  public static ToleranceSpecification read(Path file, String text) throws ConfigurationException {
    return KEYS.read(file, YamlDocument.of(file, text), KIND);
  }

  /** Returns the text of the file of a specification. */
  public static String text(ToleranceSpecification specification) {
    return YamlText.of(KEYS, specification);
  }

  /**
   * Writes a specification.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(ToleranceSpecification specification, Path file) throws IOException {
    AtomicFile.write(file, text(specification).getBytes(StandardCharsets.UTF_8));
  }
}
