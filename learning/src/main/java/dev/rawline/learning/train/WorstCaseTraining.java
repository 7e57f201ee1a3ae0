package dev.rawline.learning.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Training against the worst cameras of a box: min over the weights of max over θ of the loss.
 *
 * @param box the cameras
 * @param steps of ascent on θ, at least 0; with none a camera is drawn from the box
 * @param rate how far a step goes, as a share of each interval's width, above 0, at most 1
 * @param share of each batch that the worst camera makes, above 0, at most 1; the rest stays as it
 *     is
 */
public record WorstCaseTraining(CameraBox box, int steps, double rate, double share) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one has no meaning; the message names all that have none
   */
  public WorstCaseTraining {
    List<String> mistakes = new ArrayList<>();
    if (steps < 0) {
      mistakes.add("steps is %d: expected at least 0 (steps of ascent)".formatted(steps));
    }
    requireShare("rate", rate, "share of an interval's width", mistakes);
    requireShare("share", share, "share of a batch", mistakes);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException("worst case: " + String.join("; ", mistakes));
    }
  }

  private static void requireShare(String name, double value, String unit, List<String> mistakes) {
    if (!(value > 0 && value <= 1)) {
      mistakes.add("%s is %s: expected above 0 and at most 1 (%s)".formatted(name, value, unit));
    }
  }
}
