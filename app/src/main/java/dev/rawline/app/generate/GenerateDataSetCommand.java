package dev.rawline.app.generate;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.SimulationOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.lab.generate.GeneratedScenes;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.learning.diffusion.SceneGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rawline generate dataset}: {@link Simulate} with scenes of a generative model. */
@Command(
    name = "dataset",
    header = "Make a labelled synthetic raw data set: generated scenes imaged by a camera.")
final class GenerateDataSetCommand extends TerminalCommand {
  @Parameters(paramLabel = "MODEL", description = "Folder of a model of generate train.")
  private Path model;

  @Mixin private SimulationOptions simulation;

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    simulation.requireGiven();
    GeneratedScenes scenes = GeneratedScenes.open(model, engineOptions.engine());
    try (SceneGenerator _ = scenes.generator()) {
      Simulate command = simulation.of(scenes, /* balanced= */ true, engineOptions.threads());
      out()
          .println(
              simulation.summary(
                  interruptible(progress -> command.run(simulation.count(), progress))));
    }
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return words("data", "info", simulation.folder());
  }
}
