package dev.rawline.data.config;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code statistics.yaml} ↔ statistics; docs/reference/formats.md describes the file. */
public final class StatisticsFiles {
  private static final KeyRecord<DataSetStatistics> KEYS = new KeyRecord<>(DataSetStatistics.class);

  private StatisticsFiles() {}

  /**
   * Reads statistics.
   *
   * @throws ConfigurationException if the file holds none; the message lists every mistake
   */
  public static DataSetStatistics read(Path file) throws ConfigurationException {
    return KEYS.read(file, DescriptionKind.STATISTICS);
  }

  /**
   * Writes statistics.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(DataSetStatistics statistics, Path file) throws IOException {
    AtomicFile.write(file, YamlText.of(KEYS, statistics).getBytes(StandardCharsets.UTF_8));
  }
}
