package dev.rawline.app.render;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.DevelopmentOptions;
import dev.rawline.app.options.OutputOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.TiffOption;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.lab.views.ProcessRaw;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline process}: command-line interface of {@link ProcessRaw}. */
@Command(
    name = "process",
    header = "Render a raw file through any processing chain with any parameters.")
public final class ProcessCommand extends TerminalCommand {
  @Parameters(paramLabel = "FILE", description = "A raw file.")
  private Path file;

  @Mixin private CameraOption camera;

  @Option(
      names = "--isp",
      paramLabel = "YAML",
      description =
          "The file that describes the processing chain (default: the chain of the view"
              + " menon-unsharp-median).")
  private Path isp;

  @Mixin private OutputOptions output;

  @Mixin private DevelopmentOptions photographs;

  @Mixin private TiffOption tiff;

  @Option(
      names = "--trace",
      description = {
        "Also write the image and histogram after every stage, and all of them on one sheet.",
        "Images before gamma are shown as clip(v, 0, 1)^(1/2.2), mosaics in grey."
      })
  private boolean trace;

  @Mixin private RawFileOptions raw;

  @Override
  public ExitCode call() throws IOException {
    ProcessRaw command =
        new ProcessRaw(
            output.folder(),
            camera.choice(),
            Optional.ofNullable(isp),
            tiff.wanted(),
            trace,
            photographs.development(output.highlightClip()),
            output.force(),
            raw.description(camera.choice(), output.highlightClip()));
    FileOutcome outcome = withProgress(progress -> command.run(file, progress));
    return OutcomeSummary.print(List.of(outcome), output.folder(), spec().commandLine());
  }

  @Override
  protected List<String> next() {
    return words(
        "gradients",
        file,
        given(CameraOption.class),
        given("--isp"),
        given(RawFileOptions.class),
        "--out",
        output.folder());
  }
}
