package dev.rawline.studio.picture;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.views.Development;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A light path as a client describes it.
 *
 * @param image the id of an open image
 * @param camera whose numbers make the image normalised: a preset's name, {@code file} (those of
 *     the raw file itself), or {@code data} (those of its data set); none for the first of {@link
 *     #cameras}
 * @param stages the processing, as in an {@code isp.yaml}; none for that of the view
 * @param view one of the twelve views; none for menon-unsharp-median
 * @param sensor the sensor that recorded: a preset's name; none for that of the data set
 * @param recording what differs in the recording, by {@link Recording#NAMES}
 */
public record PathRequest(
    String image,
    Optional<String> camera,
    Optional<List<Map<String, Object>>> stages,
    Optional<String> view,
    Optional<String> sensor,
    Optional<Map<String, Double>> recording) {
  static final String DATA = "data";
  static final String FILE = "file";
  private static final Path NAME = Path.of("isp.yaml");

  /**
   * Returns the light path.
   *
   * @throws IllegalArgumentException if a name is unknown, or a number is outside its range
   * @throws IOException if the image cannot be read, or the stages have mistakes
   */
  public LightPath path(OpenImages images) throws IOException {
    OpenImage open = images.of(image);
    CameraChoice choice = choice(open);
    Camera used = choice.of(open.raw(), open.file());
    Isp isp =
        stages.isPresent()
            ? IspFiles.of(JsonFile.text(Map.of("stages", stages.get())), NAME, used)
            : developed(open, Isp.of(used, view.map(ViewName::parse).orElse(ViewName.USUAL)), used);
    Optional<SensorSpec> recorded = sensor(open);
    return new LightPath(
        open, used, isp, recorded, Recording.of(recording.orElse(Map.of()), recorded));
  }

  /**
   * Returns the processing of a view as the command {@code process} has it by default: with a
   * file's own camera, highlights are clipped.
   */
  Isp developed(OpenImage open, Isp isp, Camera used) {
    return new Development(Optional.empty(), ExposureCompensation.Fixed.NONE)
        .of(choice(open), used, isp, open.raw());
  }

  /** Returns the cameras that an image can be rendered by, the likeliest first. */
  static List<String> cameras(OpenImage image) {
    List<String> words = new ArrayList<>();
    image.camera().ifPresent(_ -> words.add(DATA));
    try {
      Camera.of(image.raw());
      words.add(FILE);
    } catch (IllegalArgumentException e) {
      // Its own metadata do not describe one.
    }
    Camera.PRESETS.forEach(preset -> words.add(preset.name()));
    return words;
  }

  /** Returns whose camera it is. */
  String camera(OpenImage open) {
    return camera.orElseGet(() -> cameras(open).getFirst());
  }

  private CameraChoice choice(OpenImage open) {
    String word = camera(open);
    if (word.equals(DATA)) {
      return new CameraChoice.Fixed(
          open.camera()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "%s is of no data set with a camera.yaml: choose another camera"
                              .formatted(open.name()))));
    }
    if (word.equals(FILE)) {
      return new CameraChoice.FromFile();
    }
    // The path of a file could be anybody's.
    return new CameraChoice.Fixed(
        Camera.preset(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no camera '%s': expected data, file, %s"
                            .formatted(
                                word,
                                String.join(
                                    ", ", Camera.PRESETS.stream().map(Camera::name).toList())))));
  }

  private Optional<SensorSpec> sensor(OpenImage open) {
    return sensor.isEmpty()
        ? open.sensor()
        : Optional.of(
            SensorSpec.preset(sensor.get())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "there is no sensor '%s': expected one of %s"
                                .formatted(
                                    sensor.get(),
                                    String.join(
                                        ", ",
                                        SensorSpec.PRESETS.stream()
                                            .map(SensorSpec::name)
                                            .toList())))));
  }
}
