package dev.rawline.app.render;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.OutputOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.ViewNameConverter;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalProgress;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rawline gradients}: command-line interface of {@link TraceGradients}. */
@Command(
    name = "gradients",
    header = "Show which stage and parameter a loss is sensitive to, and where in the picture.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "photo.dng becomes one labelled sheet, photo-gradients-<chain>-<loss>.png: every stage's"
          + " picture and the gradient of the loss there, and bars that compare stages and"
          + " parameters. The .json beside it has all numbers, ∂loss/∂θ by name, and where they came"
          + " from (docs/how-to/gradients.md).",
      "",
      "Of a raw image of more than "
          + TraceGradients.LONGEST
          + " px a side the middle is traced (choose another part by --crop).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline gradients examples/chart.png --camera file --out gradients",
      "  ./rawline gradients examples/chart.png --camera drone --view menon-unsharp-median \\",
      "      --out menon",
      "  ./rawline views examples/chart.png --camera drone --out views",
      "  ./rawline gradients examples/chart.png --camera drone --loss ssim \\",
      "      --target views/chart-menon-sharpen-median.png --out ssim"
    })
public final class GradientsCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A raw file.")
  private Path file;

  @Mixin private CameraOption camera;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      converter = ViewNameConverter.Converter.class,
      completionCandidates = ViewNameConverter.Candidates.class,
      description =
          "Trace one of the twelve views. Unless --view or --isp is given: the parametrized chain,"
              + " whose kernels are parameters too.")
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
      converter = LossConverter.class,
      completionCandidates = LossNames.class,
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
      converter = CropConverter.class,
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
            lossChoice(),
            Optional.ofNullable(crop),
            output.highlightClip(),
            output.force(),
            raw.description(camera.choice(), output.highlightClip()));
    FileOutcome outcome;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcome = command.run(file, progress);
    }
    return OutcomeSummary.print(List.of(outcome), output.folder(), spec.commandLine());
  }

  private ChainChoice chain() {
    if (view != null && isp != null) {
      throw new IllegalArgumentException("--view and --isp both name a chain: give one of them");
    }
    return view != null
        ? new ChainChoice.Named(view)
        : isp != null ? new ChainChoice.FromFile(isp) : new ChainChoice.Parametrized();
  }

  private LossChoice lossChoice() {
    return new LossChoice(loss, Optional.ofNullable(target));
  }

  /** A word becomes a loss, or a sentence that lists all. */
  static final class LossConverter implements ITypeConverter<ImageMetric> {
    @Override
    public ImageMetric convert(String word) {
      try {
        return ImageMetric.named(word);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** The words that bash completes. */
  static final class LossNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    LossNames() {
      super(ImageMetric.ALL.stream().map(ImageMetric::name).toList());
    }
  }

  /** A word becomes a crop, or a sentence that shows one. */
  static final class CropConverter implements ITypeConverter<Crop> {
    @Override
    public Crop convert(String word) {
      try {
        return Crop.parse(word);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
