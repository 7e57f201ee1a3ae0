package dev.rawline.app.generate;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.GeneratePlanOptions;
import dev.rawline.app.options.PlanKind;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.lab.generate.GeneratePlan;
import dev.rawline.lab.generate.TrainGenerator;
import dev.rawline.learning.diffusion.FlowCheck;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline generate train}: command-line interface of {@link TrainGenerator}. */
@Command(
    name = "train",
    header = "Train a generative model of the scenes of a raw data set.",
    customSynopsis = "rawline generate train [PLAN.yaml] [--out DIR] [--KEY VALUE]...",
    modelTransformer = GeneratePlanOptions.class)
final class GenerateTrainCommand extends TerminalCommand {
  @Parameters(
      paramLabel = "PLAN.yaml",
      arity = "0..1",
      description = "The plan, such as plans/generate-cells.yaml.")
  private Path plan;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Folder of the model, created if missing (default: the plan's name followed by -model).")
  private Path out;

  @Mixin private EngineOptions engineOptions;

  private Path folder;

  @Override
  public ExitCode call() throws IOException {
    SequencedMap<String, String> flags = GeneratePlanOptions.ALL.given(spec());
    Path planFolder = PlanKind.folder(plan, flags.keySet(), "generate train");
    GeneratePlan read =
        located(GeneratePlan.FILE.read(Optional.ofNullable(plan), flags), planFolder);
    folder =
        out == null
            ? Path.of(
                Optional.ofNullable(plan)
                    .map(file -> OutputFiles.stem(file) + "-model")
                    .orElse("generator"))
            : out;
    Engine engine = engineOptions.engine();
    TrainGenerator.Result result =
        withProgress(
            progress -> {
              DataSet dataSet =
                  DataSets.open(ReferenceResolver.in(planFolder).of(read.data()).folder(progress));
              TrainGenerator command = new TrainGenerator(read, dataSet, folder, engine, progress);
              interruption().stops("interrupted: saving the current step", command::requestStop);
              return command.run();
            });
    return switch (result) {
      case TrainGenerator.Result.UpToDate() -> {
        out().printf("up to date: %s already contains the model of this plan%n", folder);
        yield ExitCode.DONE;
      }
      case TrainGenerator.Result.Stopped(int steps) -> {
        out()
            .printf(
                "stopped after step %d: to resume, run the same command again:%n  %s%n",
                steps, typed());
        yield ExitCode.INTERRUPTED;
      }
      case TrainGenerator.Result.Trained(List<FlowCheck> checks) -> {
        FlowCheck best = FlowCheck.best(checks);
        out()
            .printf(
                Locale.ROOT,
                "held-out loss %.4f at step %d of %d; written to %s, samples: %s%n",
                best.heldOutLoss(),
                best.step(),
                checks.getLast().step(),
                folder,
                folder.resolve("samples.png"));
        yield ExitCode.DONE;
      }
    };
  }

  /** A camera.yaml is looked for next to the plan first. */
  private static GeneratePlan located(GeneratePlan plan, Path folder) {
    Path camera = folder.resolve(plan.camera());
    return Camera.preset(plan.camera()).isEmpty() && Files.isRegularFile(camera)
        ? GeneratePlan.FILE.keys().with(plan, Map.of("camera", camera.toAbsolutePath().toString()))
        : plan;
  }

  @Override
  protected List<String> next() {
    return words(
        "generate", "dataset", folder, "--camera", "microscope", "--out", beside(folder, "data"));
  }
}
