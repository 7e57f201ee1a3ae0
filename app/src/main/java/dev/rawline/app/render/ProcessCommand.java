package dev.rawline.app.render;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.OutputOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.TiffOption;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.lab.views.ProcessRaw;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline process}: command-line interface of {@link ProcessRaw}. */
@Command(
    name = "process",
    header = "Render a raw file through any chain of stages with any parameters.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "The chain is a short YAML file, whose lines state their units (docs/reference/formats.md)."
          + " photo.dng and soft.yaml become photo-soft.png (8 bits, sRGB) and photo-soft.json"
          + " (where it came from).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline process examples/chart.png --camera file --isp examples/isp.yaml --out process",
      "  ./rawline process examples/chart.png --camera drone --isp examples/isp.yaml \\",
      "      --trace --tiff --out traced"
    })
public final class ProcessCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A raw file.")
  private Path file;

  @Mixin private CameraOption camera;

  @Option(
      names = "--isp",
      required = true,
      paramLabel = "YAML",
      description = "The file that describes the chain of stages.")
  private Path isp;

  @Mixin private OutputOptions output;

  @Mixin private TiffOption tiff;

  @Option(
      names = "--trace",
      description = {
        "Write every stage's picture and histogram too, and all of them on one sheet.",
        "Before the gamma, a picture is shown as clip(v, 0, 1)^(1/2.2), a mosaic as grey."
      })
  private boolean trace;

  @Mixin private RawFileOptions raw;

  @Override
  public ExitCode call() throws IOException {
    ProcessRaw command =
        new ProcessRaw(
            output.folder(),
            camera.choice(),
            isp,
            tiff.wanted(),
            trace,
            output.highlightClip(),
            output.force(),
            raw.description(camera.choice(), output.highlightClip()));
    FileOutcome outcome;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcome = command.run(file, progress);
    }
    return OutcomeSummary.print(List.of(outcome), output.folder(), spec.commandLine());
  }
}
