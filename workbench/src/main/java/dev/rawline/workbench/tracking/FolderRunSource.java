package dev.rawline.workbench.tracking;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.tracking.MlflowRun.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Runs of a folder {@code mlruns}, as MLflow writes it without a server.
 *
 * <p>EXPERIMENT/meta.yaml and EXPERIMENT/RUN/meta.yaml hold names, state and times; params/NAME and
 * tags/NAME hold one text each, metrics/NAME one line for each value: time, value and, except in
 * the oldest, step. Names with '/' are folders. (Source: MLflow's FileStore.)
 */
final class FolderRunSource implements RunSource {
  private static final String META = "meta.yaml";
  private static final String ARTEFACTS = "artifacts";
  private static final String DEFAULT = "mlruns";
  private static final String DELETED = "deleted";

  private final Path folder;
  private final SequencedMap<String, Path> experiments;

  private FolderRunSource(Path folder, SequencedMap<String, Path> experiments) {
    this.folder = folder;
    this.experiments = experiments;
  }

  /**
   * Opens a folder.
   *
   * @throws RejectedFileException if it does not exist, or holds no experiments
   */
  static FolderRunSource open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new RejectedFileException(
          path,
          Files.exists(path) ? "is not a folder" : "does not exist",
          "name a folder mlruns, or the address of a tracking server, such as http://localhost:5000");
    }
    for (Path folder : List.of(path, path.resolve(DEFAULT))) {
      SequencedMap<String, Path> experiments = experiments(folder);
      if (!experiments.isEmpty()) {
        return new FolderRunSource(folder, experiments);
      }
    }
    throw new RejectedFileException(
        path,
        "contains no MLflow experiments: expected folders with a meta.yaml",
        "name the folder mlruns itself");
  }

  private static SequencedMap<String, Path> experiments(Path folder) throws IOException {
    SequencedMap<String, Path> experiments = new LinkedHashMap<>();
    for (Path one : folders(folder)) {
      if (Files.isRegularFile(one.resolve(META))) {
        JsonNode meta = meta(one);
        if (meta.hasNonNull("experiment_id") && !isDeleted(meta) && !meta.hasNonNull("run_id")) {
          experiments.put(meta.path("name").asString(String.valueOf(one.getFileName())), one);
        }
      }
    }
    return experiments;
  }

  private static List<Path> folders(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
        for (Path one : inside) {
          if (!String.valueOf(one.getFileName()).startsWith(".")) {
            folders.add(one);
          }
        }
      }
    }
    folders.sort(null);
    return folders;
  }

  private static JsonNode meta(Path folder) throws IOException {
    return YamlDocument.read(folder.resolve(META)).root();
  }

  private static boolean isDeleted(JsonNode meta) {
    return meta.path("lifecycle_stage").asString("").equals(DELETED);
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public List<String> experiments() {
    return List.copyOf(experiments.keySet());
  }

  @Override
  public List<MlflowRun> runs(String experiment) throws IOException {
    List<MlflowRun> runs = new ArrayList<>();
    Path of = experiments.get(experiment);
    if (of != null) {
      for (Path one : folders(of)) {
        if (Files.isRegularFile(one.resolve(META))) {
          JsonNode meta = meta(one);
          if (!isDeleted(meta) && (meta.hasNonNull("run_id") || meta.hasNonNull("run_uuid"))) {
            runs.add(run(one, meta, experiment));
          }
        }
      }
    }
    runs.sort(Comparator.comparingLong(MlflowRun::start).thenComparing(MlflowRun::id));
    return runs;
  }

  private static MlflowRun run(Path folder, JsonNode meta, String experiment) throws IOException {
    SequencedMap<String, String> tags = texts(folder.resolve("tags"));
    String id = meta.path(meta.hasNonNull("run_id") ? "run_id" : "run_uuid").asString("");
    String named = meta.path("run_name").asString(meta.path("name").asString(""));
    return new MlflowRun(
        id,
        experiment,
        named.isEmpty() ? tags.getOrDefault("mlflow.runName", id) : named,
        state(meta.path("status"), folder),
        meta.path("start_time").asLong(0),
        meta.hasNonNull("end_time")
            ? Optional.of(meta.path("end_time").asLong(0))
            : Optional.empty(),
        texts(folder.resolve("params")),
        tags,
        files(folder.resolve("metrics")).stream().map(File::name).toList(),
        artefacts(folder, meta).toString());
  }

  /** Files are next to the run, or at its address if that is a folder of this machine. */
  private static Path artefacts(Path folder, JsonNode meta) {
    Path beside = folder.resolve(ARTEFACTS);
    String uri = meta.path("artifact_uri").asString("");
    if (Files.isDirectory(beside) || !(uri.startsWith("file:") || uri.startsWith("/"))) {
      return beside;
    }
    return uri.startsWith("/")
        ? Path.of(uri)
        : Path.of(URI.create(uri.replace(" ", "%20")).getPath());
  }

  /** The state is a number, in some versions a word. */
  private static RunState state(JsonNode status, Path folder) throws RejectedFileException {
    return switch (status.asString("").toUpperCase(Locale.ROOT)) {
      case "1", "2", "RUNNING", "SCHEDULED", "" -> RunState.RUNNING;
      case "3", "FINISHED" -> RunState.FINISHED;
      case "4", "FAILED" -> RunState.FAILED;
      case "5", "KILLED" -> RunState.STOPPED;
      default ->
          throw new RejectedFileException(
              folder.resolve(META),
              "status is %s: expected 1 to 5".formatted(status.asString("")),
              "correct it");
    };
  }

  private static SequencedMap<String, String> texts(Path folder) throws IOException {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    for (File file : files(folder)) {
      texts.put(file.name(), BoundedFile.wholeText(folder.resolve(file.name())));
    }
    return texts;
  }

  private static List<File> files(Path folder) throws IOException {
    List<File> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.filter(Files::isRegularFile).sorted().toList()) {
          String name =
              folder.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
          files.add(new File(name, Files.size(path)));
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return files;
  }

  private Path folder(MlflowRun run) throws IOException {
    Path of = experiments.get(run.experiment());
    Path one = of.resolve(run.id());
    if (of.normalize().equals(one.normalize().getParent()) && Files.isDirectory(one)) {
      return one;
    }
    throw new RejectedFileException(folder, "the run " + run.id() + " is gone", "import it again");
  }

  @Override
  public List<Point> points(MlflowRun run, String metric) throws IOException {
    Path file = folder(run).resolve("metrics").resolve(metric);
    List<Point> points = new ArrayList<>();
    int number = 0;
    for (String line : BoundedFile.wholeText(file).lines().toList()) {
      number++;
      if (!line.isBlank()) {
        points.add(point(line.strip(), file, number));
      }
    }
    return points;
  }

  private static Point point(String line, Path file, int number) throws RejectedFileException {
    String[] fields = line.split("\\s+", -1);
    try {
      if (fields.length >= 2) {
        return new Point(
            fields.length > 2 ? Long.parseLong(fields[2]) : 0,
            Long.parseLong(fields[0]),
            value(fields[1]));
      }
    } catch (NumberFormatException e) {
      // It is reported below.
    }
    throw new RejectedFileException(
        file,
        "line %d is '%s': expected time, value and step".formatted(number, line),
        "correct or remove the line");
  }

  /** Python writes nan and inf. */
  private static double value(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  @Override
  public List<File> files(MlflowRun run) throws IOException {
    return files(Path.of(run.artefacts()));
  }

  @Override
  public void fetch(MlflowRun run, File file, Path to) throws IOException {
    Files.copy(
        Path.of(run.artefacts()).resolve(file.name()), to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {}
}
