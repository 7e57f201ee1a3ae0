package dev.rawline.app.experiment;

import dev.rawline.app.options.CoresOption;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.PlanProgressBar;
import dev.rawline.app.terminal.StatusLine;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.lab.demo.RunDemo;
import dev.rawline.lab.demo.RunDemo.DemoScale;
import dev.rawline.lab.drift.DriftSummary;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.learning.engine.Device;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline demo}: command-line interface of {@link RunDemo}. */
@Command(
    name = "demo",
    header = "Run a complete drift experiment on generated raw data, in minutes.")
public final class DemoCommand extends TerminalCommand {
  private static final String OF_THE_FILES = "file";

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "A labelled raw data set, as for train, instead of generated data"
              + " (docs/reference/datasets.md).")
  private String data;

  @Option(
      names = "--camera",
      paramLabel = "CAMERA",
      description =
          "The camera whose parameters render them: drone, microscope, file (each raw file's own"
              + " metadata), or a camera.yaml (default: file).")
  private String camera;

  @Option(
      names = "--quick",
      description =
          "Use few samples and one epoch, in seconds: a functional check, not a measurement of drift.")
  private boolean quick;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder for the report and the generated data, created if missing (default: labbook/demo).")
  private Path out = RunDemo.USUAL;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private CoresOption cores;

  @Override
  public ExitCode call() throws IOException {
    Resources resources = cores.resources();
    Device device = EngineOptions.device("cpu");
    if (camera != null && data == null) {
      throw new IllegalArgumentException(
          "--camera applies only to your own raw data: give --data as well, or leave --camera out");
    }
    long start = System.nanoTime();
    BookLocation place = bookOptions.place();
    try (LabBook book = LabBook.open(place);
        TerminalProgress progress = TerminalProgress.on(err())) {
      RunDemo demo =
          new RunDemo(
              out,
              Optional.ofNullable(data)
                  .map(set -> new RunDemo.DemoData(set, camera == null ? OF_THE_FILES : camera)),
              quick ? DemoScale.QUICK : DemoScale.WHOLE,
              new StepStore(place.artefacts().resolveSibling("steps")),
              resources,
              book,
              device);
      interruption().stops("interrupted: saving the current steps", demo::requestStop);
      DriftResult result;
      try (PlanProgressBar steps = PlanProgressBar.on(err())) {
        result = demo.run(progress, steps);
      }
      print(result, Duration.ofNanos(System.nanoTime() - start));
      return ExitCode.DONE;
    } catch (CancellationException e) {
      out()
          .printf(
              "stopped: completed steps are kept; to resume, run the same command again:%n  %s%n",
              typed());
      return ExitCode.INTERRUPTED;
    }
  }

  @Override
  protected List<String> next() {
    return words(
        "drift",
        out.resolve(PlanCopy.NAME),
        "--views",
        "all",
        given(LabBookOptions.class),
        "--out",
        beside(out, "twelve-views"));
  }

  private void print(DriftResult result, Duration took) {
    PrintWriter stdout = out();
    result
        .findings()
        .ifPresent(
            findings -> {
              stdout.println();
              DriftSummary.of(findings).sentences().forEach(stdout::println);
              stdout.println();
            });
    stdout.printf(
        "%d models, %d trainings and evaluations, %d of which were there already; %s%n",
        result.models(),
        result.steps(),
        result.reused(),
        StatusLine.duration(took.toMillis() / 1e3));
    stdout.printf("in the lab book it is run %s%n", result.run());
    stdout.printf("report: %s%n", out.resolve(SynthesizeDrift.REPORT));
  }
}
