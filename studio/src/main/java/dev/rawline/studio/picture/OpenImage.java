package dev.rawline.studio.picture;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.SensorSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A raw image that is looked at.
 *
 * @param id what requests call it
 * @param file its file
 * @param words what a command calls it: its path, or its name where the server has a copy only
 * @param raw its samples
 * @param histogram how often they have which value
 * @param camera the camera that renders it, where a {@code camera.yaml} of its data set says so
 * @param sensor the sensor that recorded it, where a {@code sensor.yaml} of its data set says so
 * @param recorded it as other cameras would have recorded it
 */
public record OpenImage(
    String id,
    Path file,
    String words,
    RawImage raw,
    RawHistogram histogram,
    Optional<Camera> camera,
    Optional<SensorSpec> sensor,
    RecordedTiles recorded) {
  /** An image that nobody has looked at. */
  OpenImage(
      String id,
      Path file,
      String words,
      RawImage raw,
      RawHistogram histogram,
      Optional<Camera> camera,
      Optional<SensorSpec> sensor) {
    this(id, file, words, raw, histogram, camera, sensor, new RecordedTiles(raw));
  }

  /** Returns the name of its file. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /** Returns the memory that it takes at most [bytes]. */
  long bytes() {
    return (1L + RecordedTiles.MOST_RECORDINGS) * Float.BYTES * raw.samples().length;
  }
}
