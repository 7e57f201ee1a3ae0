package dev.rawline.app.generate;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.SimulatedCameraOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.lab.generate.GeneratedScenes;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline generate dataset}: {@link Simulate} with scenes of a generative model. */
@Command(
    name = "dataset",
    header = "Make a labelled synthetic raw data set: generated scenes imaged by a camera.")
final class GenerateDataSetCommand extends TerminalCommand {
  private static final int COUNT = 90;

  @Parameters(paramLabel = "MODEL", description = "Folder of a model of generate train.")
  private Path model;

  @Mixin private SimulatedCameraOptions camera;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Number of images (default: " + COUNT + ").")
  private int count = COUNT;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed of scenes and noise, a whole number (default: 1).")
  private long seed = 1;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "CLASS",
      description = "Classes to generate, comma-separated (default: all, equally often).")
  private List<String> labels = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the data set, created if missing.")
  private Path folder;

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    camera.requireGiven();
    requireGiven(folder, "--out DIR: the folder for the data set");
    engineOptions.engine();
    GeneratedScenes scenes = GeneratedScenes.open(model);
    try (SceneGenerator _ = scenes.generator()) {
      Simulate command =
          new Simulate(
              folder,
              scenes,
              labels,
              /* balanced= */ true,
              camera.camera(),
              seed,
              engineOptions.threads());
      List<FileOutcome> outcomes = interruptible(progress -> command.run(count, progress));
      long kept = outcomes.stream().filter(FileOutcome.Skipped.class::isInstance).count();
      out()
          .printf(
              "%d generated, %d kept: %s (seed %d, device seed %d); overview: %s%n",
              outcomes.size() - kept,
              kept,
              folder,
              seed,
              camera.deviceSeed(),
              folder.resolve("overview.png"));
    }
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return words("data", "info", folder);
  }
}
