package dev.rawline.app.data;

import dev.rawline.app.options.CameraOption;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.ViewNameConverter;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.lab.dataset.MeasureStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline data stats}: command-line interface of {@link MeasureStatistics}. */
@Command(
    name = "stats",
    header = "Measure mean and deviation of each colour, on the training side alone.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "The file is what training standardizes pictures by. Mosaics are measured on the camera's"
          + " scale, for the presets DN / (2^container bits - 1), before the black level; views in"
          + " [0, 1]. Pictures that are processed already are measured as they are.",
      "",
      "The published constants have names of their own where statistics are expected:"
          + " microscope-views, drone-views, and microscope-mosaics (DN / 65535).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate blood-smear --camera microscope --count 24 --size 128x128 --out smears",
      "  ./rawline data split smears --out split.json",
      "  ./rawline data stats smears --split split.json --camera microscope --out mosaics.yaml",
      "  ./rawline data stats smears --split split.json --camera microscope \\",
      "      --view menon-unsharp-median --out views.yaml"
    })
final class DataStatsCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = DataInfoCommand.DATASET)
  private String typed;

  @Option(
      names = "--split",
      required = true,
      paramLabel = "FILE",
      description = "The split, as data split writes it.")
  private Path split;

  @Option(
      names = "--division",
      paramLabel = "N",
      description = "Which of its divisions, from 1 (default: 1).")
  private int division = 1;

  @Mixin private CameraOption camera;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      converter = ViewNameConverter.Converter.class,
      completionCandidates = ViewNameConverter.Candidates.class,
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

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    if (Files.exists(file) && !force) {
      throw new IllegalArgumentException(
          "%s already exists: choose another file, or replace it with --force".formatted(file));
    }
    DataSetOptions reading = options.reading();
    SplitFile read = SplitFile.read(split);
    DataSet dataSet = DataSets.open(DataSetReadOptions.folder(spec, typed), reading);
    DataSetStatistics measured;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      measured =
          new MeasureStatistics(camera.choice(), Optional.ofNullable(view))
              .run(dataSet, read, division, progress);
    }
    DescriptionFiles.STATISTICS.write(measured, file);
    spec.commandLine()
        .getOut()
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

  private static String words(Rgb numbers) {
    return String.format(
        Locale.ROOT,
        "red %.4f  green %.4f  blue %.4f",
        numbers.red(),
        numbers.green(),
        numbers.blue());
  }
}
