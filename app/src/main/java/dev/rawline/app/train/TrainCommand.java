package dev.rawline.app.train;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.app.terminal.TrainingProgressBar;
import dev.rawline.data.set.Subset;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.ResolvedPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.TemporaryFolder;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline train}: command-line interface of {@link TrainModel}. */
@Command(
    name = "train",
    header = "Train a model on raw data, through the camera's processing.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    customSynopsis = "rawline train [PLAN.yaml] [--out DIR] [--KEY VALUE]...",
    modelTransformer = TrainingPlanOptions.class,
    description = {
      "",
      "The plan states what is learned from, by which data model and task model, and how"
          + " (docs/reference/formats.md lists its keys, docs/how-to/training.md explains training). Every key is a"
          + " flag, too, which replaces the value in the file; --data alone makes a plan.",
      "",
      "DIR becomes the model: weights, the plan as it was run, the split, what every epoch came to,"
          + " metrics with 95 %% intervals, curves and confusion matrix, and where all that comes"
          + " from. Interrupted (Ctrl-C), the step is finished and saved, and the exit code is 130; the"
          + " same command resumes, and ends with the same weights as if nothing had happened.",
      "",
      "The run, its metrics as they come and its model are written into the lab book, too (lab ls).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears",
      "  ./rawline train plans/quick.yaml --data smears --test-run",
      "  ./rawline train plans/quick.yaml --data smears --out quick",
      "  ./rawline train --data smears --camera microscope --model small-cnn \\",
      "      --epochs 2 --data-model parametrized --theta-learning-rate 0.001 --out joint"
    })
public final class TrainCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @ParentCommand private RootCommand rawline;

  @Parameters(
      paramLabel = "PLAN.yaml",
      arity = "0..1",
      description = "The plan, such as plans/leukocytes.yaml.")
  private Path plan;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder of the model, made if it does not exist (default: the plan's name and -model).")
  private Path out;

  @Option(
      names = "--test-run",
      description =
          "Take one batch through everything, in seconds, to see whether the plan works; nothing"
              + " is kept without --out.")
  private boolean testRun;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "What the lab book counts the run to (default: the plan's name).")
  private String experiment;

  @Option(names = "--no-lab", description = "Write nothing into a lab book.")
  private boolean noLab;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    SequencedMap<String, String> flags = TrainingPlanOptions.given(spec);
    if (plan == null && !flags.containsKey("data")) {
      throw new IllegalArgumentException(
          "there is neither a plan nor --data: name a plan.yaml, or a data set by --data");
    }
    TrainingPlan read = TrainingPlan.FILE.read(Optional.ofNullable(plan), flags);
    Path planFolder =
        plan == null ? Path.of("").toAbsolutePath() : plan.toAbsolutePath().getParent();
    ReferenceResolver references = new ReferenceResolver(planFolder, bookOptions.runs());
    Engine engine = engineOptions.engine();
    ResolvedPlan data = planned(read, references);
    TrainingProgressBar progress =
        TrainingProgressBar.on(
            spec.commandLine().getErr(),
            data.plan().epochs(),
            TrainModel.metric(data.plan()).toString());
    if (testRun && out == null) {
      try (TemporaryFolder scratch = TemporaryFolder.make("rawline-test-run")) {
        return train(data, references, scratch.path().resolve("model"), engine, progress);
      }
    }
    return train(data, references, out == null ? usualFolder() : out, engine, progress);
  }

  private ResolvedPlan planned(TrainingPlan read, ReferenceResolver references) throws IOException {
    try (TerminalProgress transfer = TerminalProgress.on(spec.commandLine().getErr())) {
      return testRun
          ? ResolvedPlan.openForTestRun(read, references, transfer)
          : ResolvedPlan.open(read, references, transfer);
    }
  }

  private Path usualFolder() {
    return Path.of(planName().map(name -> name + "-model").orElse("model"));
  }

  private Optional<String> planName() {
    return Optional.ofNullable(plan).map(OutputFiles::stem);
  }

  private ExitCode train(
      ResolvedPlan data,
      ReferenceResolver references,
      Path folder,
      Engine engine,
      TrainingProgressBar progress)
      throws IOException {
    TrainModel command = new TrainModel(data, references, folder, engine, progress);
    if (noLab || testRun) {
      return train(command, folder, progress);
    }
    try (RunLogs logs = tracking.with(bookOptions.open(), bookOptions.place(), spec)) {
      String to = planName().orElse(data.dataSet().name());
      command.logged(logs, experiment == null ? to : experiment);
      return train(command, folder, progress);
    }
  }

  private ExitCode train(TrainModel command, Path folder, TrainingProgressBar progress)
      throws IOException {
    rawline
        .interruption()
        .stops("interrupted: finishes the step, saves, and ends", command::requestStop);
    TrainModel.Result result;
    try (progress) {
      result = command.run();
    }
    print(result, folder);
    return ExitCode.DONE;
  }

  private void print(TrainModel.Result result, Path folder) {
    PrintWriter stdout = spec.commandLine().getOut();
    switch (result) {
      case TrainModel.Result.UpToDate() ->
          stdout.printf("up to date: %s holds the model of this plan already%n", folder);
      case TrainModel.Result.Stopped stopped -> print(stopped, folder);
      case TrainModel.Result.Trained trained -> print(trained, folder);
    }
  }

  private void print(TrainModel.Result.Stopped stopped, Path folder) {
    PrintWriter stdout = spec.commandLine().getOut();
    if (testRun && out == null) {
      stdout.println("stopped: nothing was kept");
      return;
    }
    stdout.printf(
        "stopped after %d %s and %d %s, which are saved in %s; to go on, run the same command again:%n  %s%n",
        stopped.epochs(),
        stopped.epochs() == 1 ? "epoch" : "epochs",
        stopped.steps(),
        stopped.steps() == 1 ? "step" : "steps",
        folder,
        ShellQuoting.of("./rawline", spec.root().commandLine().getParseResult().originalArgs()));
  }

  private void print(TrainModel.Result.Trained trained, Path folder) {
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.printf(
        "%s %d %s%s; the weights are those of epoch %d%n",
        testRun ? "test run:" : "trained",
        trained.history().size(),
        trained.history().size() == 1 ? "epoch" : "epochs",
        trained.early() ? ", ended early" : "",
        trained.best());
    for (Map.Entry<Subset, Evaluation.Result> side : trained.scores().entrySet()) {
      Evaluation.Result result = side.getValue();
      ScoresSummary.print(side.getKey().word() + " side", result, stdout);
    }
    if (testRun && out == null) {
      stdout.println("everything works: nothing was kept");
    } else {
      stdout.printf("written to %s%n", folder);
    }
  }
}
