package dev.rawline.app.render;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.OutputOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.lab.gradient.ChainChoice;
import dev.rawline.lab.gradient.Crop;
import dev.rawline.lab.gradient.LossChoice;
import dev.rawline.lab.gradient.TraceGradients;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline gradients}: command-line interface of {@link TraceGradients}. */
@Command(
    name = "gradients",
    header = "Show which stage and parameter a loss is sensitive to, and where in the picture.")
public final class GradientsCommand extends TerminalCommand {
  @Parameters(paramLabel = "FILE", description = "A raw file.")
  private Path file;

  @Mixin private CameraOption camera;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      completionCandidates = OptionValues.Views.class,
      description =
          "Trace one of the twelve views (default: the chain of --isp, or else the parametrized chain,"
              + " whose kernels are parameters too).")
  private ViewName view;

  @Option(
      names = "--isp",
      paramLabel = "YAML",
      description = "Trace the chain of stages of a file.")
  private Path isp;

  @Option(
      names = "--theta",
      paramLabel = "YAML",
      description =
          "Numbers for all parameters of the chain, as training saves them. The sheet's name shows"
              + " theirs too.")
  private Path theta;

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      completionCandidates = OptionValues.Losses.class,
      description =
          "What the view is measured by: ${COMPLETION-CANDIDATES} (default: mean-square).")
  private ImageMetric loss = MeanSquaredError.DEFAULT;

  @Option(
      names = "--target",
      paramLabel = "PICTURE",
      description =
          "A PNG or TIFF that the view is compared with, as large as the raw image or the crop."
              + " Only mean-square does without: its target is middle grey.")
  private Path target;

  @Option(
      names = "--crop",
      paramLabel = "CROP",
      description = "Trace a part of the raw image: WIDTHxHEIGHT+LEFT+TOP [px].")
  private Crop crop;

  @Mixin private OutputOptions output;

  @Mixin private RawFileOptions raw;

  @Override
  public ExitCode call() throws IOException {
    TraceGradients command =
        new TraceGradients(
            output.folder(),
            camera.choice(),
            chain(),
            Optional.ofNullable(theta),
            new LossChoice(loss, Optional.ofNullable(target)),
            Optional.ofNullable(crop),
            output.highlightClip(),
            output.force(),
            raw.description(camera.choice(), output.highlightClip()));
    FileOutcome outcome = withProgress(progress -> command.run(file, progress));
    return OutcomeSummary.print(List.of(outcome), output.folder(), spec().commandLine());
  }

  private ChainChoice chain() {
    if (view != null && isp != null) {
      throw new IllegalArgumentException("--view and --isp both name a chain: give one of them");
    }
    return view != null
        ? new ChainChoice.Named(view)
        : isp != null ? new ChainChoice.FromFile(isp) : new ChainChoice.Parametrized();
  }
}
