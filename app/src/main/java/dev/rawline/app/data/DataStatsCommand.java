package dev.rawline.app.data;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.lab.dataset.MeasureStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline data stats}: command-line interface of {@link MeasureStatistics}. */
@Command(
    name = "stats",
    header = "Measure the mean and standard deviation of each colour on the training subset.")
public final class DataStatsCommand extends ClusterCommand {
  @Option(
      names = "--split",
      required = true,
      paramLabel = "FILE",
      description = "The split, as written by data split.")
  private Path split;

  @Option(
      names = "--division",
      paramLabel = "N",
      description = "Number of the split in the file, from 1 (default: 1).")
  private int division = 1;

  @Mixin private CameraOption camera;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      completionCandidates = OptionValues.Views.class,
      description = "Measure this view (default: mosaics).")
  private ViewName view;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write, such as statistics.yaml.")
  private Path file;

  @Option(names = "--force", description = "Replace the file if it already exists.")
  private boolean force;

  @Mixin private DataSetArgument data;

  @Override
  public ExitCode call() throws IOException {
    requireFree(file, force);
    SplitFile read = SplitFile.read(split);
    DataSet dataSet = data.open(spec());
    DataSetStatistics measured =
        withProgress(
            progress ->
                new MeasureStatistics(camera.choice(), Optional.ofNullable(view))
                    .run(dataSet, read, division, progress));
    DescriptionFiles.STATISTICS.write(measured, file);
    out()
        .printf(
            Locale.ROOT,
            "%s of %d training samples, %s%n  mean      %s%n  deviation %s%nwritten to %s%n",
            measured.of(),
            measured.samples(),
            measured.split(),
            words(measured.standardization().mean()),
            words(measured.standardization().deviation()),
            file);
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return words(
        "train",
        "--data",
        data.typed(),
        given("--layout", "--pictures", "--palette"),
        given(CameraOption.class),
        view == null ? List.of() : List.of("--data-model", view),
        "--split",
        split,
        "--standardize",
        file,
        "--out",
        beside(file, "model"));
  }

  private static String words(Rgb numbers) {
    return String.format(
        Locale.ROOT,
        "red %.4f  green %.4f  blue %.4f",
        numbers.red(),
        numbers.green(),
        numbers.blue());
  }
}
