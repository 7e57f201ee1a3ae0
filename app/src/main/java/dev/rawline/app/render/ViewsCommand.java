package dev.rawline.app.render;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.OutputOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.TiffOption;
import dev.rawline.app.options.ViewNameConverter;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.views.RenderDataSet;
import dev.rawline.lab.views.RenderViews;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline views}: command-line interface of {@link RenderViews}. */
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
      "A run that was interrupted is resumed by running it again: what the folder holds whole,"
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
      "      --camera drone --out views"
    })
public final class ViewsCommand implements Callable<ExitCode> {
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
      converter = ViewNameConverter.Converter.class,
      completionCandidates = ViewNameConverter.Candidates.class,
      description = "A view to render; repeat it for several (default: all twelve).")
  private List<ViewName> views = ViewName.ALL;

  @Mixin private RawFileOptions raw;

  @Mixin private DataSetReadOptions reading;

  @Override
  public ExitCode call() throws IOException {
    return files.size() == 1 && isDataSet(files.getFirst())
        ? renderDataSet(files.getFirst())
        : renderFiles(files.stream().map(Path::of).toList());
  }

  /** A file is a raw file; a folder, or what is elsewhere, is a data set. */
  private static boolean isDataSet(String typed) {
    return DataSetReadOptions.isElsewhere(typed) || Files.isDirectory(Path.of(typed));
  }

  private ExitCode renderDataSet(String typed) throws IOException {
    if (tiff.wanted() || output.force()) {
      throw new IllegalArgumentException(
          "%s goes with raw files, not with a data set: leave it out"
              .formatted(tiff.wanted() ? "--tiff" : "--force"));
    }
    DataSetOptions how =
        reading.reading().with(raw.description(camera.choice(), output.highlightClip()));
    Path folder = DataSetReadOptions.folder(spec, typed);
    DataSet dataSet = DataSets.open(folder, how);
    RenderDataSet command =
        new RenderDataSet(output.folder(), camera.choice(), views, output.highlightClip());
    List<FileOutcome> outcomes;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcomes = command.run(dataSet, DataSetCard.in(folder), progress);
    }
    return OutcomeSummary.print(outcomes, output.folder(), spec.commandLine());
  }

  private ExitCode renderFiles(List<Path> paths) throws IOException {
    RenderViews command =
        new RenderViews(
            output.folder(),
            camera.choice(),
            views,
            tiff.wanted(),
            output.highlightClip(),
            output.force(),
            raw.description(camera.choice(), output.highlightClip()));
    List<FileOutcome> outcomes;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcomes = command.run(paths, progress);
    }
    return OutcomeSummary.print(outcomes, output.folder(), spec.commandLine());
  }
}
