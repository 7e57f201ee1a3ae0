package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A number by which models are compared: its name, and its direction. */
public enum Metric {
  /** The share of samples whose class is right. */
  ACCURACY("accuracy", true),

  /** The mean of the recalls of all classes that occur. */
  BALANCED_ACCURACY("balanced_accuracy", true),

  /** The mean of the F1 of all classes that occur or were predicted. */
  MACRO_F1("macro_f1", true),

  /** By how much a model's confidence and its accuracy differ. */
  CALIBRATION_ERROR("expected_calibration_error", false),

  /** Intersection over union of all pixels together. */
  IOU("iou", true),

  /** The mean of the pictures' intersections over unions. */
  IOU_PER_IMAGE("iou_per_image", true),

  /** Dice's coefficient of all pixels together. */
  DICE("dice", true),

  /** The mean of the pictures' Dice coefficients. */
  DICE_PER_IMAGE("dice_per_image", true),

  /** The mean of the squared differences. */
  MEAN_SQUARE("mean_square", false),

  /** The mean of the differences' amounts. */
  MEAN_ABSOLUTE("mean_absolute", false),

  /** The share of the variance that is explained, R². */
  R_SQUARED("r_squared", true);

  private final String word;
  private final boolean higherIsBetter;

  Metric(String word, boolean higherIsBetter) {
    this.word = word;
    this.higherIsBetter = higherIsBetter;
  }

  /** Returns the metric of a name, as in a plan. */
  public static Optional<Metric> of(String name) {
    return Stream.of(values()).filter(metric -> metric.word.equals(name)).findFirst();
  }

  /** Returns whether more of it is better. */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** Returns whether it is a share, at most 1; otherwise it has the unit of the measured number. */
  public boolean isShare() {
    return this != MEAN_SQUARE && this != MEAN_ABSOLUTE;
  }

  /** Returns whether one number is better than another; none is better than itself. */
  public boolean better(double one, double other) {
    return higherIsBetter ? one > other : one < other;
  }

  /** Returns estimates by the names of their metrics; those that are not defined are left out. */
  static SequencedMap<String, Estimate> named(
      List<Metric> metrics, List<Optional<Estimate>> estimates) {
    LinkedHashMap<String, Estimate> named = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      String name = metrics.get(i).toString();
      estimates.get(i).ifPresent(estimate -> named.put(name, estimate));
    }
    return named;
  }

  @Override
  public String toString() {
    return word;
  }
}
