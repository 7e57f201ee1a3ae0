package dev.rawline.data.statistics;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Rgb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statistics by which pictures are standardized before a model sees them: (v − mean) /
 * deviation, colour by colour.
 *
 * <p>Three sets of constants are published with the data. Those of views are for views [0, 1] of
 * the camera of the same name; those of mosaics for raw samples on the scale of the camera presets,
 * DN / (2^container bits − 1) for any white level (65535 for the published 16-bit files), before
 * the black level.
 */
public record Standardization(
    @Described(meaning = "the mean of each colour", required = true) Rgb mean,
    @Described(meaning = "the standard deviation of each colour", above = 0, required = true)
        Rgb deviation) {
  /** The published constants of the microscope's views. */
  public static final Standardization MICROSCOPE_VIEWS =
      new Standardization(new Rgb(0.91, 0.84, 0.94), new Rgb(0.08, 0.12, 0.05));

  /** The published constants of the drone's views. */
  public static final Standardization DRONE_VIEWS =
      new Standardization(new Rgb(0.35, 0.36, 0.35), new Rgb(0.12, 0.11, 0.12));

  /** The published constants of the microscope's mosaics, on the scale DN / 65535. */
  public static final Standardization MICROSCOPE_MOSAICS =
      new Standardization(new Rgb(0.5663, 0.1401, 0.0731), new Rgb(0.097, 0.0423, 0.008));

  private static final Map<String, Standardization> PUBLISHED =
      Map.of(
          "microscope-views", MICROSCOPE_VIEWS,
          "drone-views", DRONE_VIEWS,
          "microscope-mosaics", MICROSCOPE_MOSAICS);

  /** The names of the published constants, in alphabetical order. */
  public static final List<String> PRESETS = PUBLISHED.keySet().stream().sorted().toList();

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a mean is not finite, or a deviation not above 0
   */
  public Standardization {
    for (Colour colour : Colour.values()) {
      if (!Double.isFinite(mean.at(colour))
          || !(deviation.at(colour) > 0)
          || Double.isInfinite(deviation.at(colour))) {
        throw new IllegalArgumentException(
            "mean %s and deviation %s: expected finite means and deviations above 0; are all images of one uniform colour?"
                .formatted(mean, deviation));
      }
    }
  }

  /** Returns the published constants of a name, one of {@link #PRESETS}. */
  public static Optional<Standardization> preset(String name) {
    return Optional.ofNullable(PUBLISHED.get(name));
  }
}
