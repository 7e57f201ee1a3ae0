package dev.rawline.data.config;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.RawImage;
import java.nio.file.Path;

/** Whose numbers render a raw file. */
public sealed interface CameraChoice {

  /** One camera for every file. */
  record Fixed(Camera camera) implements CameraChoice {}

  /** For every file the camera that its own metadata describes. */
  record FromFile() implements CameraChoice {}

  /**
   * Returns the choice of a word.
   *
   * @param word a preset's name, {@code file}, or the path of a {@code camera.yaml}
   * @throws IllegalArgumentException if it is none of them; the message lists what is possible
   * @throws ConfigurationException if the file does not describe a camera; the message lists every
   *     problem
   */
  static CameraChoice of(String word) throws ConfigurationException {
    if (word.equals("file")) {
      return new FromFile();
    }
    return new Fixed(
        DescriptionFiles.named(
            DescriptionFiles.CAMERA,
            word,
            Camera.PRESETS,
            Camera::name,
            "'file' (the raw file's own metadata), "));
  }

  /** Rejects a file that does not describe its camera, and shows the sidecar that would. */
  private static RejectedFileException incomplete(
      RawImage raw, Path file, IllegalArgumentException e) {
    Path sidecar = RawFiles.sidecar(file);
    try {
      return new RejectedFileException(
          file,
          e.getMessage().substring(0, e.getMessage().indexOf(": ")),
          "give them in a sidecar next to the file, or name a camera with --camera.%nThe sidecar %s%s:%n%n%s"
              .formatted(
                  sidecar,
                  raw.cfa().hasFilters()
                      ? " (where the white balance is new, the mean of this picture is grey by it;"
                          + " of a monochrome camera, cfa: monochrome and the levels are enough)"
                      : "",
                  RawFiles.completedSidecar(raw, file)),
          e);
    } catch (ConfigurationException broken) {
      return new RejectedFileException(
          file, "has a sidecar with problems: " + broken.getMessage(), "correct or remove it");
    }
  }

  /** Returns the camera's name, or {@code file}. */
  default String word() {
    return switch (this) {
      case Fixed fixed -> fixed.camera().name();
      case FromFile() -> "file";
    };
  }

  /**
   * Returns the camera that renders a raw image.
   *
   * @throws RejectedFileException if the file's metadata should describe it but does not
   */
  default Camera of(RawImage raw, Path file) throws RejectedFileException {
    return switch (this) {
      case Fixed fixed -> fixed.camera();
      case FromFile() -> {
        try {
          yield Camera.of(raw);
        } catch (IllegalArgumentException e) {
          throw incomplete(raw, file, e);
        }
      }
    };
  }
}
