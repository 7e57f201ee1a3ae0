package dev.rawline.app.train;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.lab.training.AnimateTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline animate}: command-line interface of {@link AnimateTraining}. */
@Command(
    name = "animate",
    header = "Show how the pictures of a model, and their gradients, changed while it learned.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "A run whose plan has the key 'track' keeps pictures of some samples after every epoch"
          + " (docs/reference/data-models.md). They become MODEL/track/animation.gif, gradients above pictures,"
          + " and MODEL/track/strip.png, up to eight epochs side by side. A run that is still going on"
          + " shows the epochs that have ended.",
      ""
    },
    footer = {})
public final class AnimateCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The folder of a model that was trained.")
  private Path run;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      description =
          "How long an epoch is shown [s], 0.02 to 60; the last one three times as long"
              + " (default: ${DEFAULT-VALUE}).")
  private double delay = 0.4;

  @Override
  public ExitCode call() throws IOException {
    AnimateTraining command;
    command = new AnimateTraining(run, delay);
    AnimateTraining.Made made = command.make();
    spec.commandLine()
        .getOut()
        .printf(
            "%d epoch%s: %s, %s%n",
            made.epochs(), made.epochs() == 1 ? "" : "s", made.animation(), made.strip());
    return ExitCode.DONE;
  }
}
