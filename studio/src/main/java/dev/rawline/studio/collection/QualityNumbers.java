package dev.rawline.studio.collection;

import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Sample;
import dev.rawline.lab.quality.CheckQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** The numbers that a quality check has measured on images ({@code images.csv}) → columns. */
final class QualityNumbers {
  private static final int MOST_QUANTITIES = 100;

  private QualityNumbers() {}

  /** One line of the file. */
  private record Line(String image, String quantity, float value, String unit) {}

  /**
   * Reads the file, or that in the folder of a check.
   *
   * @throws RejectedFileException if it is not there, or has none of these samples
   * @throws IOException if it cannot be read
   */
  static List<Column> read(Path path, List<Sample> samples) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(CheckQuality.IMAGES) : path;
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(
          path,
          "has no quality numbers: expected " + CheckQuality.IMAGES,
          "give the folder that quality check has written");
    }
    SampleIndex index = SampleIndex.of(samples);
    SequencedMap<String, float[]> numbers = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (Line line : CsvLine.read(file, QualityNumbers::line)) {
      OptionalInt place = index.of(line.image);
      if (place.isPresent()) {
        float[] column = numbers.computeIfAbsent(line.quantity, _ -> missing(samples.size()));
        column[place.getAsInt()] = line.value;
        units.put(line.quantity, line.unit);
      }
      if (numbers.size() > MOST_QUANTITIES) {
        throw new RejectedFileException(
            file,
            "has more than %d quantities".formatted(MOST_QUANTITIES),
            "give the file that quality check has written");
      }
    }
    if (numbers.isEmpty()) {
      throw new RejectedFileException(
          file, "has no image of this data set", "give a check of this data set");
    }
    List<Column> columns = new ArrayList<>();
    numbers.forEach((name, values) -> columns.add(Column.ofNumbers(name, units.get(name), values)));
    return columns;
  }

  private static float[] missing(int count) {
    float[] missing = new float[count];
    Arrays.fill(missing, Float.NaN);
    return missing;
  }

  private static Line line(List<String> fields) {
    if (fields.size() != 6) {
      throw new IllegalArgumentException("%d fields: expected 6".formatted(fields.size()));
    }
    return new Line(fields.get(0), fields.get(1), Float.parseFloat(fields.get(2)), fields.get(5));
  }
}
