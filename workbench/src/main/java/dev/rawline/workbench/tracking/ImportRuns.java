package dev.rawline.workbench.tracking;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs of MLflow → the lab book, each once.
 *
 * <p>MLflow's id of a run is stored as the tag {@value #ID}, which is written when the run and all
 * its parts are imported: runs without it were not imported completely, and are imported again.
 * Runs that Rawline wrote to MLflow come back with their origin, cells, predictions and tolerances.
 *
 * @param source the source of the runs
 * @param into the log that receives them
 * @param known returns for MLflow's id of a run whether the book has it
 * @param running whether runs that have not ended are imported
 */
public record ImportRuns(RunSource source, RunLogs into, Predicate<String> known, boolean running) {
  /** The tag of MLflow's id of a run. */
  public static final String ID = "mlflow.run_id";

  private static final String KNOWN = "select value from tags where name = '" + ID + "'";
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,19}");
  private static final String VERSION = "rawline.version.";
  private static final int ROWS = 10_000;

  /**
   * Returns the import into a lab book.
   *
   * @throws IOException if the book cannot be read
   */
  public static ImportRuns into(LabBook book, RunSource source, boolean running)
      throws IOException {
    Set<String> known =
        book.query(KNOWN, Integer.MAX_VALUE).rows().stream()
            .map(row -> String.valueOf(row.getFirst()))
            .collect(Collectors.toSet());
    return new ImportRuns(source, book, known::contains, running);
  }

  /**
   * The result of an import.
   *
   * @param imported runs that were added to the book
   * @param present runs that were already in the book
   * @param open runs that have not ended, and were skipped
   * @param stopped whether it was stopped
   */
  public record Result(int imported, int present, int open, boolean stopped) {}

  /**
   * Imports runs.
   *
   * @param experiments the names of the experiments; empty for all
   * @param stop returns whether to stop, after the current run
   * @throws IllegalArgumentException if an experiment does not exist
   * @throws IOException if a run cannot be read or written; runs imported so far are kept
   */
  public Result run(List<String> experiments, BooleanSupplier stop, Progress progress)
      throws IOException {
    List<MlflowRun> all = new ArrayList<>();
    for (String experiment : chosen(experiments)) {
      all.addAll(source.runs(experiment));
    }
    Set<String> there = all.stream().map(MlflowRun::id).collect(Collectors.toSet());
    Map<String, List<MlflowRun>> parts =
        all.stream()
            .filter(run -> run.parent().filter(there::contains).isPresent())
            .collect(
                Collectors.groupingBy(
                    run -> run.parent().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
    Work work = new Work(parts, stop, progress.begin("runs", all.size()));
    for (MlflowRun run : all) {
      if (run.parent().filter(there::contains).isEmpty()) {
        work.readTree(run);
      }
    }
    return work.result();
  }

  private List<String> chosen(List<String> wanted) throws IOException {
    List<String> there = source.experiments();
    List<String> missing = wanted.stream().filter(name -> !there.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no experiment %s: expected %s"
              .formatted(
                  source.name(),
                  String.join(", ", missing),
                  there.isEmpty() ? "none, it is empty" : String.join(", ", there)));
    }
    return wanted.isEmpty() ? there : wanted;
  }

  /** Begins a run of the book: alone, or as part of another. */
  private interface Beginning {
    RunLog begin(RunStart start) throws IOException;
  }

  /** A run and its log in the book. */
  private record ImportedRun(MlflowRun run, RunLog log) {}

  /** One import. */
  private final class Work {
    private final Map<String, List<MlflowRun>> parts;
    private final BooleanSupplier stop;
    private final Progress progress;
    private int imported;
    private int present;
    private int open;
    private boolean stopped;

    private Work(Map<String, List<MlflowRun>> parts, BooleanSupplier stop, Progress progress) {
      this.parts = parts;
      this.stop = stop;
      this.progress = progress;
    }

    private Result result() {
      return new Result(imported, present, open, stopped);
    }

    /** Imports a run and its parts, unless it is known; of a known run, the unknown parts. */
    private void readTree(MlflowRun run) throws IOException {
      List<ImportedRun> tree = new ArrayList<>();
      boolean whole = false;
      try {
        read(run, into::begin, tree);
        if (!stopped) {
          // The run before its parts: parts are not searched for below an unknown run.
          for (ImportedRun one : tree) {
            one.log().tags(Map.of(ID, one.run().id()));
            imported++;
          }
          whole = true;
        }
      } finally {
        for (ImportedRun one : tree.reversed()) {
          one.log().end(whole ? ended(one.run()) : RunState.STOPPED);
        }
      }
    }

    /**
     * Imports a run and its parts.
     *
     * @param tree receives the run and each part as it begins
     */
    private void read(MlflowRun run, Beginning beginning, List<ImportedRun> tree)
        throws IOException {
      if (stopped || stop.getAsBoolean()) {
        stopped = true;
        return;
      }
      if (known.test(run.id())) {
        present++;
        progress.begin(run.name(), 0).skip("is in the lab book already");
        for (MlflowRun part : parts.getOrDefault(run.id(), List.of())) {
          readTree(part);
        }
        return;
      }
      if (run.state() == RunState.RUNNING && !running) {
        open++;
        skipTree(run);
        return;
      }
      Progress reading = progress.begin(run.name(), 0);
      RunLog log = beginning.begin(start(run));
      tree.add(new ImportedRun(run, log));
      write(run, log);
      reading.end("");
      for (MlflowRun part : parts.getOrDefault(run.id(), List.of())) {
        read(part, log::begin, tree);
      }
    }

    private void skipTree(MlflowRun run) {
      progress.begin(run.name(), 0).skip("has not ended");
      parts.getOrDefault(run.id(), List.of()).forEach(this::skipTree);
    }

    private void write(MlflowRun run, RunLog log) throws IOException {
      log.parameters(run.parameters());
      SequencedMap<String, String> tags = new LinkedHashMap<>(run.tags());
      tags.put("mlflow.source", source.name());
      tags.put("mlflow.start_time", Instant.ofEpochMilli(run.start()).toString());
      run.end().ifPresent(end -> tags.put("mlflow.end_time", Instant.ofEpochMilli(end).toString()));
      log.tags(tags);
      Set<String> ofCells = files(run, log);
      List<Measured> metrics = new ArrayList<>();
      for (String metric : run.metrics()) {
        if (!ofCells.contains(metric)) {
          metrics.addAll(MlflowRun.measured(metric, source.points(run, metric)));
        }
      }
      if (!metrics.isEmpty()) {
        log.metrics(metrics);
      }
    }

    /** Imports the files; returns the names of metrics that are in the table of cells. */
    private Set<String> files(MlflowRun run, RunLog log) throws IOException {
      Set<String> ofCells = new HashSet<>();
      Path scratch = Files.createTempDirectory("rawline-import");
      try {
        Path copy = scratch.resolve("file");
        for (RunSource.File file : listed(run)) {
          // The book may have stored the file itself, which must not be changed any more.
          Files.deleteIfExists(copy);
          try {
            source.fetch(run, file, copy);
          } catch (IOException e) {
            progress.note(
                "%s of run %s is left out: %s".formatted(file.name(), run.name(), e.getMessage()));
            continue;
          }
          if (isTable(copy, file, RunTable.CELLS)) {
            rows(
                copy,
                RunTable.CELLS,
                cells -> {
                  log.cells(cells);
                  cells.stream().map(MlflowNames::name).forEach(ofCells::add);
                });
          } else if (isTable(copy, file, RunTable.PREDICTIONS)) {
            rows(copy, RunTable.PREDICTIONS, log::predictions);
          } else if (isTable(copy, file, RunTable.TOLERANCES)) {
            rows(copy, RunTable.TOLERANCES, log::tolerances);
          } else {
            log.artefact(file.name(), copy);
          }
        }
      } finally {
        Files.deleteIfExists(scratch.resolve("file"));
        Files.deleteIfExists(scratch);
      }
      return ofCells;
    }

    private List<RunSource.File> listed(MlflowRun run) throws IOException {
      try {
        return source.files(run);
      } catch (IOException e) {
        progress.note("the files of run %s are left out: %s".formatted(run.name(), e.getMessage()));
        return List.of();
      }
    }
  }

  private static boolean isTable(Path copy, RunSource.File file, RunTable<?> table)
      throws IOException {
    if (!file.name().equals(table.file())) {
      return false;
    }
    try (BufferedReader reader = BoundedFile.lines(copy)) {
      return table.head().equals(reader.readLine());
    }
  }

  /** Writes some rows. */
  private interface Rows<T> {
    void write(List<T> rows) throws IOException;
  }

  private static <T extends Record> void rows(Path file, RunTable<T> table, Rows<T> to)
      throws IOException {
    try (BufferedReader reader = BoundedFile.lines(file)) {
      reader.readLine();
      List<T> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(record(file, table, line));
        if (rows.size() == ROWS) {
          to.write(rows);
          rows = new ArrayList<>();
        }
      }
      if (!rows.isEmpty()) {
        to.write(rows);
      }
    }
  }

  private static <T extends Record> T record(Path file, RunTable<T> table, String line)
      throws RejectedFileException {
    try {
      return table.record(CsvLine.fields(line));
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(
          file, "has the line '%s': %s".formatted(line, e.getMessage()), "correct the line", e);
    }
  }

  private static RunState ended(MlflowRun run) {
    return run.state() == RunState.RUNNING ? RunState.STOPPED : run.state();
  }

  private static RunStart start(MlflowRun run) {
    SequencedMap<String, String> tags = run.tags();
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    tags.forEach(
        (name, value) -> {
          if (name.startsWith(VERSION)) {
            versions.put(name.substring(VERSION.length()), value);
          }
        });
    Set<Long> seeds = new LinkedHashSet<>();
    Pattern.compile(" ")
        .splitAsStream(tags.getOrDefault("rawline.seeds", ""))
        .filter(WHOLE_NUMBER.asMatchPredicate())
        .forEach(seed -> seeds.add(Long.parseLong(seed)));
    return new RunStart(
        run.experiment(),
        tags.getOrDefault("rawline.name", run.name()),
        tags.getOrDefault("rawline.command", "import"),
        new RunOrigin(
            tags.getOrDefault("rawline.plan", ""),
            Optional.ofNullable(tags.get("rawline.commit"))
                .or(() -> Optional.ofNullable(tags.get("mlflow.source.git.commit")))
                .orElse("unknown"),
            tags.getOrDefault("rawline.data", ""),
            List.copyOf(seeds),
            tags.getOrDefault("rawline.machine", "unknown"),
            versions));
  }
}
