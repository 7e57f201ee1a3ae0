package dev.rawline.studio.picture;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.learning.sample.CameraRanges;
import dev.rawline.learning.sample.CameraVariation;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an image would have been recorded by a camera that is not better in any respect.
 *
 * <p>It is drawn tile by tile ({@link RecordedTiles}), so that a part of an image has the same
 * electrons and the same noise whichever part is looked at.
 *
 * @param changes what differs, by {@link #NAMES}
 * @param variation the sensor that recorded it, and the one camera that would have; none where the
 *     image is as it was recorded
 */
public record Recording(Map<String, Double> changes, Optional<CameraVariation> variation) {
  private static final int SEED = 1;

  /** The reach of a Gaussian [σ], and what interpolation adds [px]. */
  private static final int DEVIATIONS = 4;

  private static final int LATTICE = 4;

  /** What can differ, in the order of the light path. */
  static final List<String> NAMES =
      List.of("light", "blur", "defocus", "read_noise", "gain", "bits");

  /**
   * One number that can differ.
   *
   * @param name its name
   * @param meaning what it is
   * @param unit its unit
   * @param lowest the least that a slider offers
   * @param highest the most that a slider offers
   * @param usual its value as it was recorded
   */
  record Key(
      String name, String meaning, String unit, double lowest, double highest, double usual) {}

  /** Returns what can differ from the recordings of a sensor. */
  static List<Key> keys(SensorSpec sensor) {
    Readout readout = Readout.of(sensor);
    double dark = readout.darkNoise() / readout.gain();
    return List.of(
        new Key("light", "share of the light", "", 0.01, 1, 1),
        new Key("blur", "added blur, σ", "px", 0, 5, 0),
        new Key("defocus", "added disc, diameter", "px", 0, 12, 0),
        new Key("read_noise", "noise in the dark", "e⁻", dark, 10 * dark + 20, dark),
        new Key("gain", "signal before conversion", "×", 0.25, 4, 1),
        new Key(
            "bits",
            "bits of the converter",
            "bits",
            Math.max(1, sensor.containerBits() - 8),
            sensor.adcBits(),
            sensor.adcBits()));
  }

  /** Copies the numbers. */
  public Recording {
    changes = Map.copyOf(changes);
  }

  /**
   * Returns a recording by what differs.
   *
   * @param values numbers by {@link #NAMES}
   * @param sensor the sensor that recorded
   * @throws IllegalArgumentException if there is a number of another name, something differs and no
   *     sensor is known, or the camera would be better than that sensor
   */
  static Recording of(Map<String, Double> values, Optional<SensorSpec> sensor) {
    for (String name : values.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "recording: there is no '%s': expected one of %s"
                .formatted(name, String.join(", ", NAMES)));
      }
    }
    if (values.isEmpty()) {
      return new Recording(values, Optional.empty());
    }
    CameraRanges camera =
        new CameraRanges(
            only(values, "light"),
            only(values, "gain"),
            only(values, "read_noise"),
            only(values, "blur"),
            only(values, "defocus"),
            only(values, "bits"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    SensorSpec known =
        sensor.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "electrons cannot be counted without the sensor that recorded: choose it"));
    return new Recording(values, Optional.of(new CameraVariation(camera, known)));
  }

  private static Optional<Range> only(Map<String, Double> values, String name) {
    return Optional.ofNullable(values.get(name)).map(value -> new Range(value, value));
  }

  /**
   * Returns a tile of an image as it would have been recorded: the seed of its electrons is its
   * place.
   *
   * @param raw the whole image [DN]
   * @param tile the part, which begins at even places
   * @throws java.util.NoSuchElementException if nothing differs
   */
  RawImage of(RawImage raw, Region tile) {
    CameraVariation camera = variation.orElseThrow();
    Seed seed = new Seed(SEED, "%d/%d".formatted(tile.left(), tile.top()));
    DrawnCamera drawn = camera.ranges().draw(seed);
    int reach =
        LATTICE
            + (int) Math.ceil(DEVIATIONS * drawn.blur().orElse(0.0))
            + (int) Math.ceil(drawn.defocus().orElse(0.0));
    Region around = tile.grown(reach, raw.width(), raw.height());
    RawImage part = raw.crop(around.top(), around.left(), around.height(), around.width());
    return camera
        .recapture(part, drawn, seed)
        .crop(tile.top() - around.top(), tile.left() - around.left(), tile.height(), tile.width());
  }
}
