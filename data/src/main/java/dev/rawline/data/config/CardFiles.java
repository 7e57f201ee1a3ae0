package dev.rawline.data.config;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;

/** {@code card.yaml} ↔ data card; docs/reference/formats.md describes the file. */
public final class CardFiles {
  /** What the file of a data set's card is called. */
  public static final String NAME = "card.yaml";

  static final KeyRecord<DataCard> KEYS =
      new KeyRecord<>(
          DataCard.class, ValueTypes.STANDARD.with(SortedMap.class, new ClassCountsType()));

  private CardFiles() {}

  /**
   * Reads a card.
   *
   * @throws ConfigurationException if the file is none; the message lists every mistake
   */
  public static DataCard read(Path file) throws ConfigurationException {
    return KEYS.read(file, DescriptionKind.CARD);
  }

  /**
   * Writes a card.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(DataCard card, Path file) throws IOException {
    AtomicFile.write(file, YamlText.of(KEYS, card).getBytes(StandardCharsets.UTF_8));
  }
}
