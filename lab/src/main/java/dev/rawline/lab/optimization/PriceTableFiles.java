package dev.rawline.lab.optimization;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code prices.yaml} ↔ the user's prices; docs/reference/formats.md describes the file. */
public final class PriceTableFiles {
  /** The kind of file, for its schema. */
  public static final FileKind KIND = FileKind.of("prices", PriceTable.class);

  private static final KeyRecord<PriceTable> KEYS = new KeyRecord<>(PriceTable.class);

  private PriceTableFiles() {}

  /**
   * Reads prices.
   *
   * @throws ConfigurationException if the file holds none; the message lists every mistake
   */
  public static PriceTable read(Path file) throws ConfigurationException {
    return KEYS.read(file, KIND);
  }

  /**
   * Writes prices.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(PriceTable prices, Path file) throws IOException {
    AtomicFile.write(file, YamlText.of(KEYS, prices).getBytes(StandardCharsets.UTF_8));
  }
}
