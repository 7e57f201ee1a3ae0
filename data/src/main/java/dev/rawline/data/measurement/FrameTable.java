package dev.rawline.data.measurement;

import dev.rawline.data.layout.CsvTable;
import dev.rawline.data.measurement.MeasuredFrame.Kind;
import dev.rawline.data.yaml.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

  private static final String FILE = "file";
  private static final String KIND = "kind";
  private static final String EXPOSURE = "exposure_ns";
  private static final String PHOTONS = "photons_per_pixel";
  private static final List<String> REQUIRED = List.of(FILE, KIND, EXPOSURE);

  private final Path path;
  private final CsvTable table;
  private final Map<Path, Integer> lines = new HashMap<>();

  private FrameTable(Path path, CsvTable table) {
    this.path = path;
    this.table = table;
  }

  /**
   * Reads a table.
   *
   * @throws ConfigurationException if it has problems; the message lists all with their lines
   */
  static List<MeasuredFrame> read(Path path) throws ConfigurationException {
    return new FrameTable(path, CsvTable.read(path, REQUIRED)).frames();
  }

  private List<MeasuredFrame> frames() throws ConfigurationException {
    List<MeasuredFrame> frames = new ArrayList<>();
    table.rows().forEach(row -> frame(row).ifPresent(frames::add));
    if (frames.isEmpty() && table.problems() == 0) {
      table.problem("lists no frames: expected one a line below the names of the columns");
    }
    table.rejectProblems();
    return frames;
  }

  private Optional<MeasuredFrame> frame(CsvTable.Row row) {
    int before = table.problems();
    int line = row.line();
    Path file = file(row.cell(FILE), line);
    Optional<Kind> kind = kind(row.cell(KIND), line);
    double exposure = number(row, EXPOSURE, "ns");
    String light = row.cell(PHOTONS);
    boolean dark = kind.isPresent() && !kind.get().isBright();
    Optional<Double> photons = Optional.empty();
    if (dark && !light.isEmpty() && row.number(PHOTONS) != 0) {
      table.problem(
          line,
          "%s is '%s' for a frame of kind %s: leave it empty"
              .formatted(PHOTONS, light, kind.get()));
    } else if (!dark && !light.isEmpty()) {
      photons = Optional.of(number(row, PHOTONS, "photons"));
    }
    return table.problems() > before
        ? Optional.empty()
        : Optional.of(new MeasuredFrame(file, kind.orElseThrow(), exposure, photons));
  }

  private Path file(String name, int line) {
    Path file = path;
    try {
      file = path.resolveSibling(name);
    } catch (InvalidPathException e) {
      table.problem(line, "file is '%s': expected the name of a file".formatted(name));
      return file;
    }
    if (name.isEmpty()) {
      table.problem(line, "file is empty: expected the name of a raw file");
    } else if (!Files.isRegularFile(file)) {
      table.problem(line, "there is no file %s".formatted(file));
    }
    Integer other = lines.putIfAbsent(file.normalize(), line);
    if (other != null && !name.isEmpty()) {
      table.problem(
          line, "file %s is in line %d already: every frame is listed once".formatted(name, other));
    }
    return file;
  }

  private Optional<Kind> kind(String word, int line) {
    Optional<Kind> kind = Kind.named(word);
    if (kind.isEmpty()) {
      table.problem(
          line, "kind is '%s': expected one of %s".formatted(word, String.join(", ", Kind.WORDS)));
    }
    return kind;
  }

  private double number(CsvTable.Row row, String column, String unit) {
    double number = row.number(column);
    if (!(number > 0) || Double.isInfinite(number)) {
      table.problem(
          row.line(),
          "%s is '%s': expected a number above 0 [%s]".formatted(column, row.cell(column), unit));
    }
    return number;
  }
}
