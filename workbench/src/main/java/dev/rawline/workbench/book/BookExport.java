package dev.rawline.workbench.book;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run → a folder that needs no lab book: {@code run.json}, which is written last, {@code
 * metrics.csv}, {@code cells.csv}, {@code predictions.csv}, {@code tolerances.csv}, {@code
 * artefacts/}, and {@code parts/} with a folder of each part.
 *
 * @param book the book
 */
record BookExport(LabBook book) {

  /**
   * Writes all of it.
   *
   * @throws IllegalArgumentException if the folder is there and not empty
   */
  void write(RunRecord run, Path folder) throws IOException {
    ArtefactFiles.requireNew(folder);
    OutputFiles.makeFolder(folder);
    long number = run.run().number();
    if (!run.artefacts().isEmpty()) {
      book.artefacts(number, "", folder.resolve("artefacts"));
    }
    table(
        folder.resolve("metrics.csv"),
        "name,step,value",
        out ->
            book.metrics(number)
                .forEach(
                    metric ->
                        out.println(
                            RunTables.line(
                                List.of(
                                    metric.name(),
                                    String.valueOf(metric.step()),
                                    String.valueOf(metric.value()))))));
    if (run.cells() > 0) {
      table(
          folder.resolve(RunTables.CELLS),
          RunTables.CELLS_HEAD,
          out ->
              book.cells(number).forEach(cell -> out.println(RunTables.line(RunTables.of(cell)))));
    }
    if (run.predictions() > 0) {
      table(
          folder.resolve(RunTables.PREDICTIONS),
          RunTables.PREDICTIONS_HEAD,
          out -> book.predictions(number, said -> out.println(RunTables.line(RunTables.of(said)))));
    }
    if (run.tolerances() > 0) {
      table(
          folder.resolve(RunTables.TOLERANCES),
          RunTables.TOLERANCES_HEAD,
          out ->
              book.tolerances(number)
                  .forEach(one -> out.println(RunTables.line(RunTables.of(one)))));
    }
    for (RunSummary part : run.parts()) {
      write(
          book.run(part.number()), folder.resolve("parts").resolve(String.valueOf(part.number())));
    }
    JsonFile.write(record(run), folder.resolve("run.json"));
  }

  /** What fills a table. */
  private interface Filling {
    void into(PrintWriter out) throws IOException;
  }

  private static void table(Path path, String heading, Filling filling) throws IOException {
    try (AtomicFile file = AtomicFile.begin(path)) {
      PrintWriter out = new PrintWriter(file, false, StandardCharsets.UTF_8);
      out.println(heading);
      filling.into(out);
      out.flush();
      if (out.checkError()) {
        throw new IOException(
            "cannot write %s; free space on its disk, or choose another folder".formatted(path));
      }
      file.finish();
    }
  }

  private static Map<String, Object> record(RunRecord run) {
    RunSummary summary = run.run();
    RunOrigin from = run.origin();
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("plan", from.plan());
    origin.put("commit", from.commit());
    origin.put("data", from.data());
    origin.put("seeds", from.seeds());
    origin.put("machine", from.machine());
    origin.put("versions", from.versions());
    Map<String, Object> artefacts = new LinkedHashMap<>();
    run.artefacts()
        .forEach(
            (name, artefact) ->
                artefacts.put(
                    name, Map.of("sha256", artefact.sha256(), "bytes", artefact.bytes())));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("number", summary.number());
    record.put(
        "parent", summary.parent().isPresent() ? Long.valueOf(summary.parent().getAsLong()) : null);
    record.put("experiment", summary.experiment());
    record.put("name", summary.name());
    record.put("command", summary.command());
    record.put("state", summary.state().word());
    record.put("started", ColumnCodec.time(summary.started()));
    record.put(
        "seconds",
        summary.seconds().isPresent() ? Double.valueOf(summary.seconds().getAsDouble()) : null);
    record.put("origin", origin);
    record.put("parameters", run.parameters());
    record.put("tags", run.tags());
    record.put("artefacts", artefacts);
    record.put("parts", run.parts().stream().map(RunSummary::number).toList());
    return record;
  }
}
