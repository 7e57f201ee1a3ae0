package dev.rawline.app.options;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.camera.Camera;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --camera}: whose numbers render. */
public final class CameraOption {
  @Option(
      names = "--camera",
      paramLabel = "CAMERA",
      completionCandidates = OptionValues.RenderingCameras.class,
      description = {
        "The camera that supplies black level, white balance and colour matrix:",
        "  drone, microscope   the cameras of the published data",
        "  file                each raw file's own metadata (default)",
        "  PATH                a camera.yaml"
      })
  private CameraChoice choice = new CameraChoice.FromFile();

  public CameraChoice choice() {
    return choice;
  }

  /** Returns the word of the camera for a data set: that of its sensor, or else of its files. */
  public static String word(DataSet dataSet) throws IOException {
    Optional<String> sensor =
        dataSet.sensor().isPresent()
            ? Optional.of(DescriptionFiles.SENSOR.read(dataSet.sensor().get()).name())
            : Optional.empty();
    return sensor.filter(name -> Camera.preset(name).isPresent()).orElse("file");
  }
}
