package dev.rawline.app;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.Outcome;
import dev.rawline.lab.RenderViews;
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

/** {@code rawline views}: the face of {@link RenderViews}. */
@Command(
    name = "views",
    header = "Render raw files in the twelve named views, with one contact sheet a file.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "photo.dng becomes photo-<view>.png (8 bits, sRGB), photo-sheet.png (the raw mosaic and its"
          + " views, labelled) and photo-views.json (where they came from).",
      "",
      "A run that was interrupted is resumed by running it again: what stands in the folder whole,"
          + " made of the same file with the same settings, is skipped.",
      ""
    },
    footer = {
      "",
      "A view is named <demosaicing>-<sharpening>-<denoising>:",
      "  bilinear | malvar | menon  -  sharpen | unsharp  -  median | gaussian",
      "",
      RawlineCommand.EXAMPLES,
      "  ./rawline views examples/chart.png --camera drone --out views",
      "  ./rawline views examples/chart.png --camera examples/camera.yaml \\",
      "      --view menon-unsharp-median --tiff --out mine",
      "",
      "A headerless file of your own:",
      "  ./rawline views FRAME.raw --width 1920 --height 1080 --bits 12 --cfa BGGR \\",
      "      --camera drone --out views",
      "",
      RawlineCommand.EXIT_CODES
    })
final class ViewsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Raw files.")
  private List<Path> files;

  @Mixin private CameraOption camera;

  @Mixin private OutputOptions output;

  @Mixin private TiffOption tiff;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      converter = ViewWords.Converter.class,
      completionCandidates = ViewWords.Candidates.class,
      description = "A view to render; repeat it for several. All twelve, unless given.")
  private List<ViewName> views = ViewName.ALL;

  @Mixin private RawFlags raw;

  @Override
  public Integer call() throws IOException {
    RenderViews command =
        new RenderViews(
            output.folder(),
            camera.choice(),
            views,
            tiff.wanted(),
            output.highlightClip(),
            output.force(),
            raw.description(spec, camera.choice(), output.highlightClip()));
    List<Outcome> outcomes;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcomes = command.run(files, progress);
    }
    return Summary.print(outcomes, output.folder(), spec.commandLine());
  }
}
