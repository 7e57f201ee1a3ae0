package dev.rawline.app.train;

import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.PlanKind;
import dev.rawline.app.options.ProcessOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TrainingProgressBar;
import dev.rawline.data.layout.DataSetCamera;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.ProcessedPictures;
import dev.rawline.data.set.Subset;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.distributed.ProcessGroup;
import dev.rawline.learning.distributed.Rendezvous;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.train.TrainingStep;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.TemporaryFolder;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.share.Cluster;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.ShareEnd;
import dev.rawline.workbench.share.ShareReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline train}: command-line interface of {@link TrainModel}. */
@Command(
    name = "train",
    header = "Train a model on raw data through a camera pipeline.",
    customSynopsis = "rawline train [PLAN.yaml] [--out DIR] [--KEY VALUE]...",
    modelTransformer = TrainingPlanOptions.class)
public final class TrainCommand extends ClusterCommand {
  @Parameters(
      paramLabel = "PLAN.yaml",
      arity = "0..1",
      description = "The plan, such as plans/leukocytes.yaml.")
  private Path plan;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder of the model, created if missing (default: the plan's name followed by -model).")
  private Path out;

  @Option(
      names = "--test-run",
      description =
          "Run one batch through all steps, in seconds, to check the plan; nothing is kept without"
              + " --out.")
  private boolean testRun;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "Experiment of the run in the lab book (default: the plan's name).")
  private String experiment;

  @Option(names = "--no-lab", description = "Do not record the run in a lab book.")
  private boolean noLab;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Mixin private ProcessOptions processOptions;

  private ProcessGroup processes = ProcessGroup.ALONE;

  private Path trained;

  /** The data set. */
  private String evaluated;

  @Override
  public ExitCode call() throws IOException {
    Optional<Rendezvous> place = processOptions.rendezvous();
    SequencedMap<String, String> flags = TrainingPlanOptions.ALL.given(spec());
    Path planFolder = PlanKind.folder(plan, flags.keySet(), "train");
    ReferenceResolver references = new ReferenceResolver(planFolder, tracking.book().runs());
    if (plan == null && !flags.containsKey("camera")) {
      statedCamera(flags, references).ifPresent(camera -> flags.put("camera", camera));
    }
    TrainingPlan read = TrainingPlan.FILE.read(Optional.ofNullable(plan), flags);
    evaluated =
        flags.containsKey("data")
            ? given("--data").getLast()
            : references.of(read.data()).toString();
    int threads = threads(place);
    Engine engine = engineOptions.engine(threads);
    ResolvedPlan data =
        withProgress(
            transfer ->
                testRun
                    ? ResolvedPlan.openForTestRun(read, references, transfer)
                    : ResolvedPlan.open(read, references, transfer));
    ProcessedPictures.warning(
            data.dataSet(), read.dataModel().isPresent() || read.pictures().isPresent())
        .ifPresent(warning -> err().println("warning: " + warning));
    if (place.isEmpty()) {
      return train(data, references, engine);
    }
    if (data.plan().worstCase().isPresent()) {
      throw new IllegalArgumentException(TrainingStep.NO_WORST_CASE);
    }
    if (engine.device() != Device.CPU) {
      throw new IllegalArgumentException(
          "--world trains on processors, not on %s: leave out --device, or --world"
              .formatted(engine.device()));
    }
    if (Share.current() instanceof Share.Spread spread) {
      return trainOn(spread, place.get().world(), data, references, engine);
    }
    SequencedMap<String, String> settings =
        withProgress(progress -> ModelFolder.settings(data, references, progress));
    settings.put("rawline", Version.CURRENT);
    try (LocalProcesses local = new LocalProcesses()) {
      if (processOptions.startsOthers()) {
        List<String> words = typedWithout("--world", "--rendezvous", "--threads");
        local.start(words, place.get(), threads);
      }
      try (ProcessGroup joined = place.get().join(settings)) {
        processes = joined;
        return train(data, references, engine);
      }
    }
  }

  /** Processes of one machine share its cores. */
  private int threads(Optional<Rendezvous> place) {
    int threads = engineOptions.threads();
    return processOptions.startsOthers() && given("--threads").isEmpty()
        ? Math.max(1, threads / place.orElseThrow().world())
        : threads;
  }

  /** Has the processes of a cluster train the model, and records it. */
  private ExitCode trainOn(
      Share.Spread spread,
      int world,
      ResolvedPlan data,
      ReferenceResolver references,
      Engine engine)
      throws IOException {
    if (testRun || spread.partitions().isPresent()) {
      throw new IllegalArgumentException(
          "--test-run and --partitions do not go with --on and --world: leave them out");
    }
    trained = folder();
    Cluster cluster = spread.cluster();
    interruption().stops("interrupted: finishes the step, saves, and ends", cluster::stop);
    List<List<ShareReport>> reports;
    try (FolderLock _ = FolderLock.take(trained)) {
      reports = cluster.together(world, (_, report) -> show(report));
    } catch (CancellationException e) {
      out()
          .printf(
              "stopped, saved in %s; to resume, run the same command again:%n  %s%n",
              trained, typed());
      return ExitCode.INTERRUPTED;
    }
    if (!noLab) {
      try (RunLogs logs = tracking.logs(spec());
          TrainingProgressBar progress = progress(err(), data)) {
        TrainModel.Result _ =
            new TrainModel(data, references, trained, engine, progress)
                .logged(logs, experiment(data))
                .run();
      }
    }
    for (ShareReport report : reports.getFirst()) {
      if (report instanceof ShareReport.Item(_, String text)) {
        out().print(text);
      }
    }
    return ExitCode.DONE;
  }

