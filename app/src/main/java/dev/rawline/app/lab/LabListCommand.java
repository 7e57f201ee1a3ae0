package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunCondition;
import dev.rawline.workbench.book.RunFilter;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline lab ls}: the runs of a lab book. */
@Command(name = "ls", aliases = "list", header = "List runs, newest first.")
final class LabListCommand extends TerminalCommand {
  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "List only runs of this experiment.")
  private String experiment;

  @Option(
      names = "--command",
      paramLabel = "WORD",
      description = "List only runs of this command, such as train or drift.")
  private String command;

  @Option(
      names = "--state",
      paramLabel = "WORD",
      description = "List only runs in this state: running, finished, stopped or failed.")
  private String state;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "List only runs that meet a condition on a parameter, a last metric or a tag:"
              + " 'param:learning_rate=0.003', 'metric:final_test_accuracy>=0.9' or 'tag:note!=old'"
              + " (=, !=, <, <=, >, >=). May be repeated.")
  private List<String> where = List.of();

  @Option(names = "--parts", description = "List runs that are parts of others as well.")
  private boolean parts;

  @Option(names = "--limit", paramLabel = "N", description = "Number of runs (default: 50).")
  private int limit = 50;

  @Mixin private LabBookOptions bookOptions;

  @Override
  public ExitCode call() throws IOException {
    RunFilter filter =
        new RunFilter(
            Optional.ofNullable(experiment),
            Optional.ofNullable(command),
            Optional.ofNullable(state).map(RunState::of),
            parts || !where.isEmpty(),
            where.stream().map(RunCondition::parse).toList(),
            limit);
    try (LabBook book = bookOptions.openExisting()) {
      print(book.runs(filter), filter);
    }
    return ExitCode.DONE;
  }

  private void print(RunSummary.Page page, RunFilter filter) {
    PrintWriter out = out();
    if (page.all() == 0) {
      out.println(
          filter.where().isEmpty() && experiment == null && command == null && state == null
              ? "no runs yet: train and drift write theirs"
              : "no run is so: lab ls without options lists all");
      return;
    }
    TextTable table = new TextTable(RunSummaryText.COLUMNS, Set.of(RunSummaryText.STARTED));
    page.runs().forEach(run -> table.add(RunSummaryText.row(run)));
    table.print(out);
    if (page.runs().size() < page.all()) {
      out.printf(
          "%d of %d runs; --limit %d lists all%n", page.runs().size(), page.all(), page.all());
    }
  }
}
