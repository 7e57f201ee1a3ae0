package dev.rawline.app.experiment;

import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.CoresOption;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.PlanKind;
import dev.rawline.app.options.PlanOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.PlanProgressBar;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.Experiment;
import dev.rawline.lab.experiment.ExperimentPlan;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.output.TemporaryFolder;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that runs the plan of an experiment, from its file, a preset or flags alone.
 *
 * @param <P> its plan
 * @param <E> its plan with the data and models that it names
 * @param <R> its result
 */
abstract class ExperimentCommand<P extends Record & ExperimentPlan, E, R> extends ClusterCommand
    implements IModelTransformer {
  private static final double PERCENT = 100;

  private final PlanOptions keys;
  private final ExperimentPlanFiles<P> files;
  private final Experiment.Opening<P, E> opening;
  private final BiFunction<E, StudySetup, Study<R>> preparing;

  @Parameters(paramLabel = "PLAN.yaml", arity = "0..1", description = "The plan (see plans/).")
  private Path plan;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      completionCandidates = OptionValues.Presets.class,
      description =
          "Run the plan of a published experiment (docs/how-to/published-experiments.md).")
  private String preset;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder for report, plots and tables, created if missing (default: the plan's name).")
  private Path out;

  @Mixin private TrackingOptions tracking;

  @Option(
      names = "--steps",
      paramLabel = "DIR",
      description =
          "Cache of trainings and evaluations (default: steps next to the artefacts of the lab"
              + " book).")
  private Path steps;

  @Option(
      names = "--check-sums",
      description =
          "Verify the checksums of cached results, not just their sizes, before reusing them;"
              + " altered ones are recomputed.")
  private boolean checkSums;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      completionCandidates = OptionValues.Devices.class,
      description = "Compute device: cpu, or cuda if available (default: cpu).")
  private String device = "cpu";

  @Mixin private CoresOption cores;

  private List<String> next = List.of();

  ExperimentCommand(
      PlanOptions keys,
      ExperimentPlanFiles<P> files,
      Experiment.Opening<P, E> opening,
      BiFunction<E, StudySetup, Study<R>> preparing) {
    this.keys = keys;
    this.files = files;
    this.opening = opening;
    this.preparing = preparing;
  }

  @Override
  public final CommandSpec transform(CommandSpec command) {
    return keys.transform(command);
  }

  @Override
  public final ExitCode call() throws IOException {
    SequencedMap<String, String> flags = keys.given(spec());
    Resources resources = cores.resources();
    Device computes = EngineOptions.device(device);
    P read = read(flags);
    ReferenceResolver references = new ReferenceResolver(folder(), tracking.book().runs());
    if (Share.current() instanceof Share.Spread spread && spread.partitions().isPresent()) {
      throw new IllegalArgumentException(
          "--partitions splits a data set, and the steps of an experiment are shared one by one:"
              + " leave it out");
    }
    E experiment = withProgress(transfer -> opening.open(read, references, computes, transfer));
    if (Share.isPart()) {
      runPart(experiment, resources);
    }
    Path into = into(read);
    try (RunLogs logs = tracking.logs(spec())) {
      R result;
      try (PlanProgressBar bar = PlanProgressBar.on(err())) {
        Study<R> study =
            preparing.apply(experiment, new StudySetup(store(), resources, logs, into, bar));
        interruption().stops("interrupted: saving the current steps", study::requestStop);
        result = study.run().result();
      }
      print(result, into);
      String data =
          flags.containsKey(PlanOptions.DATA)
              ? given("--data").getLast()
              : references.of(read.training().data()).toString();
      next = next(result, data, into);
      return ExitCode.DONE;
    } catch (CancellationException e) {
      out()
          .printf(
              "stopped: completed steps are kept in %s; to resume, run the same command again:%n "
                  + " %s%n",
              kept(), typed());
      return ExitCode.INTERRUPTED;
    }
  }

  private P read(SequencedMap<String, String> flags) throws IOException {
    check(flags.containsKey(PlanOptions.DATA));
    P read =
        preset == null
            ? files.read(Optional.ofNullable(plan), flags)
            : files.read(PublishedExperiment.of(preset, files.file().kind().word()), flags);
    checkFlags(read, folder(), flags.keySet());
    return read;
  }

  /** Returns the folder in which relative paths of the plan begin. */
  private Path folder() {
    return plan == null ? Path.of("").toAbsolutePath() : plan.toAbsolutePath().getParent();
  }

  private Path into(P read) {
    return out == null ? Path.of(read.name()) : out;
  }

  /**
   * Checks the plan and the words of the command, and runs nothing.
   *
   * @return where the command writes: results, steps and artefacts
   */
  final List<Path> places() throws IOException {
    P read = read(keys.given(spec()));
    return Stream.of(into(read), kept(), tracking.book().place().artefacts())
        .map(place -> place.toAbsolutePath().normalize())
        .toList();
  }

  /** Runs the step that is this process's share; the one that began it logs and reports. */
  private void runPart(E experiment, Resources resources) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.make("share")) {
      StudySetup setup =
          new StudySetup(store(), resources, RunLogs.NONE, folder.path(), StepListener.SILENT);
      var _ = preparing.apply(experiment, setup).run();
    }
    throw new IllegalStateException("a share of an experiment is one step: " + Share.current());
  }

  /** Requires a plan, a preset or a data set, and no two plans. */
  private void check(boolean hasData) throws IOException {
    if (preset != null && plan != null) {
      throw new IllegalArgumentException("there are a plan and a preset: name one of them");
    }
    if (preset != null && !hasData) {
      throw new IllegalArgumentException("--preset requires --data: give a data set");
    }
    if (plan == null && !hasData) {
      throw new IllegalArgumentException(
          "there is neither a plan nor --data: name a plan.yaml, a data set by --data, or a"
              + " preset");
    }
    if (plan != null && !Files.exists(plan)) {
      throw new IllegalArgumentException(
          "plan %s does not exist: give a plan, such as plans/%s-quick.yaml"
              .formatted(plan, files.file().kind().word()));
    }
    if (plan != null) {
      PlanKind.require(plan, files.file().kind().word());
    }
  }

  /**
   * Rejects flags that would have no effect.
   *
   * @param folder where relative paths of the plan begin
   * @param flags the keys that flags replace
   */
  void checkFlags(P read, Path folder, Set<String> flags) {}

  private StepStore store() {
    return new StepStore(kept(), checkSums ? StepStore.Check.SUMS : StepStore.Check.SIZES);
  }

  private Path kept() {
    return steps == null ? tracking.book().place().artefacts().resolveSibling("steps") : steps;
  }

  @Override
  protected final List<String> next() {
    return next;
  }

  /**
   * Returns the words of the next command: by default, all that the lab book has of the run.
   *
   * @param data the data set
   * @param folder where the results are
   */
  List<String> next(R result, String data, Path folder) {
    return words("lab", "show", "last", given(LabBookOptions.class));
  }

  /** Prints what the experiment found. */
  abstract void print(R result, Path folder);

  /** Prints how much was computed, and where the results are. */
  final void printEnd(int models, int computed, String what, int reused, Object run, Path folder) {
    out()
        .printf(
            "%d %s, %d trainings and %s, %d of which were there already%n",
            models, models == 1 ? "model" : "models", computed, what, reused);
    out().printf("written to %s, and to the lab book as run %s%n", folder, run);
  }

  /**
   * Returns a line of a number and its interval, or why it has none.
   *
   * @param splits how many splits of the data it is of
   */
  static String line(String what, Estimate estimate, int splits) {
    String name = MetricLabel.of(what);
    return estimate.hasInterval()
        ? String.format(
            Locale.ROOT,
            "  %-36s %7.4f   (%.0f %% interval %.4f to %.4f)",
            name,
            estimate.value(),
            PERCENT * estimate.level(),
            estimate.low(),
            estimate.high())
        : String.format(
            Locale.ROOT,
            "  %-36s %7.4f   (%s)",
            name,
            estimate.value(),
            SplitValues.withoutInterval(splits));
  }
}
