package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.MeasuredFrame.Kind;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.SourcedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the frames of a measurement; docs/reference/formats.md shows their layouts. */
public final class MeasurementFiles {
  private static final Set<String> SIDECARS = Set.of("yaml", "xmp");

  private MeasurementFiles() {}

  /**
   * Lists the frames of a measurement without keeping any of them.
   *
   * @param source a table such as {@code frames.csv}, whose name ends in {@code .csv}; a folder
   *     that holds a {@code frames.csv}; or a folder with a folder for each kind (bright, dark,
   *     bright_spatial, dark_spatial), whose files have their exposure times in their metadata or
   *     their sidecars
   * @param description what is known about every raw file in addition to its metadata
   * @throws ConfigurationException if the table has problems, or files give no exposure time; the
   *     message lists all
   * @throws RejectedFileException if there is no such measurement, or a file cannot be read
   */
  public static List<MeasuredFrame> read(Path source, RawDescription description)
      throws IOException {
    if (!Files.isDirectory(source)) {
      if (!Files.exists(source)) {
        throw new RejectedFileException(source, "does not exist", "check the path");
      }
      if (String.valueOf(source.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv")) {
        return FrameTable.read(source);
      }
      throw new RejectedFileException(
          source,
          "is a single file, not a table of frames",
          "list flat and dark frames in a %s, or use ordinary images with --from-images"
              .formatted(FrameTable.NAME));
    }
    if (Files.exists(source.resolve(FrameTable.NAME))) {
      return FrameTable.read(source.resolve(FrameTable.NAME));
    }
    return folders(source, description);
  }

  private static List<MeasuredFrame> folders(Path source, RawDescription description)
      throws IOException {
    List<MeasuredFrame> frames = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Path file : files(source.resolve(kind.toString()))) {
        Optional<Double> seconds =
            RawFiles.read(file, description)
                .calibration()
                .exposureSeconds()
                .map(SourcedValue::value);
        if (seconds.isPresent()) {
          frames.add(new MeasuredFrame(file, kind, 1e9 * seconds.get(), Optional.empty()));
        } else {
          problems.add(
              source.relativize(file)
                  + " gives no exposure time: give it a sidecar with exposure_seconds, or list the"
                  + " frames in a frames.csv");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(source, problems);
    }
    if (frames.isEmpty()) {
      throw new RejectedFileException(
          source,
          "contains no measurement",
          "put a %s into it that lists the frames, or sort them into the folders %s"
              .formatted(FrameTable.NAME, String.join(", ", Kind.WORDS)));
    }
    return frames;
  }

  /** Returns a folder's raw files by name; sidecars, companions and hidden files are none. */
  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<FileTree.Entry> entries =
          files
              .filter(file -> Files.isRegularFile(file))
              .sorted()
              .map(file -> new FileTree.Entry(String.valueOf(file.getFileName()), file))
              .filter(entry -> !entry.name().startsWith("."))
              .filter(entry -> !SIDECARS.contains(entry.ending()))
              .toList();
      Set<FileTree.Entry> companions = PictureFiles.pairs(entries).keySet();
      return entries.stream()
          .filter(entry -> !companions.contains(entry))
          .map(FileTree.Entry::path)
          .toList();
    }
  }

  /**
   * {@code frames.csv} → the frames that it lists.
   *
   * <p>The first line names the columns, in any order: {@code file} (beside the table), {@code
   * kind} (bright, dark, bright_spatial, dark_spatial), {@code exposure_ns} [ns] and, if it was
   * measured, {@code photons_per_pixel}, which is empty for dark frames. Other columns are passed
   * over.
   */
  private static final class FrameTable {
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
            line,
            "file %s is in line %d already: every frame is listed once".formatted(name, other));
      }
      return file;
    }

    private Optional<Kind> kind(String word, int line) {
      Optional<Kind> kind = Kind.named(word);
      if (kind.isEmpty()) {
        table.problem(
            line,
            "kind is '%s': expected one of %s".formatted(word, String.join(", ", Kind.WORDS)));
      }
      return kind;
    }

    private double number(CsvTable.Row row, String column, String unit) {
      double number = row.number(column);
      if (!(number >= 0) || Double.isInfinite(number)) {
        table.problem(
            row.line(),
            "%s is '%s': expected a number of 0 or more [%s]"
                .formatted(column, row.cell(column), unit));
      }
      return number;
    }
  }
}
