package dev.rawline.lab.evaluation;

import dev.rawline.imaging.frame.View;

/**
 * One sample as the same model saw it under two conditions.
 *
 * @param id which sample it is
 * @param trained how the model saw it as it was trained
 * @param tested how it saw it under the other condition
 */
public record SideBySide(String id, Side trained, Side tested) {

  /**
   * A picture, and the prediction of a model for it.
   *
   * @param condition what it was made under
   * @param view the picture
   * @param verdict the prediction, with its target
   */
  public record Side(String condition, View view, LabelledPrediction verdict) {}

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if the pictures' sizes differ
   */
  public SideBySide {
    View one = trained.view();
    View other = tested.view();
    if (one.width() != other.width() || one.height() != other.height()) {
      throw new IllegalArgumentException(
          "%s is %d × %d px under %s and %d × %d px under %s: expected one size"
              .formatted(
                  id,
                  one.width(),
                  one.height(),
                  trained.condition(),
                  other.width(),
                  other.height(),
                  tested.condition()));
    }
  }

  /** Returns whether the predicted class differs; never of masks and numbers. */
  public boolean isReclassified() {
    return trained.verdict() instanceof LabelledPrediction.OfClass before
        && tested.verdict() instanceof LabelledPrediction.OfClass after
        && before.predicted() != after.predicted();
  }

  /** Returns by how much a colour of a pixel differs, without its sign. */
  float difference(int sample) {
    return Math.abs(trained.view().samples()[sample] - tested.view().samples()[sample]);
  }
}
