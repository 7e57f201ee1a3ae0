package dev.rawline.app.simulate;

import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.SimulationOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline simulate}: command-line interface of {@link Simulate}. */
@Command(
    name = "simulate",
    header = "Simulate a labelled raw data set: procedural scenes imaged by a camera.")
public final class SimulateCommand extends ClusterCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "SCENES",
      completionCandidates = OptionValues.Scenes.class,
      description = "A kind of scene: ${COMPLETION-CANDIDATES}.")
  private String scenes;

  @Mixin private SimulationOptions simulation;

  @Option(names = "--list", description = "Show the kinds of scene and their classes, and exit.")
  private boolean list;

  @Option(
      names = "--balanced",
      description = "Generate all classes equally often (default: as in the published data).")
  private boolean balanced;

  @Override
  public ExitCode call() throws IOException {
    PrintWriter out = out();
    if (list) {
      for (SceneChoice choice : SceneChoice.values()) {
        out.printf("%-24s %s%n", choice.word(), choice.description());
        out.printf("%-24s   %s%n", "", String.join(", ", choice.labels()));
      }
      return ExitCode.DONE;
    }
    requireGiven(
        scenes,
        "a kind of scene: " + String.join(", ", new OptionValues.Scenes()) + " (see --list)");
    simulation.requireGiven();
    Simulate command = simulation.of(SceneChoice.of(scenes), balanced, Parallel.CORES);
    out.println(
        simulation.summary(withProgress(progress -> command.run(simulation.count(), progress))));
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    if (list) {
      String first = List.of(SceneChoice.values()).getFirst().word();
      return words(
          "simulate", first, "--camera", "drone", "--out", beside(Path.of(first), "drone"));
    }
    return words("data", "info", simulation.folder());
  }
}
