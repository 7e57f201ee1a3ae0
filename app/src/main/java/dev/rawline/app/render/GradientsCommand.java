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
import dev.rawline.lab.gradient.Crop;
import dev.rawline.lab.gradient.TraceGradients;
import dev.rawline.lab.gradient.TraceGradients.ChainChoice;
import dev.rawline.lab.gradient.TraceGradients.LossChoice;
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
    header = "Show how sensitive a loss is to each stage, parameter and pixel.")
public final class GradientsCommand extends TerminalCommand {
  @Parameters(paramLabel = "FILE", description = "A raw file.")
  private Path file;

  @Mixin private CameraOption camera;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      completionCandidates = OptionValues.Views.class,
      description =
          "Trace one of the twelve views (default: the chain of --isp, or the parametrized chain,"
              + " whose kernels are parameters as well).")
  private ViewName view;

  @Option(
      names = "--isp",
      paramLabel = "YAML",
      description = "Trace the processing chain described by a file.")
  private Path isp;

  @Option(
      names = "--theta",
      paramLabel = "YAML",
      description =
          "Values of all parameters of the chain, as saved by training. The name of the file"
              + " becomes part of the sheet's name.")
  private Path theta;

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      completionCandidates = OptionValues.Losses.class,
      description = "Loss of the view: ${COMPLETION-CANDIDATES} (default: mean-square).")
  private ImageMetric loss = MeanSquaredError.DEFAULT;

  @Option(
      names = "--target",
      paramLabel = "PICTURE",
      description =
          "Target image, PNG or TIFF, of the size of the raw image or the crop. Optional for"
              + " mean-square only, whose default target is middle grey.")
  private Path target;

  @Option(
      names = "--crop",
      paramLabel = "CROP",
      description = "Region of the raw image to trace: WIDTHxHEIGHT+LEFT+TOP [px].")
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

  @Override
  protected List<String> next() {
    return words(
        "views",
        file,
        given(CameraOption.class),
        given(RawFileOptions.class),
        "--out",
        output.folder());
  }

  private ChainChoice chain() {
    if (view != null && isp != null) {
      throw new IllegalArgumentException(
          "--view and --isp both define a processing chain: give one of them");
    }
    return view != null
        ? new ChainChoice.Named(view)
        : isp != null ? new ChainChoice.FromFile(isp) : new ChainChoice.Parametrized();
  }
}
