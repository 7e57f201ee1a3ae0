package dev.rawline.data.tile;

import dev.rawline.imaging.frame.Mask;
import java.util.Optional;

/**
 * Masks → classes: a picture shows an object if more than a share of it is objects, and none if
 * nothing is; pictures in between are ambiguous and excluded.
 *
 * @param threshold the share that objects must cover more of, 0 to below 1
 * @param present the class of pictures with an object
 * @param absent the class of pictures without
 */
public record MaskClassRule(double threshold, String present, String absent) {
  /** As published for the drone's tiles: more than 1 % of cars, or none. */
  public static final MaskClassRule PUBLISHED = new MaskClassRule(0.01, "car", "no car");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the threshold lies outside, or both classes are one
   */
  public MaskClassRule {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "the threshold is %s: expected 0 to below 1 (fraction of the image)"
              .formatted(threshold));
    }
    if (present.equals(absent)) {
      throw new IllegalArgumentException(
          "both classes are called '%s': expected two names".formatted(present));
    }
  }

  /** Returns the class of a picture with this mask; empty if it is left out. */
  public Optional<String> of(Mask mask) {
    double coverage = mask.coverage();
    if (coverage > threshold) {
      return Optional.of(present);
    }
    return coverage == 0 ? Optional.of(absent) : Optional.empty();
  }
}
