package dev.rawline.app.options;

import dev.rawline.data.config.CameraChoice;
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
}
