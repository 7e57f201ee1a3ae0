package dev.rawline.app.experiment;

import dev.rawline.app.options.PlanOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.PlanProgressBar;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that runs an experiment → its plan, its data, and its run from the first bar to what is
 * told at its end.
 *
 * @param spec the command
 * @param rawline hears of interruptions
 * @param options what was said
 */
record ExperimentRunner(CommandSpec spec, RootCommand rawline, ExperimentOptions options) {
  private static final double PERCENT = 100;

  /** Reads plans. */
  interface Reading<S, P> {
    /** Reads a plan from its source, with flags in the place of its keys. */
    P read(S source, SequencedMap<String, String> flags) throws IOException;
  }

  /** Opens what a plan names. */
  interface Opening<P, E> {
    /** Opens it. */
    E open(P plan, ReferenceResolver references, Device device, Progress progress)
        throws IOException;
  }

  /** Prepares experiments. */
  interface Preparing<R> {
    /** Prepares one. */
    Study<R> prepare(StepStore store, Resources resources, RunLogs logs, StepListener progress);
  }

  /**
   * Returns the plan, from its file, a preset, or flags alone.
   *
   * @param command whose plan it is
   * @param flags what was given besides
   */
  <P> P plan(
      String command,
      SequencedMap<String, String> flags,
      Reading<Optional<Path>, P> files,
      Reading<PublishedExperiment, P> presets)
      throws IOException {
    options.check(flags.containsKey(PlanOptions.DATA), "plans/%s-quick.yaml".formatted(command));
    if (options.preset().isEmpty()) {
      return files.read(options.plan(), flags);
    }
    return presets.read(PublishedExperiment.of(options.preset().get(), command), flags);
  }

  /** Opens what a plan names, fetching what lies elsewhere. */
  <P, E> E open(P plan, Opening<P, E> opening) throws IOException {
    try (TerminalProgress transfer = TerminalProgress.on(spec.commandLine().getErr())) {
      return opening.open(plan, options.references(), options.device(), transfer);
    }
  }

  /**
   * Runs an experiment, which an interruption stops, and tells of it.
   *
   * @return the exit status
   */
  <R> ExitCode run(Preparing<R> preparing, Consumer<R> tell) throws IOException {
    try (RunLogs logs = options.logs(spec)) {
      R result;
      try (PlanProgressBar bar = PlanProgressBar.on(spec.commandLine().getErr())) {
        Study<R> study = preparing.prepare(options.store(), options.resources(), logs, bar);
        rawline
            .interruption()
            .stops("interrupted: saves what is being done, and ends", study::requestStop);
        result = study.run().result();
      }
      tell.accept(result);
      return ExitCode.DONE;
    } catch (CancellationException e) {
      return options.stopped(spec);
    }
  }

  /** Returns a line of a number and its interval, where it has one. */
  static String line(String what, IntervalEstimate estimate) {
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
        : String.format(Locale.ROOT, "  %-36s %7.4f", name, estimate.value());
  }
}