  private void show(ShareReport report) {
    if (report instanceof ShareReport.Note(String text)) {
      err().println(text);
    }
  }

  private static TrainingProgressBar progress(PrintWriter to, ResolvedPlan data) {
    return TrainingProgressBar.on(
        to, data.plan().epochs(), TrainModel.metric(data.plan()).toString());
  }

  private ExitCode train(ResolvedPlan data, ReferenceResolver references, Engine engine)
      throws IOException {
    boolean first = processes.rank() == 0;
    PrintWriter to = Share.isPart() ? ReportedLines.writer() : err();
    TrainingProgressBar progress =
        progress(first ? to : new PrintWriter(Writer.nullWriter()), data);
    if (!first || (testRun && out == null)) {
      try (TemporaryFolder scratch = TemporaryFolder.make("rawline-test-run")) {
        return train(data, references, scratch.path().resolve("model"), engine, progress);
      }
    }
    return train(data, references, folder(), engine, progress);
  }

  private Path folder() {
    return out == null ? Path.of(planName().map(name -> name + "-model").orElse("model")) : out;
  }

  private String experiment(ResolvedPlan data) {
    return experiment == null ? planName().orElse(data.dataSet().name()) : experiment;
  }

  /** Returns the camera that the data set states; a plan is read before it can name its own. */
  private Optional<String> statedCamera(
      SequencedMap<String, String> flags, ReferenceResolver references) throws IOException {
    SequencedMap<String, String> known = new LinkedHashMap<>(flags);
    known.keySet().retainAll(Set.of("data", "layout", "pictures", "palette", "intensities"));
    TrainingPlan data = TrainingPlan.FILE.read(Optional.empty(), known);
    Optional<String> camera =
        withProgress(
            transfer ->
                DataSetCamera.of(
                    DataSets.open(
                        references.of(data.data()).folder(transfer), ResolvedPlan.reading(data))));
    camera.ifPresent(
        word ->
            err().printf("camera: %s, as the data set states (--camera names another)%n", word));
    return camera;
  }

  @Override
  protected List<String> next() {
    if (processes.rank() > 0) {
      return List.of(); // the first process suggests it
    }
    if (testRun) {
      // The folder of a test run holds another model.
      return out == null
          ? typedWithout("--test-run")
          : words(typedWithout("--test-run", "--out", "-o"), "--out", beside(out, "whole"));
    }
    return words(
        "evaluate",
        trained,
        evaluated,
        given(LabBookOptions.class),
        "--out",
        beside(trained, "evaluation"));
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
    trained = folder;
    TrainModel command =
        new TrainModel(data, references, folder, engine, progress).together(processes);
    if (noLab || testRun || processes.rank() > 0) {
      return train(command, folder, progress);
    }
    if (Share.isPart()) {
      return train(command.loggedLater(), folder, progress);
    }
    try (RunLogs logs = tracking.logs(spec())) {
      command.logged(logs, experiment(data));
      return train(command, folder, progress);
    }
  }

  private ExitCode train(TrainModel command, Path folder, TrainingProgressBar progress)
      throws IOException {
    interruption().stops("interrupted: finishes the step, saves, and ends", command::requestStop);
    if (Share.isPart()) {
      ShareEnd.onRequest(command::requestStop);
    }
    TrainModel.Result result;
    try (progress) {
      result = command.run();
    }
    if (Share.isPart()) {
      report(result, folder);
    } else if (processes.rank() == 0) {
      print(result, folder, out());
    } else {
      out()
          .printf(
              "rank %d of %d: ended; the process of rank 0 reports the results%n",
              processes.rank(), processes.world());
    }
    return ExitCode.DONE;
  }

  /** Reports the result to the process that began this one. */
  private void report(TrainModel.Result result, Path folder) {
    if (result instanceof TrainModel.Result.Stopped) {
      return; // not done
    }
    if (processes.rank() == 0) {
      StringWriter text = new StringWriter();
      print(result, folder, new PrintWriter(text));
      Share.REPORTS.get().accept(new ShareReport.Item(0, text.toString()));
    }
    Share.REPORTS.get().accept(new ShareReport.Done());
  }

  private void print(TrainModel.Result result, Path folder, PrintWriter stdout) {
    switch (result) {
      case TrainModel.Result.UpToDate() ->
          stdout.printf("up to date: %s already contains the model of this plan%n", folder);
      case TrainModel.Result.Stopped stopped -> print(stopped, folder, stdout);
      case TrainModel.Result.Trained trained -> print(trained, folder, stdout);
    }
  }

  private void print(TrainModel.Result.Stopped stopped, Path folder, PrintWriter stdout) {
    if (testRun && out == null) {
      stdout.println("stopped: nothing was kept");
      return;
    }
    stdout.printf(
        "stopped after %d %s and %d %s, saved in %s; to resume, run the same command again:%n "
            + " %s%n",
        stopped.epochs(),
        stopped.epochs() == 1 ? "epoch" : "epochs",
        stopped.steps(),
        stopped.steps() == 1 ? "step" : "steps",
        folder,
        typed());
  }

  private void print(TrainModel.Result.Trained trained, Path folder, PrintWriter stdout) {
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
      stdout.println("test run passed: nothing was kept");
    } else {
      stdout.printf("written to %s%n", folder);
    }
  }
}
