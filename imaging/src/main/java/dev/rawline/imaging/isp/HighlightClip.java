package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/**
 * Highlight clip: clips white-balanced colours at the level where the first of them saturates.
 *
 * <p>out_c = min(in_c, level). Without it a blown highlight, in which every raw colour has reached
 * the white level, gets the hue of the largest white-balance gain; clipped at the smallest gain
 * times the white level it stays neutral.
 *
 * <p>Backwards the gradient passes where in_c ≤ level, the level itself included, and goes to the
 * level elsewhere. The level is a camera parameter, so an optimizer keeps it fixed by default.
 *
 * <pre>{@code
 * HighlightClip clip = camera.highlightClip(raw); // the level from white level and gains
 * LinearRgb neutral = clip.apply(balanced);
 * }</pre>
 */
@FileWord("highlight_clip")
public record HighlightClip(
    @Learnable(
            name = "highlight_clip.level",
            unit = "normalised",
            lowest = 1e-6,
            highest = Double.MAX_VALUE,
            fixed = true)
        @Described(
            meaning = "the white level times the smallest white-balance gain",
            unit = "normalised",
            above = 0)
        double level)
    implements ColourStage {

  /** The clip level if the white level is 1 and the smallest white-balance gain is 1. */
  public static final HighlightClip DEFAULT = new HighlightClip(1);

  /**
   * Checks the level.
   *
   * @throws IllegalArgumentException if the level is not above 0
   */
  public HighlightClip {
    RangeChecks.require(HighlightClip.class, "level", level);
  }

  Planes plain(Planes rgb) {
    return rgb.map(value -> Math.min(value, level));
  }

  Planes back(Planes rgb, Planes cotangent, double[] gradient) {
    Planes input = rgb.blank();
    for (int i = 0; i < rgb.samples.length; i++) {
      if (rgb.samples[i] <= level) {
        input.samples[i] = cotangent.samples[i];
      } else {
        gradient[0] += cotangent.samples[i];
      }
    }
    return input;
  }
}
