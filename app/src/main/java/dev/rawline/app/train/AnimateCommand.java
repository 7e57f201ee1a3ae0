package dev.rawline.app.train;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.lab.training.AnimateTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline animate}: command-line interface of {@link AnimateTraining}. */
@Command(
    name = "animate",
    header = "Animate how a model's images and their gradients changed during training.")
public final class AnimateCommand extends TerminalCommand {
  @Parameters(paramLabel = "MODEL", description = "The folder of a trained model.")
  private Path run;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      description =
          "Display time of an epoch [s], 0.02 to 60; the last one is shown three times as long"
              + " (default: ${DEFAULT-VALUE}).")
  private double delay = 0.4;

  @Override
  public ExitCode call() throws IOException {
    AnimateTraining.AnimationFiles made = new AnimateTraining(run, delay).make();
    out()
        .printf(
            "%d epoch%s: %s, %s%n",
            made.epochs(), made.epochs() == 1 ? "" : "s", made.animation(), made.strip());
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return List.of(); // the animation is the end
  }
}
