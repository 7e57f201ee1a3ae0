package dev.rawline.app.simulate;

import dev.rawline.app.options.OptionValues;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code rawline simulate}: command-line interface of {@link Simulate}. */
@Command(
    name = "simulate",
    header = "Simulate a labelled raw data set: procedural scenes imaged by a camera.")
public final class SimulateCommand extends TerminalCommand {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})[x×](\\d{1,9})");
  private static final int COUNT = 10;
  private static final int SIDE = 256;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENES",
      completionCandidates = OptionValues.Scenes.class,
      description = "A kind of scene: ${COMPLETION-CANDIDATES}.")
  private String scenes;

  @Option(names = "--list", description = "Show the kinds of scene and their classes, and exit.")
  private boolean list;

  @Option(
      names = "--camera",
      paramLabel = "CAMERA",
      completionCandidates = OptionValues.Cameras.class,
      description = {
        "The camera whose sensor and optics image the scenes:",
        "  drone, microscope   the cameras of the published data",
        "  PATH                a sensor.yaml; --optics names the lens"
      })
  private String camera;

  @Option(
      names = "--optics",
      paramLabel = "OPTICS",
      completionCandidates = OptionValues.Cameras.class,
      description =
          "Another lens: drone, microscope, or an optics.yaml (default: that of the camera).")
  private String optics;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Number of images (default: " + COUNT + ").")
  private int count = COUNT;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Random seed of scenes and noise, a whole number (default: 1).")
  private long seed = 1;

  @Option(
      names = "--device-seed",
      paramLabel = "SEED",
      description = "Random seed of the fixed pattern: which sensor of its kind (default: 1).")
  private long deviceSeed = 1;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Size of the images: WIDTHxHEIGHT [px] (default: " + SIDE + "x" + SIDE + ").")
  private String size = SIDE + "x" + SIDE;

  @Option(
      names = "--exposure",
      paramLabel = "SECONDS",
      converter = SecondsConverter.class,
      description =
          "Exposure time of all images [s], for example 0.002 or 1/500 (default: 99 %% of the"
              + " pixels of each image stay below 70 %% of saturation).")
  private Double exposure;

  @Option(
      names = "--charge-binning",
      paramLabel = "K",
      description =
          "Add the charges of K×K pixels of a monochrome sensor before they are read, 2 or more"
              + " (default: none).")
  private Integer chargeBinning;

  @Option(
      names = "--temperature",
      paramLabel = "DEGREES",
      description =
          "The sensor's temperature [°C] (default: that at which its dark current is stated).")
  private Double temperature;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "CLASS",
      description = "Classes to generate, comma-separated (default: all).")
  private List<String> labels = List.of();

  @Option(
      names = "--balanced",
      description = "Generate all classes equally often (default: as in the published data).")
  private boolean balanced;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the data set, created if missing.")
  private Path folder;

  @Override
  public ExitCode call() throws IOException {
    PrintWriter out = out();
    if (list) {
      for (SceneChoice choice : SceneChoice.values()) {
        out.printf("%-24s %s%n", choice.word(), choice.description());
        out.printf("%-24s   %s%n", "", String.join(", ", choice.labels()));
      }
      return ExitCode.DONE;
    }
    Simulate command = command();
    List<FileOutcome> outcomes = withProgress(progress -> command.run(count, progress));
    long kept = outcomes.stream().filter(FileOutcome.Skipped.class::isInstance).count();
    out.printf(
        "%d generated, %d kept: %s (seed %d, device seed %d); overview: %s%n",
        outcomes.size() - kept, kept, folder, seed, deviceSeed, folder.resolve("overview.png"));
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    if (list) {
      String first = List.of(SceneChoice.values()).getFirst().word();
      return words(
          "simulate", first, "--camera", "drone", "--out", beside(Path.of(first), "drone"));
    }
    return words("data", "info", folder);
  }

  private Simulate command() throws IOException {
    requireGiven(
        scenes,
        "a kind of scene: " + String.join(", ", new OptionValues.Scenes()) + " (see --list)");
    requireGiven(camera, "--camera CAMERA: drone, microscope, or the path of a sensor.yaml");
    requireGiven(folder, "--out DIR: the folder for the data set");
    Matcher sides = SIZE.matcher(size);
    if (!sides.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no size: expected WIDTHxHEIGHT [px], for example 256x256".formatted(size));
    }
    if (count < 1 || count > Simulate.MOST) {
      throw new IllegalArgumentException(
          "--count is %d: expected 1 to %d (images)".formatted(count, Simulate.MOST));
    }
    return new Simulate(
        folder,
        SceneChoice.of(scenes),
        labels,
        balanced,
        new SimulatedCamera(
            sensor(),
            optics(),
            Integer.parseInt(sides.group(1)),
            Integer.parseInt(sides.group(2)),
            deviceSeed,
            Optional.ofNullable(exposure),
            Optional.ofNullable(temperature)),
        seed,
        Parallel.CORES);
  }

  private SensorSpec sensor() throws ConfigurationException {
    return chargeBinning == null ? named() : Binning.charge(named(), chargeBinning);
  }

  private SensorSpec named() throws ConfigurationException {
    Optional<SensorSpec> preset = SensorSpec.preset(camera);
    if (preset.isPresent()) {
      return preset.get();
    }
    return DescriptionFiles.SENSOR.read(requireFile("camera", camera, "a sensor.yaml"));
  }

  private OpticsSpec optics() throws ConfigurationException {
    if (optics == null && SensorSpec.preset(camera).isEmpty()) {
      throw new IllegalArgumentException(
          "%s names no lens: give --optics drone, microscope, or the path of an optics.yaml"
              .formatted(camera));
    }
    String word = optics == null ? camera : optics;
    Optional<OpticsSpec> preset = OpticsSpec.preset(word);
    return preset.isPresent()
        ? preset.get()
        : OpticsFiles.read(requireFile("optics", word, "an optics.yaml"));
  }

  /** 0.002 or 1/500 becomes a time [s]. */
  static final class SecondsConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String word) {
      try {
        return word.startsWith("1/")
            ? 1 / Double.parseDouble(word.substring(2))
            : Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'%s' is no time: expected seconds, for example 0.002 or 1/500".formatted(word));
      }
    }
  }
}
