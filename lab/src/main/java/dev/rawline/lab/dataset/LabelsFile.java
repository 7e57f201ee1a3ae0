package dev.rawline.lab.dataset;

import dev.rawline.data.file.CsvText;
import dev.rawline.data.set.Subset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * The table of a data set's samples, {@code labels.csv}: file, class, group, the intensity where
 * some sample was recorded in less than full light, and the split where some have a side.
 */
public final class LabelsFile {
  public static final String NAME = "labels.csv";

  private LabelsFile() {}

  /**
   * Writes the table into a data set's folder.
   *
   * @param samples the samples by their files, from the data set's folder
   * @throws IOException if it cannot be written
   */
  public static void write(Path folder, SequencedMap<String, SampleEntry> samples)
      throws IOException {
    boolean dimmed = samples.values().stream().anyMatch(sample -> sample.intensity() != 1);
    boolean split = samples.values().stream().anyMatch(sample -> sample.side().isPresent());
    CsvText table =
        new CsvText(row(List.of("file", "class", "group"), dimmed, "intensity", split, "split"));
    samples.forEach(
        (file, sample) ->
            table.add(
                row(
                    List.of(file, sample.className(), sample.group()),
                    dimmed,
                    String.valueOf(sample.intensity()),
                    split,
                    sample.side().map(Subset::word).orElse(""))));
    table.write(folder.resolve(NAME));
  }

  private static List<String> row(
      List<String> first, boolean dimmed, String intensity, boolean split, String side) {
    List<String> row = new ArrayList<>(first);
    if (dimmed) {
      row.add(intensity);
    }
    if (split) {
      row.add(side);
    }
    return row;
  }
}
