package dev.rawline.data.measurement;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.measurement.MeasuredFrame.Kind;
import dev.rawline.data.yaml.ConfigurationException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code frames.csv} → the frames that it lists.
 *
 * <p>The first line names the columns, in any order: {@code file} (beside the table), {@code kind}
 * (bright, dark, bright_spatial, dark_spatial), {@code exposure_ns} [ns] and, if it was measured,
 * {@code photons_per_pixel}, which is empty for dark frames. Other columns are passed over.
 */
final class FrameTable {
  static final String NAME = "frames.csv";

  private static final int MOST_BYTES = 1 << 24;
  private static final String FILE = "file";
  private static final String KIND = "kind";
  private static final String EXPOSURE = "exposure_ns";
  private static final String PHOTONS = "photons_per_pixel";
  private static final List<String> REQUIRED = List.of(FILE, KIND, EXPOSURE);

  private final Path table;
  private final List<String> mistakes = new ArrayList<>();
  private final Map<Path, Integer> lines = new HashMap<>();

  private FrameTable(Path table) {
    this.table = table;
  }

  /**
   * Reads a table.
   *
   * @throws ConfigurationException if it has mistakes; the message lists all with their lines
   */
  static List<MeasuredFrame> read(Path table) throws ConfigurationException {
    return new FrameTable(table).frames();
  }

  private List<MeasuredFrame> frames() throws ConfigurationException {
    String[] text = text().split("\\R", -1);
    List<String> columns =
        CsvLine.fields(text[0]).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    requireColumns(columns, text[0]);
    List<MeasuredFrame> frames = new ArrayList<>();
    for (int line = 2; line <= text.length; line++) {
      if (!text[line - 1].isBlank()) {
        frame(columns, CsvLine.fields(text[line - 1]), line).ifPresent(frames::add);
      }
    }
    if (frames.isEmpty() && mistakes.isEmpty()) {
      mistakes.add("lists no frames: expected one a line below the names of the columns");
    }
    refuseMistakes();
    return frames;
  }

  private String text() throws ConfigurationException {
    try {
      return BoundedFile.text(table, MOST_BYTES);
    } catch (FileSystemException e) {
      throw new ConfigurationException(table, List.of(e.getReason()));
    }
  }

  private void requireColumns(List<String> columns, String heading) throws ConfigurationException {
    if (columns.size() == 1 && heading.contains(";")) {
      mistakes.add("line 1 separates the columns by ';': expected ','");
    } else {
      for (String name : REQUIRED) {
        if (!columns.contains(name)) {
          mistakes.add(
              "line 1 names no column %s: expected %s and, if it was measured, %s; it has %s"
                  .formatted(
                      name, String.join(", ", REQUIRED), PHOTONS, String.join(", ", columns)));
        }
      }
    }
    refuseMistakes();
  }

  private Optional<MeasuredFrame> frame(List<String> columns, List<String> fields, int line) {
    if (fields.size() != columns.size()) {
      mistakes.add(
          "line %d has %d fields: expected %d, as line 1 names columns"
              .formatted(line, fields.size(), columns.size()));
      return Optional.empty();
    }
    int before = mistakes.size();
    Path file = file(fields.get(columns.indexOf(FILE)), line);
    Optional<Kind> kind = kind(fields.get(columns.indexOf(KIND)), line);
    double exposure = number(fields.get(columns.indexOf(EXPOSURE)), EXPOSURE, "ns", line);
    int at = columns.indexOf(PHOTONS);
    String light = at < 0 ? "" : fields.get(at);
    boolean dark = kind.isPresent() && !kind.get().isBright();
    Optional<Double> photons = Optional.empty();
    if (dark && !light.isEmpty() && !isZero(light)) {
      mistakes.add(
          "line %d: %s is '%s' for a frame of kind %s: leave it empty"
              .formatted(line, PHOTONS, light, kind.get()));
    } else if (!dark && !light.isEmpty()) {
      photons = Optional.of(number(light, PHOTONS, "photons", line));
    }
    return mistakes.size() > before
        ? Optional.empty()
        : Optional.of(new MeasuredFrame(file, kind.orElseThrow(), exposure, photons));
  }

  private Path file(String name, int line) {
    Path file = table;
    try {
      file = table.resolveSibling(name);
    } catch (InvalidPathException e) {
      mistakes.add("line %d: file is '%s': expected the name of a file".formatted(line, name));
      return file;
    }
    if (name.isEmpty()) {
      mistakes.add("line %d: file is empty: expected the name of a raw file".formatted(line));
    } else if (!Files.isRegularFile(file)) {
      mistakes.add("line %d: there is no file %s".formatted(line, file));
    }
    Integer other = lines.putIfAbsent(file.normalize(), line);
    if (other != null && !name.isEmpty()) {
      mistakes.add(
          "line %d: file %s stands in line %d already: every frame is listed once"
              .formatted(line, name, other));
    }
    return file;
  }

  private Optional<Kind> kind(String word, int line) {
    Optional<Kind> kind = Kind.named(word);
    if (kind.isEmpty()) {
      mistakes.add(
          "line %d: kind is '%s': expected one of %s"
              .formatted(line, word, String.join(", ", Kind.WORDS)));
    }
    return kind;
  }

  private double number(String text, String column, String unit, int line) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!(number > 0) || Double.isInfinite(number)) {
      mistakes.add(
          "line %d: %s is '%s': expected a number above 0 [%s]"
              .formatted(line, column, text, unit));
    }
    return number;
  }

  private static boolean isZero(String text) {
    try {
      return Double.parseDouble(text) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void refuseMistakes() throws ConfigurationException {
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(table, mistakes);
    }
  }
}
