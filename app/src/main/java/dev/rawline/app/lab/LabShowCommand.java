package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code rawline lab show}: all of one run. */
@Command(
    name = "show",
    header = "Show a run: parameters, metrics, tags, artefacts, parts and provenance.")
final class LabShowCommand extends LabCommand.OfRun {
  private static final int SUM_DIGITS = 12;

  /** The commands whose runs can be repeated. */
  private static final Set<String> REPRODUCIBLE = Set.of("train", "drift", "forensics", "optimize");

  private boolean reproducible;

  @Override
  void call(LabBook book, long number) throws IOException {
    RunRecord record = book.run(number);
    reproducible =
        record.run().state() == RunState.FINISHED
            && REPRODUCIBLE.contains(record.run().command())
            && record.artefacts().keySet().stream().anyMatch(name -> name.endsWith("plan.yaml"));
    print(record, book.tolerances(number));
  }

  @Override
  protected List<String> next() {
    return reproducible
        ? words("lab", "reproduce", number(), given(LabBookOptions.class))
        : words(
            "lab",
            "export",
            number(),
            given(LabBookOptions.class),
            "--out",
            beside(Path.of("run-" + number()), "files"));
  }

  private void print(RunRecord record, List<RunLog.Tolerance> tolerances) {
    PrintWriter out = out();
    heading(record.run(), out);
    origin(record.origin(), out);
    pairs("parameters", record.parameters(), out);
    pairs("metrics", record.metrics(), out);
    pairs("tags", record.tags(), out);
    TextTable artefacts = new TextTable(List.of("name", "size", "sha256"));
    record
        .artefacts()
        .forEach(
            (name, artefact) ->
                artefacts.add(
                    List.of(
                        name,
                        RunSummaryText.size(artefact.bytes()),
                        artefact.sha256().substring(0, SUM_DIGITS))));
    artefacts.printBelow("artefacts", out);
    TextTable tolerated = new TextTable(List.of("parameter", "low", "high", "usual", "unit"));
    for (RunLog.Tolerance one : tolerances) {
      tolerated.add(List.of(one.parameter(), one.low(), one.high(), one.usual(), one.unit()));
    }
    tolerated.printBelow("what the model tolerates, one parameter at a time", out);
    if (record.cells() > 0 || record.predictions() > 0) {
      out.printf(
          "%n%d cells, %d predictions: lab export writes them, lab sql queries them%n",
          record.cells(), record.predictions());
    }
    TextTable parts = new TextTable(RunSummaryText.COLUMNS);
    record.parts().forEach(part -> parts.add(RunSummaryText.row(part)));
    parts.printBelow("parts", out);
  }

  private static void heading(RunSummary run, PrintWriter out) {
    String part =
        run.parent().isPresent() ? ", part of run %d".formatted(run.parent().getAsLong()) : "";
    String took =
        run.seconds().isPresent() ? ", took " + RunSummaryText.duration(run.seconds()) : "";
    out.printf(
        "run %d: %s%n%s of experiment %s%s%n%s, started %s%s%n",
        run.number(),
        run.name(),
        run.command(),
        run.experiment(),
        part,
        run.state().word(),
        RunSummaryText.time(run.started()),
        took);
  }

  private static void origin(RunOrigin origin, PrintWriter out) {
    out.printf("%nprovenance%n");
    line("plan", origin.plan(), out);
    line("commit", origin.commit(), out);
    line("data", origin.data().isEmpty() ? "none" : origin.data(), out);
    line(
        "seeds",
        origin.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        out);
    line("machine", origin.machine(), out);
    origin.versions().forEach((name, version) -> line(name, version, out));
  }

  private static void line(String name, String value, PrintWriter out) {
    out.printf("  %-9s %s%n", name, value);
  }

  private static void pairs(String heading, Map<String, ?> pairs, PrintWriter out) {
    TextTable table = new TextTable(List.of("name", "value"));
    pairs.forEach((name, value) -> table.add(List.of(name, value)));
    table.printBelow(heading, out);
  }
}
