package dev.rawline.app.experiment;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepStore;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command says that runs the plan of an experiment. */
final class ExperimentOptions {
  @Parameters(paramLabel = "PLAN.yaml", arity = "0..1", description = "The plan (see plans/).")
  private Path plan;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Instead of a plan, that of a published experiment (docs/how-to/published-experiments.md).")
  private String preset;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder of report, drawings and tables, made if it does not exist (default: the plan's name).")
  private Path out;

  @Mixin private LabBookOptions book;

  @Mixin private TrackingOptions tracking;

  @Option(
      names = "--steps",
      paramLabel = "DIR",
      description =
          "Where trainings and evaluations are kept (default: steps beside the book's artefacts).")
  private Path steps;

  @Option(
      names = "--check-sums",
      description =
          "Read what is kept whole before it is used again, not its sizes alone; what was altered is"
              + " made again.")
  private boolean checkSums;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "What computes: cpu, or cuda where there is one (default: cpu).")
  private String device = "cpu";

  @Option(
      names = "--cores",
      paramLabel = "N",
      description =
          "Threads that all trainings and evaluations together keep busy, which changes no bit (default: as"
              + " many as there are cores).")
  private int cores = Runtime.getRuntime().availableProcessors();

  /** Returns the plan's file; none where a preset or flags say everything. */
  Optional<Path> plan() {
    return Optional.ofNullable(plan);
  }

  /** Returns the name of the preset, where one is taken. */
  Optional<String> preset() {
    return Optional.ofNullable(preset);
  }

  /** Requires a plan, a preset or a data set, and no two plans. */
  void check(boolean hasData, String example) {
    if (cores < 1) {
      throw new IllegalArgumentException(
          "--cores is %d: expected 1 or more (threads)".formatted(cores));
    }
    if (preset != null && plan != null) {
      throw new IllegalArgumentException("there are a plan and a preset: name one of them");
    }
    if (preset != null && !hasData) {
      throw new IllegalArgumentException("a preset needs --data: name a data set");
    }
    if (plan == null && !hasData) {
      throw new IllegalArgumentException(
          "there is neither a plan nor --data: name a plan.yaml, a data set by --data, or a preset");
    }
    if (plan != null && !Files.exists(plan)) {
      throw new IllegalArgumentException(
          "there is no plan %s: name one, such as %s".formatted(plan, example));
    }
  }

  /** Returns where what the plan names is looked up. */
  ReferenceResolver references() {
    Path folder = plan == null ? Path.of("").toAbsolutePath() : plan.toAbsolutePath().getParent();
    return new ReferenceResolver(folder, book.runs());
  }

  /** Returns what computes. */
  Device device() {
    return Device.of(device)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--device is '%s': expected %s"
                        .formatted(
                            device,
                            Arrays.stream(Device.values())
                                .map(Device::toString)
                                .collect(Collectors.joining(" or ")))));
  }

  /** Returns the folder of results. */
  Path out(String name) {
    return out == null ? Path.of(name) : out;
  }

  /** Opens the lab book. */
  RunLogs logs(CommandSpec spec) throws IOException {
    BookLocation place = book.place();
    return tracking.with(LabBook.open(place), place, spec);
  }

  /** Returns where trainings and evaluations are kept. */
  StepStore store() {
    return new StepStore(kept(), checkSums ? StepStore.Check.SUMS : StepStore.Check.SIZES);
  }

  private Path kept() {
    return steps == null ? book.place().artefacts().resolveSibling("steps") : steps;
  }

  /** Returns what all trainings and evaluations together may use. */
  Resources resources() {
    return new Resources(cores, Resources.ofThisMachine().bytes());
  }

  /** Prints that the experiment was stopped, and how to resume it. */
  ExitCode stopped(CommandSpec spec) {
    spec.commandLine()
        .getOut()
        .printf(
            "stopped: what is done is kept in %s; to go on, run the same command again:%n  %s%n",
            kept(),
            ShellQuoting.of(
                "./rawline", spec.root().commandLine().getParseResult().originalArgs()));
    return ExitCode.INTERRUPTED;
  }
}
