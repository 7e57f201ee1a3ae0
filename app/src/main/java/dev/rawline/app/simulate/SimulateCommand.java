package dev.rawline.app.simulate;

import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.SimulatedCameraOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.workbench.output.FileOutcome;
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
public final class SimulateCommand extends TerminalCommand {
  private static final int COUNT = 10;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENES",
      completionCandidates = OptionValues.Scenes.class,
      description = "A kind of scene: ${COMPLETION-CANDIDATES}.")
  private String scenes;

  @Mixin private SimulatedCameraOptions camera;

  @Option(names = "--list", description = "Show the kinds of scene and their classes, and exit.")
  private boolean list;

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
      description = "Classes to generate, comma-separated (default: all).")
  private List<String> labels = List.of();

  @Option(
      names = "--balanced",
      description = "Generate all classes equally often (default: as in the published data).")
  private boolean balanced;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the data set, created if missing.")
  private Path folder;

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
    Simulate command = command();
    List<FileOutcome> outcomes = withProgress(progress -> command.run(count, progress));
    long kept = outcomes.stream().filter(FileOutcome.Skipped.class::isInstance).count();
    out.printf(
        "%d generated, %d kept: %s (seed %d, device seed %d); overview: %s%n",
        outcomes.size() - kept,
        kept,
        folder,
        seed,
        camera.deviceSeed(),
        folder.resolve("overview.png"));
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    if (list) {
      String first = List.of(SceneChoice.values()).getFirst().word();
      return words(
          "simulate", first, "--camera", "drone", "--out", beside(Path.of(first), "drone"));
    }
    return words("data", "info", folder);
  }

  private Simulate command() throws IOException {
    requireGiven(
        scenes,
        "a kind of scene: " + String.join(", ", new OptionValues.Scenes()) + " (see --list)");
    camera.requireGiven();
    requireGiven(folder, "--out DIR: the folder for the data set");
    if (count < 1 || count > Simulate.MOST) {
      throw new IllegalArgumentException(
          "--count is %d: expected 1 to %d (images)".formatted(count, Simulate.MOST));
    }
    return new Simulate(
        folder, SceneChoice.of(scenes), labels, balanced, camera.camera(), seed, Parallel.CORES);
  }
}
