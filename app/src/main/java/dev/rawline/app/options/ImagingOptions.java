package dev.rawline.app.options;

import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The camera that images scenes: its sensor and its lens. */
public final class ImagingOptions {
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

  /** Takes a camera of the published data where none is given. */
  public void prefer(String published) {
    if (camera == null && SensorSpec.preset(published).isPresent()) {
      camera = published;
    }
  }

  /**
   * Requires a camera.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public void requireGiven() {
    TerminalCommand.requireGiven(
        camera, "--camera CAMERA: drone, microscope, or the path of a sensor.yaml");
  }

  /**
   * Returns the sensor.
   *
   * @throws ConfigurationException if the file does not describe one
   */
  public SensorSpec sensor() throws ConfigurationException {
    Optional<SensorSpec> preset = SensorSpec.preset(camera);
    return preset.isPresent()
        ? preset.get()
        : DescriptionFiles.SENSOR.read(
            TerminalCommand.requireFile("camera", camera, "a sensor.yaml"));
  }

  /**
   * Returns the lens.
   *
   * @throws IllegalArgumentException if a camera of a file has none
   * @throws ConfigurationException if the file does not describe one
   */
  public OpticsSpec optics() throws ConfigurationException {
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
}
