package dev.rawline.workbench.book;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * A run → a folder that needs no lab book: {@code run.json}, which is written last, {@code
 * metrics.csv}, {@code cells.csv}, {@code predictions.csv}, {@code tolerances.csv}, {@code
 * artefacts/}, and {@code parts/} with a folder for each part.
 *
 * @param book the book
 */
record BookExport(LabBook book) {

  /**
   * The content of {@code run.json}.
   *
   * @param number the run's number
   * @param parent the number of the run that it is a part of; null if there is none
   * @param experiment the experiment
   * @param name the run's name
   * @param command the command that ran it
   * @param state its state
   * @param started when it started (UTC, ISO 8601)
   * @param seconds its duration [s]; null while it runs
   * @param origin where its results come from
   * @param parameters its parameters, by name
   * @param tags its tags, by name
   * @param artefacts its artefacts, by name
   * @param parts the numbers of its parts
   */
  record RunFile(
      long number,
      Long parent,
      String experiment,
      String name,
      String command,
      RunState state,
      String started,
      Double seconds,
      RunOrigin origin,
      SequencedMap<String, String> parameters,
      SequencedMap<String, String> tags,
      SequencedMap<String, RunRecord.Artefact> artefacts,
      List<Long> parts) {
    static RunFile of(RunRecord run) {
      RunSummary summary = run.run();
      return new RunFile(
          summary.number(),
          summary.parent().stream().boxed().findFirst().orElse(null),
          summary.experiment(),
          summary.name(),
          summary.command(),
          summary.state(),
          ColumnCodec.time(summary.started()),
          summary.seconds().stream().boxed().findFirst().orElse(null),
          run.origin(),
          run.parameters(),
          run.tags(),
          run.artefacts(),
          run.parts().stream().map(RunSummary::number).toList());
    }
  }

  /**
   * Writes a run and its parts.
   *
   * @throws IllegalArgumentException if the folder exists and is not empty
   */
  void write(RunRecord run, Path folder) throws IOException {
    ArtefactFiles.requireNew(folder);
    OutputFiles.makeFolder(folder);
    long number = run.run().number();
    if (!run.artefacts().isEmpty()) {
      book.artefacts(number, "", folder.resolve("artefacts"));
    }
    write(folder, RunTable.METRICS, to -> book.metrics(number).forEach(to));
    if (run.cells() > 0) {
      write(folder, RunTable.CELLS, to -> book.cells(number).forEach(to));
    }
    if (run.predictions() > 0) {
      write(folder, RunTable.PREDICTIONS, to -> book.predictions(number, to));
    }
    if (run.tolerances() > 0) {
      write(folder, RunTable.TOLERANCES, to -> book.tolerances(number).forEach(to));
    }
    for (RunSummary part : run.parts()) {
      write(
          book.run(part.number()), folder.resolve("parts").resolve(String.valueOf(part.number())));
    }
    JsonFile.write(RunFile.of(run), folder.resolve("run.json"));
  }

  /** Reads the rows of a table, one after the other. */
  private interface Rows<T> {
    void read(Consumer<T> to) throws IOException;
  }

  private static <T extends Record> void write(Path folder, RunTable<T> table, Rows<T> rows)
      throws IOException {
    Path path = folder.resolve(table.file());
    try (AtomicFile file = AtomicFile.begin(path)) {
      PrintWriter out = new PrintWriter(file, false, StandardCharsets.UTF_8);
      out.println(table.head());
      rows.read(row -> out.println(table.line(row)));
      out.flush();
      if (out.checkError()) {
        throw new IOException(
            "cannot write %s; free space on its disk, or choose another folder".formatted(path));
      }
      file.finish();
    }
  }
}
