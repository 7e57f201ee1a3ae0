package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import dev.rawline.learning.train.CameraBox;
import dev.rawline.learning.train.WorstCaseTraining;
import java.util.Optional;

/**
 * Tolerance training: some samples of every batch are seen by the camera of a box by which the
 * model errs most.
 */
public record WorstCaseTrainingPlan(
    @Described(
            meaning =
                "[lowest, highest] by names of θ, such as {gamma: [1.6, 3], black_level[0]: [0,"
                    + " 0.01]}; under a parameter's name each of its numbers moves by itself",
            required = true)
        CameraBoxKeys box,
    @Described(
            meaning = "steps of the ascent to the worst camera; 0 takes one that is drawn",
            min = 0,
            max = 1000)
        Integer steps,
    @Described(
            meaning =
                "how far a step goes, as a share of each interval (default: one over the steps)",
            above = 0,
            max = 1)
        Optional<Double> rate,
    @Described(
            meaning =
                "the share of every batch that the worst camera makes; the rest stays as it is",
            above = 0,
            max = 1)
        Double share) {

  /** Fills in the defaults. */
  public WorstCaseTrainingPlan {
    steps = steps == null ? 3 : steps;
    share = share == null ? Double.valueOf(0.5) : share;
  }

  /** Returns the cameras. */
  public CameraBox cameras() {
    return new CameraBox(box.intervals());
  }

  /** Returns what training does. */
  public WorstCaseTraining worstCase() {
    return new WorstCaseTraining(cameras(), steps, rate.orElse(1.0 / Math.max(1, steps)), share);
  }
}
