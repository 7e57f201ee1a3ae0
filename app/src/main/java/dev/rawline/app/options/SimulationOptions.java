package dev.rawline.app.options;

import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.lab.simulate.SceneSource;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.workbench.output.FileOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A data set of simulated images: the camera that images scenes, which scenes, how many, where. */
public final class SimulationOptions {
  private static final int COUNT = 10;
  private static final int SIDE = 256;

  @Mixin private ImagingOptions imaging;

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
      names = "--labels",
      split = ",",
      paramLabel = "CLASS",
      description = "Classes to generate, comma-separated (default: all).")
  private List<String> labels = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the data set, created if missing.")
  private Path folder;

  /**
   * Requires a camera, a folder, and a number of images in its range.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public void requireGiven() {
    imaging.requireGiven();
    TerminalCommand.requireGiven(folder, "--out DIR: the folder for the data set");
    if (count < 1 || count > Simulate.MOST) {
      throw new IllegalArgumentException(
          "--count is %d: expected 1 to %d (images)".formatted(count, Simulate.MOST));
    }
  }

  /** Returns the number of images. */
  public int count() {
    return count;
  }

  /** Returns the folder for the data set. */
  public Path folder() {
    return folder;
  }

  /**
   * Returns the simulation of scenes.
   *
   * @param balanced whether all classes occur equally often
   * @param threads the most threads at work at once
   * @throws IllegalArgumentException if an option does not fit the scenes, or is out of its range
   * @throws ConfigurationException if a file does not describe a sensor or a lens
   */
  public Simulate of(SceneSource scenes, boolean balanced, int threads)
      throws ConfigurationException {
    return new Simulate(folder, scenes, labels, balanced, camera(), seed, threads);
  }

  /** Returns what became of the images, in a line. */
  public String summary(List<FileOutcome> outcomes) {
    long kept = outcomes.stream().filter(FileOutcome.Skipped.class::isInstance).count();
    return "%d generated, %d kept: %s (seed %d, device seed %d); overview: %s"
        .formatted(
            outcomes.size() - kept, kept, folder, seed, deviceSeed, folder.resolve("overview.png"));
  }

  private SimulatedCamera camera() throws ConfigurationException {
    PictureSize sides = PictureSize.parse(size);
    return new SimulatedCamera(
        sensor(),
        imaging.optics(),
        sides.width(),
        sides.height(),
        deviceSeed,
        Optional.ofNullable(exposure),
        Optional.ofNullable(temperature));
  }

  private SensorSpec sensor() throws ConfigurationException {
    SensorSpec named = imaging.sensor();
    return chargeBinning == null ? named : Binning.charge(named, chargeBinning);
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
