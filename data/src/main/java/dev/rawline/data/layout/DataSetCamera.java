package dev.rawline.data.layout;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.store.PublishedDataSet;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the camera that a data set states. */
public final class DataSetCamera {
  private DataSetCamera() {}

  /**
   * Returns the name of the preset that the data set's sensor has, if any.
   *
   * @throws IOException if its {@code sensor.yaml} cannot be read
   */
  public static Optional<String> preset(DataSet set) throws IOException {
    return set.sensor().isEmpty()
        ? Optional.empty()
        : Optional.of(DescriptionFiles.SENSOR.read(set.sensor().get()).name())
            .filter(name -> Camera.preset(name).isPresent());
  }

  /**
   * Returns the data set's {@code camera.yaml}.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static Path required(DataSet set) {
    return set.camera()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "camera is data, but data set %s has no %s: name drone, microscope, file or the path of a camera.yaml (simulate writes one with the data set)"
                        .formatted(set.name(), DataSet.CAMERA)));
  }

  /**
   * Returns the camera that a data set states by its first picture: {@code file} if the picture has
   * all that a camera needs, else the preset that it or a published data set names.
   *
   * @return its word in plans; empty if the picture is processed already
   * @throws IllegalArgumentException if it states none
   * @throws IOException if the picture cannot be read
   */
  public static Optional<String> of(DataSet set) throws IOException {
    if (!(set.samples().getFirst().picture() instanceof RawPicture picture)) {
      return Optional.empty();
    }
    RawImage raw = picture.read();
    try {
      Camera _ = Camera.of(raw);
      return Optional.of("file");
    } catch (IllegalArgumentException incomplete) {
      Optional<Camera> preset =
          raw.calibration()
              .camera()
              .flatMap((SourcedValue<String> name) -> Camera.preset(name.value()))
              .or(() -> ofPublished(set.name()));
      if (preset.isEmpty()) {
        String lacks = incomplete.getMessage();
        throw new IllegalArgumentException(
            "data set %s does not state its camera (%s: %s): name it with --camera drone, microscope, file or a camera.yaml"
                .formatted(set.name(), picture.name(), lacks.substring(0, lacks.indexOf(": "))),
            incomplete);
      }
      return preset.map(Camera::name);
    }
  }

  private static Optional<Camera> ofPublished(String name) {
    if (name.equals(PublishedDataSet.RAW_MICROSCOPY.name())) {
      return Optional.of(Camera.MICROSCOPE);
    }
    return name.equals(PublishedDataSet.RAW_DRONE.name())
        ? Optional.of(Camera.DRONE)
        : Optional.empty();
  }
}
