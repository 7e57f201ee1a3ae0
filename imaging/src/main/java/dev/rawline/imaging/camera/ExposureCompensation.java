package dev.rawline.imaging.camera;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.Rendering;
import java.util.Optional;

/**
 * How much a picture is brightened: by a gain of 2^EV on the linear picture, before the gamma.
 *
 * <p>At 0 EV the white level of the sensor is white.
 */
public sealed interface ExposureCompensation {
  /** The share of the pixels that stay below white under automatic exposure. */
  double QUANTILE = 0.99;

  /**
   * A number of stops.
   *
   * @param ev the exposure compensation [EV], −20 to 20
   */
  record Fixed(double ev) implements ExposureCompensation {
    /** The picture as it is. */
    public static final Fixed NONE = new Fixed(0);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Fixed {
      ParameterChecks.requireRange("exposure", ev, "EV", -20, 20);
    }
  }

  /**
   * As many stops as bring the 99th percentile of the linear picture to white (1): of each pixel
   * its largest colour counts. Rounded to 0.01 EV.
   *
   * <p>The rule is that of dcraw's automatic brightness, which lets 1 % of the pixels clip.
   */
  record Automatic() implements ExposureCompensation {
    private static final int LEVELS = 1 << 16;

    double of(Isp chain, RawImage raw) {
      Rendering rendering = chain.rendering();
      Isp linear =
          new Isp(
              chain.mosaic(),
              new Rendering(rendering.demosaicing(), rendering.colour(), new Gamma(1, 0)));
      long[] counts = new long[LEVELS];
      linear.apply(
          raw,
          (_, _, band) -> {
            float[] samples = band.samples();
            int area = band.width() * band.height();
            for (int i = 0; i < area; i++) {
              float largest =
                  Math.max(samples[i], Math.max(samples[area + i], samples[2 * area + i]));
              counts[Math.min((int) (largest * LEVELS), LEVELS - 1)]++;
            }
          });
      long above = (long) Math.floor((1 - QUANTILE) * raw.width() * raw.height());
      int level = LEVELS - 1;
      for (long seen = counts[level]; seen <= above && level > 0; seen += counts[level]) {
        level--;
      }
      if (level == 0) {
        throw new IllegalArgumentException(
            "%.0f %% of the pixels are black, so there is no automatic exposure: give --exposure a number of stops [EV]"
                .formatted(100 * QUANTILE));
      }
      return Math.round(100 * Math.log((double) LEVELS / (level + 1)) / Math.log(2)) / 100.0;
    }
  }

  /**
   * Returns the exposure compensation of a word.
   *
   * @param word {@code auto}, or a number [EV]
   * @throws IllegalArgumentException if it is neither
   */
  static ExposureCompensation of(String word) {
    if (word.equals("auto")) {
      return new Automatic();
    }
    try {
      return new Fixed(Double.parseDouble(word));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "exposure is '%s': expected auto, or a number of stops [EV], such as 1.5".formatted(word),
          e);
    }
  }

  /**
   * Returns the exposure compensation of a picture [EV].
   *
   * @param chain the chain that renders it
   * @param camera the camera that normalises its mosaic
   * @param raw its mosaic
   * @throws IllegalArgumentException if it is automatic and the picture is black
   */
  default double ev(Isp chain, Camera camera, RawImage raw) {
    return switch (this) {
      case Fixed(double ev) -> ev;
      case Automatic automatic -> automatic.of(chain, camera.normalise(raw));
    };
  }

  /** Returns the value for a record: a number of stops [EV], or {@code auto}; none for 0 EV. */
  default Optional<Object> value() {
    return switch (this) {
      case Fixed(double ev) -> Optional.<Object>of(ev).filter(_ -> ev != 0);
      case Automatic() -> Optional.of("auto");
    };
  }
}
