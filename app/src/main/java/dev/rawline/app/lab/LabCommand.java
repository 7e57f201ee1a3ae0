package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.file.JsonFile;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.QueryResult;
import dev.rawline.workbench.book.RunCondition;
import dev.rawline.workbench.book.RunFilter;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunSummary;
import dev.rawline.workbench.book.UnusableBookException;
import dev.rawline.workbench.tracking.BookLogs;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.ImportRuns;
import dev.rawline.workbench.tracking.RunSource;
import dev.rawline.workbench.tracking.SendOutbox;
import dev.rawline.workbench.tracking.TrackingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline lab}: the words before what is done with the lab book. */
@Command(
    name = "lab",
    header = "List, show, compare and query recorded runs, and extract their models.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LabCommand.Listing.class,
      LabShowCommand.class,
      LabCommand.Sql.class,
      LabDiffCommand.class,
      LabCommand.Export.class,
      LabCommand.Model.class,
      LabReproduceCommand.class,
      LabCommand.Import.class,
      LabCommand.Send.class
    })
public final class LabCommand {
  /** What RUN may be. */
  static final String RUN = "Number of the run, as shown by lab ls, or last for the newest.";

  /** A command about one run. */
  abstract static class OfRun extends TerminalCommand {
    @Parameters(
        index = "0",
        paramLabel = "RUN",
        completionCandidates = OptionValues.Runs.class,
        description = LabCommand.RUN)
    private String run;

    @Mixin private LabBookOptions bookOptions;

    private long number;

    /** Returns the number of the run. */
    final long number() {
      return number;
    }

    @Override
    public final ExitCode call() throws IOException {
      try (LabBook book = bookOptions.openExisting()) {
        number = book.number(run);
        call(book, number);
      }
      return ExitCode.DONE;
    }

    /** Does what the command does with a run of a lab book. */
    abstract void call(LabBook book, long number) throws IOException;
  }

