package dev.rawline.app.simulate;

import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.OptionValues;
import dev.rawline.app.options.ResultFolder;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.intensity.ScaleIntensity;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code rawline scale-intensity}: command-line interface of {@link ScaleIntensity}. */
@Command(
    name = "scale-intensity",
    header = "Simulate the raw files that the same camera would have recorded in less light.")
public final class ScaleIntensityCommand extends ClusterCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "DATASET",
      description =
          "A data set's folder, its location or its known name (raw-microscopy, raw-drone), a"
              + " folder of raw files, or raw files.")
  private List<String> inputs;

  @Option(
      names = "--series",
      paramLabel = "SERIES",
      converter = SeriesConverter.class,
      completionCandidates = OptionValues.Series.class,
      description =
          "Intensities relative to full light: 'published' (1, 0.75, 0.5, 0.25, 0.1, 0.05, 0.01),"
              + " or comma-separated numbers (default: 'published').")
  private Series series = new Series(IntensityScaling.PUBLISHED_SERIES);

  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      completionCandidates = OptionValues.Cameras.class,
      description =
          "The sensor that recorded the files: drone, microscope, or the path of a sensor.yaml"
              + " (default: the data set's own).")
  private SensorSpec sensor;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      completionCandidates = OptionValues.ScalingMethods.class,
      description =
          "${COMPLETION-CANDIDATES}: binomial thinning of electrons, or its Gaussian approximation"
              + " where enough electrons are left (default: thinning).")
  private IntensityScaling.Method method = IntensityScaling.Method.THINNING;

  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description = "Folder of a calibration, whose dark-offset.npy is used.")
  private Path maps;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private long seed = 1;

  @Mixin private ResultFolder results;

  @Override
  public ExitCode call() throws IOException {
    ScaleIntensity command;
    try {
      command =
          new ScaleIntensity(
              results.path(),
              Optional.ofNullable(sensor),
              series.fractions(),
              method,
              seed,
              Optional.ofNullable(maps),
              results.force());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--series: " + e.getMessage(), e);
    }
    List<Path> paths = paths();
    List<FileOutcome> outcomes = withProgress(progress -> command.run(paths, progress));
    return OutcomeSummary.print(outcomes, results.path(), spec().commandLine());
  }

  @Override
  protected List<String> next() {
    return words("data", "ls", results.path());
  }

  private List<Path> paths() throws IOException {
    return inputs.size() == 1 && DataSetReadOptions.isElsewhere(inputs.getFirst())
        ? List.of(DataSetReadOptions.folder(spec(), inputs.getFirst()))
        : inputs.stream().map(Path::of).toList();
  }

  /** Some shares of the light. */
  record Series(List<Double> fractions) {}

  /** A word becomes a series, or a sentence that shows one. */
  static final class SeriesConverter implements ITypeConverter<Series> {
    @Override
    public Series convert(String word) {
      if (word.equals("published")) {
        return new Series(IntensityScaling.PUBLISHED_SERIES);
      }
      List<Double> fractions = new ArrayList<>();
      for (String part : word.split(",", -1)) {
        try {
          fractions.add(Double.valueOf(part.strip()));
        } catch (NumberFormatException e) {
          throw new TypeConversionException(
              "'%s' is not a series of intensities: expected 'published', or numbers above 0 and at most 1 such as 0.5,0.1"
                  .formatted(word));
        }
      }
      return new Series(fractions);
    }
  }
}
