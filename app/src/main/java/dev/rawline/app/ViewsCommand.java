package dev.rawline.app;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Reading;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.DataSetCard;
import dev.rawline.lab.Outcome;
import dev.rawline.lab.RenderDataSet;
import dev.rawline.lab.RenderViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "A data set becomes labelled processed data sets, one a view, each in a folder of its own with"
          + " labels.csv, masks and a card.",
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
      HelpText.EXAMPLES,
      "  ./rawline views examples/chart.png --camera drone --out views",
      "  ./rawline views examples/chart.png --camera examples/camera.yaml \\",
      "      --view menon-unsharp-median --tiff --out mine",
      "  ./rawline simulate blood-smear --camera microscope --count 4 --size 128x128 --out smears",
      "  ./rawline views smears --camera microscope --out smear-views",
      "",
      "A headerless file of your own:",
      "  ./rawline views FRAME.raw --width 1920 --height 1080 --bits 12 --cfa BGGR \\",
      "      --camera drone --out views",
      "",
      HelpText.EXIT_CODES
    })
final class ViewsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Raw files; or one data set: its folder, its location, or a known name (raw-microscopy,"
              + " raw-drone).")
  private List<String> files;

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

  @Mixin private ReadingOptions reading;

  @Override
  public Integer call() throws IOException {
    return files.size() == 1 && isDataSet(files.getFirst())
        ? renderDataSet(files.getFirst())
        : renderFiles(files.stream().map(Path::of).toList());
  }

  /** A file is a raw file; a folder, or what is elsewhere, is a data set. */
  private static boolean isDataSet(String typed) {
    return ReadingOptions.isElsewhere(typed) || Files.isDirectory(Path.of(typed));
  }

  private int renderDataSet(String typed) throws IOException {
    if (tiff.wanted() || output.force()) {
      throw new ParameterException(
          spec.commandLine(),
          "%s goes with raw files, not with a data set: leave it out"
              .formatted(tiff.wanted() ? "--tiff" : "--force"));
    }
    Reading how =
        reading.reading(spec).with(raw.description(spec, camera.choice(), output.highlightClip()));
    Path folder = ReadingOptions.folder(spec, typed);
    DataSet dataSet = DataSets.open(folder, how);
    RenderDataSet command =
        new RenderDataSet(output.folder(), camera.choice(), views, output.highlightClip());
    List<Outcome> outcomes;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcomes = command.run(dataSet, DataSetCard.in(folder), progress);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return Summary.print(outcomes, output.folder(), spec.commandLine());
  }

  private int renderFiles(List<Path> paths) throws IOException {
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
      outcomes = command.run(paths, progress);
    }
    return Summary.print(outcomes, output.folder(), spec.commandLine());
  }
}
