package dev.rawline.app.render;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.DevelopmentOptions;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.OutputOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.TiffOption;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.views.Development;
import dev.rawline.lab.views.RenderDataSet;
import dev.rawline.lab.views.RenderViews;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline views}: command-line interface of {@link RenderViews}. */
@Command(
    name = "views",
    header = "Render raw files in the twelve named views, with one contact sheet per file.")
public final class ViewsCommand extends ClusterCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Raw files; or one data set: its folder, its location, or a known name (raw-microscopy,"
              + " raw-drone).")
  private List<String> files;

  @Mixin private CameraOption camera;

  @Mixin private OutputOptions output;

  @Mixin private DevelopmentOptions photographs;

  @Mixin private TiffOption tiff;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      completionCandidates = OptionValues.Views.class,
      description = "A view to render; repeat it for several (default: all twelve).")
  private List<ViewName> views = ViewName.ALL;

  @Mixin private RawFileOptions raw;

  @Mixin private DataSetReadOptions reading;

  @Override
  public ExitCode call() throws IOException {
    return rendersDataSet()
        ? renderDataSet(files.getFirst())
        : renderFiles(files.stream().map(Path::of).toList());
  }

  @Override
  protected List<String> next() {
    return rendersDataSet()
        ? words("data", "info", output.folder().resolve(views.getFirst().toString()))
        : words(
            "gradients",
            files.getFirst(),
            given(CameraOption.class),
            given(RawFileOptions.class),
            "--out",
            output.folder());
  }

  /** A file is a raw file; a folder, or what is elsewhere, is a data set. */
  private boolean rendersDataSet() {
    return files.size() == 1
        && (DataSetReadOptions.isElsewhere(files.getFirst())
            || Files.isDirectory(Path.of(files.getFirst())));
  }

  private ExitCode renderDataSet(String typed) throws IOException {
    if (tiff.wanted() || output.force()) {
      throw new IllegalArgumentException(
          "%s applies to raw files, not to a data set: leave it out"
              .formatted(tiff.wanted() ? "--tiff" : "--force"));
    }
    Development development = photographs.development(output.highlightClip());
    DataSetOptions how =
        reading.reading().with(raw.description(camera.choice(), output.highlightClip()));
    Path folder = DataSetReadOptions.folder(spec(), typed);
    DataSet dataSet = DataSets.open(folder, how);
    RenderDataSet command = new RenderDataSet(output.folder(), camera.choice(), views, development);
    List<FileOutcome> outcomes =
        withProgress(progress -> command.run(dataSet, DataSetCard.in(folder), progress));
    return OutcomeSummary.print(outcomes, output.folder(), spec().commandLine());
  }

  private ExitCode renderFiles(List<Path> paths) throws IOException {
    RenderViews command =
        new RenderViews(
            output.folder(),
            camera.choice(),
            views,
            tiff.wanted(),
            photographs.development(output.highlightClip()),
            output.force(),
            raw.description(camera.choice(), output.highlightClip()));
    List<FileOutcome> outcomes = withProgress(progress -> command.run(paths, progress));
    return OutcomeSummary.print(outcomes, output.folder(), spec().commandLine());
  }
}