  /** {@code rawline lab export}: a run as files. */
  @Command(name = "export", header = "Export a run with all its data into a folder.")
  static final class Export extends OfRun {
    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "The same as --out.")
    private Path given;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "DIR",
        description = "A new folder (default: run-N).")
    private Path out;

    @Override
    void call(LabBook book, long number) throws IOException {
      Path folder = out != null ? out : given != null ? given : Path.of("run-" + number);
      book.export(number, folder);
      out().printf("run %d is written to %s%n", number, folder);
    }

    @Override
    protected List<String> next() {
      return List.of(); // the files are for other programs
    }
  }

  /** {@code rawline lab model}: the model of a run. */
  @Command(
      name = "model",
      header = "Extract the trained data model and task model of a run from the lab book.")
  static final class Model extends OfRun {
    @Option(
        names = {"-o", "--out"},
        paramLabel = "DIR",
        description = "A new folder (default: run-N-model).")
    private Path out;

    private List<String> next = List.of();

    @Override
    void call(LabBook book, long number) throws IOException {
      Path folder = out != null ? out : Path.of("run-%d-model".formatted(number));
      book.model(number, folder);
      Path plan = folder.resolve(ModelFolder.PLAN);
      if (Files.exists(plan)) {
        String data = TrainingPlan.FILE.read(Optional.of(plan), new LinkedHashMap<>()).data();
        next = words("evaluate", folder, data, "--out", beside(folder, "evaluation"));
      }
      out().printf("the model of run %d is in %s%n", number, folder);
    }

    @Override
    protected List<String> next() {
      return next;
    }
  }

  /** {@code rawline lab send}: command-line interface of {@link SendOutbox}. */
  @Command(
      name = "send",
      header = "Send the outbox to a lab book in PostgreSQL and an MLflow server, or list it.")
  static final class Send extends TerminalCommand {
    @Mixin private TrackingOptions tracking;

    @Override
    public ExitCode call() throws IOException {
      SendOutbox outbox = new SendOutbox(tracking.outboxes());
      Optional<TrackingServer> server = tracking.server();
      ExitCode delivered = deliver(outbox);
      ExitCode sent = server.isPresent() ? send(outbox, server.get()) : list(outbox);
      return delivered == ExitCode.DONE ? sent : delivered;
    }

    /** Delivers what waits for a lab book on a server. */
    private ExitCode deliver(SendOutbox outbox) throws IOException {
      BookLocation place = tracking.book().place();
      if (!(place instanceof BookLocation.Server) || outbox.waiting().isEmpty()) {
        return ExitCode.DONE;
      }
      try (LabBook book = tracking.book().openExisting()) {
        return print(BookLogs.deliverLeft(book, outbox.outboxes()), place, outbox);
      } catch (UnusableBookException e) {
        throw e;
      } catch (IOException e) {
        err().println(e.getMessage());
        return ExitCode.FAILED;
      }
    }

    @Override
    protected List<String> next() {
      return List.of(); // runs are looked at on the server
    }

    private ExitCode list(SendOutbox outbox) throws IOException {
      PrintWriter out = out();
      SequencedMap<Path, Long> waiting = outbox.waiting();
      if (waiting.isEmpty()) {
        out.printf("nothing waits in %s%n", outbox.outboxes());
      }
      waiting.forEach(
          (folder, entries) ->
              out.printf("%s: %d %s%n", folder, entries, entries == 1 ? "entry" : "entries"));
      return ExitCode.DONE;
    }

    private ExitCode send(SendOutbox outbox, TrackingServer server) throws IOException {
      SendOutbox.Result result =
          withProgress(bar -> outbox.send(server, DeliveryTiming.STANDARD, bar));
      return print(result, server, outbox);
    }

    private ExitCode print(SendOutbox.Result result, Object receiver, SendOutbox outbox) {
      result.troubles().forEach(err()::println);
      out()
          .printf(
              "%d %s sent to %s%s%n",
              result.sent(),
              result.sent() == 1 ? "entry" : "entries",
              receiver,
              result.waiting() == 0
                  ? ""
                  : "; %d still %s in %s"
                      .formatted(
                          result.waiting(),
                          result.waiting() == 1 ? "waits" : "wait",
                          outbox.outboxes()));
      return result.waiting() + result.refused() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** {@code rawline lab import}: command-line interface of {@link ImportRuns}. */
  @Command(name = "import", header = "Import runs from MLflow into the lab book.")
  static final class Import extends TerminalCommand {
    @Parameters(
        paramLabel = "SOURCE",
        description =
            "An mlruns folder, or the address of a tracking server, such as http://localhost:5000.")
    private String source;

    @Option(
        names = "--experiment",
        paramLabel = "NAME",
        description = "Import only this experiment; may be repeated.")
    private List<String> experiments = new ArrayList<>();

    @Option(names = "--running", description = "Import unfinished runs as well.")
    private boolean running;

    @Mixin private LabBookOptions bookOptions;

    @Override
    public ExitCode call() throws IOException {
      interruption().stops("interrupted: ends after this run", () -> {});
      try (RunSource from = RunSource.open(source, System.getenv(), DeliveryTiming.STANDARD);
          LabBook book = bookOptions.open();
          TerminalProgress progress = TerminalProgress.on(err())) {
        ImportRuns.Result result =
            ImportRuns.into(book, from, running)
                .run(experiments, interruption()::happened, progress);
        print(result);
      }
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return words("lab", "ls", given(LabBookOptions.class));
    }

    private void print(ImportRuns.Result result) {
      PrintWriter out = out();
      out.printf(
          "%d %s read, %d there already%s: %s%n",
          result.imported(),
          result.imported() == 1 ? "run" : "runs",
          result.present(),
          result.open() == 0
              ? ""
              : ", %d unfinished, skipped (--running imports them)".formatted(result.open()),
          bookOptions.place());
      if (result.stopped()) {
        out.println("stopped: to resume, run the same command again");
      }
    }
  }

  /** {@code rawline lab ls}: the runs of a lab book. */
  @Command(name = "ls", aliases = "list", header = "List runs, newest first.")
  static final class Listing extends TerminalCommand {
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
                + " 'param:learning_rate=0.003', 'metric:final_test_accuracy>=0.9' or"
                + " 'tag:note!=old' (=, !=, <, <=, >, >=). May be repeated.")
    private List<String> where = List.of();

    @Option(names = "--parts", description = "List runs that are parts of others as well.")
    private boolean parts;

    @Option(names = "--limit", paramLabel = "N", description = "Number of runs (default: 50).")
    private int limit = 50;

    private List<RunSummary> newest = List.of();

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
        RunSummary.Page page = book.runs(filter);
        newest = page.runs();
        print(page, filter);
      }
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return newest.isEmpty()
          ? List.of()
          : words("lab", "show", newest.getFirst().number(), given(LabBookOptions.class));
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
      TextTable table = new TextTable(RunSummaryText.COLUMNS, RunSummaryText.WHOLE);
      page.runs().forEach(run -> table.add(RunSummaryText.row(run)));
      table.print(out);
      if (page.runs().size() < page.all()) {
        out.printf(
            "%d of %d runs; --limit %d lists all%n", page.runs().size(), page.all(), page.all());
      }
    }
  }

  /** {@code rawline lab sql}: queries of one's own. */
  @Command(name = "sql", header = "Query the lab book in SQL, read-only.")
  static final class Sql extends TerminalCommand {
    @Parameters(paramLabel = "QUERY", description = "One read-only statement, in quotes.")
    private String query;

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "Maximum number of rows (default: 1000).")
    private int limit = 1000;

    @ArgGroup private Form form = new Form();

    @Mixin private LabBookOptions bookOptions;

    /** How the answer is printed, if not as a table. */
    static final class Form {
      @Option(names = "--csv", description = "Print comma-separated values, with all digits.")
      private boolean csv;

      @Option(names = "--json", description = "Print one JSON object a line, with all digits.")
      private boolean json;
    }

    @Override
    public ExitCode call() throws IOException {
      QueryResult result;
      try (LabBook book = bookOptions.openExisting()) {
        result = book.query(query, limit);
      }
      PrintWriter out = out();
      if (form.csv) {
        result.csv().forEach(out::println);
      } else if (form.json) {
        result.rows().forEach(row -> out.println(JsonFile.text(object(result.columns(), row))));
      } else {
        TextTable table = new TextTable(result.columns());
        result.rows().forEach(table::add);
        table.print(out);
      }
      if (result.more()) {
        err().printf("the first %d rows; there are more: --limit N shows N%n", limit);
      }
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return List.of(); // a query of one's own leads anywhere
    }

    private static Map<String, Object> object(List<String> columns, List<Object> row) {
      Map<String, Object> object = new LinkedHashMap<>();
      List<String> names = new ArrayList<>(columns);
      for (int column = 0; column < names.size(); column++) {
        Object value = row.get(column);
        boolean infinite = value instanceof Double number && !Double.isFinite(number);
        object.put(names.get(column), infinite ? String.valueOf(value) : value);
      }
      return object;
    }
  }
}
