package dev.rawline.lab.dataset;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.set.Subset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The table of a data set's samples, {@code labels.csv}: file, class, group, the intensity where
 * some sample was recorded in less than full light, and the split where some have a side.
 */
public final class LabelsFile {
  public static final String NAME = "labels.csv";

  private LabelsFile() {}

  /**
   * One line of it.
   *
   * @param file the picture, from the data set's folder
   * @param className its class; empty if it has none
   * @param group what it must not be parted from; empty if it is its own
   * @param intensity the share of the light that it was recorded in, above 0 and at most 1
   * @param side its side of a split, where it has one
   */
  public record Line(
      String file, String className, String group, double intensity, Optional<Subset> side) {}

  /**
   * Writes the table into a data set's folder.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path folder, List<Line> lines) throws IOException {
    boolean dimmed = lines.stream().anyMatch(line -> line.intensity != 1);
    boolean split = lines.stream().anyMatch(line -> line.side.isPresent());
    StringBuilder table = new StringBuilder("file,class,group");
    table.append(dimmed ? ",intensity" : "").append(split ? ",split" : "").append('\n');
    for (Line line : lines) {
      table.append(
          "%s,%s,%s"
              .formatted(
                  CsvLine.field(line.file),
                  CsvLine.field(line.className),
                  CsvLine.field(line.group)));
      table.append(dimmed ? "," + line.intensity : "");
      table.append(split ? "," + line.side.map(Subset::word).orElse("") : "");
      table.append('\n');
    }
    AtomicFile.write(folder.resolve(NAME), table.toString().getBytes(StandardCharsets.UTF_8));
  }
}
