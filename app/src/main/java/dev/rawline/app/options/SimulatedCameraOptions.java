package dev.rawline.app.options;

import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.lab.simulate.SimulatedCamera;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The camera that scenes are imaged by: its sensor, its optics, and how it is used. */
public final class SimulatedCameraOptions {
  private static final int SIDE = 256;

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

  /**
   * Requires that a camera is named.
   *
   * @throws IllegalArgumentException if none is
   */
  public void requireGiven() {
    TerminalCommand.requireGiven(
        camera, "--camera CAMERA: drone, microscope, or the path of a sensor.yaml");
  }

  /** Returns which sensor of its kind it is: the random seed of the fixed pattern. */
  public long deviceSeed() {
    return deviceSeed;
  }

  /**
   * Returns the camera.
   *
   * @throws IllegalArgumentException if an option is missing or out of its range
   * @throws ConfigurationException if a file does not describe a sensor or a lens
   */
  public SimulatedCamera camera() throws ConfigurationException {
    PictureSize sides = PictureSize.parse(size);
    return new SimulatedCamera(
        sensor(),
        optics(),
        sides.width(),
        sides.height(),
        deviceSeed,
        Optional.ofNullable(exposure),
        Optional.ofNullable(temperature));
  }

  private SensorSpec sensor() throws ConfigurationException {
    return chargeBinning == null ? named() : Binning.charge(named(), chargeBinning);
  }

  private SensorSpec named() throws ConfigurationException {
    Optional<SensorSpec> preset = SensorSpec.preset(camera);
    if (preset.isPresent()) {
      return preset.get();
    }
    return DescriptionFiles.SENSOR.read(
        TerminalCommand.requireFile("camera", camera, "a sensor.yaml"));
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
        : OpticsFiles.read(TerminalCommand.requireFile("optics", word, "an optics.yaml"));
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
