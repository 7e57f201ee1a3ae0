package dev.rawline.lab.quality.effect;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * How far numbers of a camera may be moved to compensate a drift.
 *
 * @param black how far the black level, as a share of the range from black to white, above 0
 * @param factor by which factor each gain of the white balance, up or down, above 1
 */
public record CompensationBounds(
    @JsonProperty("black_within") double black, @JsonProperty("gains_within") double factor) {
  /** A tenth of the range, and twice the gain. */
  public static final CompensationBounds USUAL = new CompensationBounds(0.1, 2);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is outside its range; the message names all
   */
  public CompensationBounds {
    List<String> mistakes = new ArrayList<>();
    if (!(black > 0 && black <= 1)) {
      mistakes.add(
          "the black level may move by %s: expected above 0, at most 1 (share of the range)"
              .formatted(black));
    }
    if (!(factor > 1) || Double.isInfinite(factor)) {
      mistakes.add("gains may change by %s: expected a factor above 1".formatted(factor));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }
}
