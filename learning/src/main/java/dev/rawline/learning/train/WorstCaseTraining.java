package dev.rawline.learning.train;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import java.util.Optional;

/**
 * Tolerance training, against the worst cameras of a box: min over the weights of max over θ of the
 * loss of some samples of every batch.
 */
public record WorstCaseTraining(
    @Described(
            meaning =
                "[lowest, highest] by names of θ, such as {gamma: [1.6, 3], black_level[0]: [0,"
                    + " 0.01]}; under a parameter's name each of its numbers varies independently",
            required = true)
        CameraBox box,
    @Described(
            meaning =
                "the number of gradient-ascent steps to the worst camera; 0 draws a random camera",
            min = 0,
            max = 1000)
        Integer steps,
    @Described(
            meaning = "the step size relative to each interval (default: 1 / steps)",
            above = 0,
            max = 1)
        Optional<Double> rate,
    @Described(
            meaning = "the fraction of every batch rendered by the worst camera",
            above = 0,
            max = 1)
        Double share) {

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if a number is out of its range; the message names all
   */
  public WorstCaseTraining {
    steps = steps == null ? 3 : steps;
    share = share == null ? Double.valueOf(0.5) : share;
    RangeChecks checks =
        new RangeChecks(WorstCaseTraining.class).check("steps", steps).check("share", share);
    rate.ifPresent(given -> checks.check("rate", given));
    checks.require("worst case");
  }

  /** Returns the length of a step, as a share of each interval's width. */
  public double stepWidth() {
    return rate.orElse(1.0 / Math.max(1, steps));
  }
}
