package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.PlanProgressBar;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.app.terminal.TrainingProgressBar;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.reproduce.ReproduceRun;
import dev.rawline.lab.reproduce.ReproduceStudy;
import dev.rawline.lab.reproduce.ReproduceTraining;
import dev.rawline.lab.reproduce.ReproducibleRun;
import dev.rawline.lab.reproduce.ReproductionDiff;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.TemporaryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline lab reproduce}: command-line interface of {@link ReproduceRun}. */
@Checks(warns = false)
@Command(name = "reproduce", header = "Repeat a run, and compare every number.")
final class LabReproduceCommand extends TerminalCommand {
  private static final int SHOWN = 30;

  @Parameters(paramLabel = "RUN", description = LabCommand.RUN)
  private String run;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description =
          "Tolerated absolute difference from the recorded number, in its own unit (default: as the"
              + " plan states, or 0).")
  private Double absolute;

  @Option(
      names = "--relative",
      paramLabel = "SHARE",
      description = "Tolerated relative difference, added to --tolerance.")
  private Double relative;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Location of the data set, if it has moved since the run.")
  private String data;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "A new folder that keeps the results (default: none).")
  private Path out;

  @Mixin private LabBookOptions bookOptions;

  @Override
  public ExitCode call() throws IOException {
    Optional<NumberTolerance> tolerance = tolerance();
    if (out != null) {
      OutputFiles.requireFree(out, List.of("plan", "results", "book"), "reproduce");
      return reproduce(tolerance, out);
    }
    try (TemporaryFolder scratch = TemporaryFolder.make("rawline-reproduce")) {
      return reproduce(tolerance, scratch.path());
    }
  }

  @Override
  protected List<String> next() {
    return words("lab", "show", run, given(LabBookOptions.class));
  }

  private Optional<NumberTolerance> tolerance() {
    if (absolute == null && relative == null) {
      return Optional.empty();
    }
    return Optional.of(
        new NumberTolerance(absolute == null ? 0 : absolute, relative == null ? 0 : relative));
  }

  private ExitCode reproduce(Optional<NumberTolerance> tolerance, Path folder) throws IOException {
    PrintWriter err = err();
    Bars bars = new Bars(err);
    Optional<String> moved = Optional.ofNullable(data);
    List<ReproducibleRun> kinds = new ArrayList<>();
    kinds.add(new ReproduceTraining(moved, bars::training));
    kinds.addAll(ReproduceStudy.all(moved, bars::steps));
    interruption()
        .stops(
            "interrupted: finishes the step, and ends",
            () -> kinds.forEach(ReproducibleRun::requestStop));
    ReproductionDiff diff;
    try (bars;
        LabBook book = bookOptions.openExisting()) {
      diff = new ReproduceRun(book, kinds, folder).run(book.number(run), tolerance, err::println);
    }
    print(diff);
    return diff.agrees() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  /** The bars of what is run. */
  private static final class Bars implements AutoCloseable {
    private final PrintWriter err;
    private final List<Runnable> open = new ArrayList<>();

    private Bars(PrintWriter err) {
      this.err = err;
    }

    private TrainingProgressBar training(TrainingPlan plan) {
      TrainingProgressBar bar =
          TrainingProgressBar.on(err, plan.epochs(), TrainModel.metric(plan).toString());
      open.add(bar::close);
      return bar;
    }

    private PlanProgressBar steps() {
      PlanProgressBar bar = PlanProgressBar.on(err);
      open.add(bar::close);
      return bar;
    }

    @Override
    public void close() {
      open.forEach(Runnable::run);
    }
  }

  private void print(ReproductionDiff diff) {
    PrintWriter stdout = out();
    stdout.printf("run %d, %s, repeated%n", diff.run().number(), diff.run().name());
    if (diff.origin().isEmpty()) {
      stdout.println("data set, commit, machine and versions are the same");
    } else {
      stdout.printf("%nprovenance%n");
      TextTable table = new TextTable(List.of("name", "recorded", "now"));
      diff.origin()
          .forEach(change -> table.add(List.of(change.name(), change.recorded(), change.now())));
      table.print(stdout);
    }
    if (diff.refused().isPresent()) {
      stdout.printf("%nit cannot be run on this data set: %s%n", diff.refused().get());
      return;
    }
    if (!diff.numbers().isEmpty()) {
      stdout.printf("%nnumbers that differ%n");
      TextTable table = new TextTable(List.of("where", "name", "recorded", "now", "difference"));
      for (ReproductionDiff.NumberChange change :
          diff.numbers().subList(0, Math.min(SHOWN, diff.numbers().size()))) {
        table.add(
            Arrays.asList(
                change.where(),
                change.name(),
                change.recorded().orElse(null),
                change.now().orElse(null),
                change.recorded().isPresent() && change.now().isPresent()
                    ? Double.valueOf(change.difference())
                    : null));
      }
      table.print(stdout);
      if (diff.numbers().size() > SHOWN) {
        stdout.printf("and %d more%n", diff.numbers().size() - SHOWN);
      }
    }
    stdout.printf(
        "%n%d numbers agree, %d differ (tolerance %s)%n",
        diff.agreeing(), diff.numbers().size(), diff.tolerance());
  }
}
