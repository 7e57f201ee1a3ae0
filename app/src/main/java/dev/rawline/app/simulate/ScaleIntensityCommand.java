package dev.rawline.app.simulate;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.OutcomeSummary;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.intensity.ScaleIntensity;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rawline scale-intensity}: command-line interface of {@link ScaleIntensity}. */
@Command(
    name = "scale-intensity",
    header = "Make the raw files that the same camera would have recorded in less light.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Every raw file becomes images/raw_scale050/<file>.tiff at half of the light, and so on for a"
          + " series of intensities, each with its sidecar. A data set's labels, groups,"
          + " sides, masks and rights come along, and an intensity that it states is multiplied;"
          + " overview.png shows some files at every intensity, and provenance.json records all"
          + " parameters, the share of saturated pixels, and whether mean and noise came out as"
          + " foretold (docs/explanation/intensity-scaling.md).",
      "",
      "A run that was interrupted is resumed by running it again. A folder with other images, other"
          + " intensities, or other files of these names is refused and left as it is.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate aerial-street --camera drone --count 3 --out few",
      "  ./rawline scale-intensity few --series published --out few-darker",
      "  ./rawline scale-intensity few/images/000001.tiff --sensor few/sensor.yaml \\",
      "      --series 0.5,0.1 --seed 7 --out one-darker"
    })
public final class ScaleIntensityCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DATASET",
      description =
          "A data set's folder, its location or its known name (raw-microscopy, raw-drone), a folder of"
              + " raw files, or raw files.")
  private List<String> inputs;

  @Option(
      names = "--series",
      paramLabel = "SERIES",
      converter = SeriesConverter.class,
      completionCandidates = SeriesNames.class,
      description =
          "Shares of the light: 'published' (1, 0.75, 0.5, 0.25, 0.1, 0.05, 0.01), or numbers with"
              + " commas between (default: 'published').")
  private Series series = new Series(IntensityScaling.PUBLISHED_SERIES);

  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      converter = SensorConverter.class,
      completionCandidates = SensorNames.class,
      description =
          "The sensor that recorded the files: drone, microscope, or the path of a sensor.yaml (default: the"
              + " data set's own).")
  private SensorSpec sensor;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      converter = MethodConverter.class,
      completionCandidates = MethodNames.class,
      description =
          "${COMPLETION-CANDIDATES}: electron by electron, or by a normal number where enough"
              + " electrons are left (default: thinning).")
  private IntensityScaling.Method method = IntensityScaling.Method.THINNING;

  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description = "A calibration's folder, whose dark-offset.npy is heeded.")
  private Path maps;

  @Option(names = "--seed", paramLabel = "N", description = "What all randomness comes from (1).")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the scaled files, made if it does not exist.")
  private Path folder;

  @Option(names = "--force", description = "Replace files that already exist in the folder.")
  private boolean force;

  @Override
  public ExitCode call() throws IOException {
    ScaleIntensity command;
    try {
      command =
          new ScaleIntensity(
              folder,
              Optional.ofNullable(sensor),
              series.fractions(),
              method,
              seed,
              Optional.ofNullable(maps),
              force);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--series: " + e.getMessage(), e);
    }
    List<Path> paths = paths();
    List<FileOutcome> outcomes;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      outcomes = command.run(paths, progress);
    }
    return OutcomeSummary.print(outcomes, folder, spec.commandLine());
  }

  private List<Path> paths() throws IOException {
    return inputs.size() == 1 && DataSetReadOptions.isElsewhere(inputs.getFirst())
        ? List.of(DataSetReadOptions.folder(spec, inputs.getFirst()))
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
              "'%s' is no series of intensities: expected 'published', or numbers above 0 and at most 1 such as 0.5,0.1"
                  .formatted(word));
        }
      }
      return new Series(fractions);
    }
  }

  /** A word becomes a sensor, or a sentence that says what is possible. */
  static final class SensorConverter implements ITypeConverter<SensorSpec> {
    @Override
    public SensorSpec convert(String word) {
      try {
        return DescriptionFiles.sensor(word);
      } catch (IllegalArgumentException | ConfigurationException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** The words that bash completes. */
  static final class SensorNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    SensorNames() {
      super(SensorSpec.PRESETS.stream().map(SensorSpec::name).toList());
    }
  }

  /** A word becomes a method, or a sentence that names both. */
  static final class MethodConverter implements ITypeConverter<IntensityScaling.Method> {
    @Override
    public IntensityScaling.Method convert(String word) {
      return Arrays.stream(IntensityScaling.Method.values())
          .filter(method -> method.name().equalsIgnoreCase(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is no method: expected %s"
                          .formatted(word, String.join(" or ", new MethodNames()))));
    }
  }

  /** The words that bash completes. */
  static final class MethodNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    MethodNames() {
      super(
          Arrays.stream(IntensityScaling.Method.values())
              .map(method -> method.name().toLowerCase(Locale.ROOT))
              .toList());
    }
  }

  /** The words that bash completes. */
  static final class SeriesNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    SeriesNames() {
      super(List.of("published"));
    }
  }
}
