package dev.rawline.lab.forensics.search;

/**
 * The numbers of a camera → how a model does behind it, and how far its pictures are from those of
 * the default camera.
 *
 * <p>It is a pure function: the same numbers give the same bits. A search needs thousands of
 * values; whoever has to wait for them may end the search by a {@link
 * java.util.concurrent.CancellationException}.
 */
public interface Objective {

  /** Returns how many numbers the camera has. */
  int size();

  /** Returns whether {@link #slope} has an answer. */
  boolean hasSlope();

  /**
   * Returns how far pictures are from those of the default camera, 0 for the same; the model is not
   * evaluated, so that this takes a small part of the time of {@link #at}.
   *
   * @return NaN or infinity where the numbers make no picture
   */
  double closeness(double[] numbers);

  /**
   * Returns the gradient of {@link #closeness} by every number, 0 at the default camera; the model
   * is not evaluated.
   */
  double[] ofCloseness(double[] numbers);

  /** Returns how the model does. */
  Value at(double[] numbers);

  /** What is made large. */
  enum Criterion {
    /** The loss, which grows without end where an answer is wrong already. */
    LOSS,

    /** A smooth stand-in for the metric, such as the mean of 1 − the probability of the truth. */
    METRIC
  }

  /**
   * Returns how the model does, and the gradient of aim − factor · closeness by every number.
   *
   * @param factor what closeness weighs against the aim, at least 0
   * @throws UnsupportedOperationException if the model hands back no gradient
   */
  Slope slope(double[] numbers, Criterion aim, double factor);

  /**
   * How a model does behind a camera.
   *
   * @param metric the metric, of which more is better
   * @param loss the loss, of which less is better
   * @param closeness how far pictures are from those of the default camera, 0 for the same
   */
  record Value(double metric, double loss, double closeness) {
    /** Returns whether all three are numbers. */
    public boolean isFinite() {
      return Double.isFinite(metric) && Double.isFinite(loss) && Double.isFinite(closeness);
    }
  }

  /**
   * How a model does behind a camera, and which way is worse.
   *
   * @param value how it does
   * @param aimed the number that is made large
   * @param ofScore the gradient by the camera's numbers
   */
  @SuppressWarnings("ArrayRecordComponent") // as many numbers as a layer has samples, perhaps
  record Slope(Value value, double aimed, double[] ofScore) {}
}
