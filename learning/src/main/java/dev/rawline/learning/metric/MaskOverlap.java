package dev.rawline.learning.metric;

/**
 * The overlap of predicted and true masks, in pixels; counts of several pictures add up.
 *
 * @param both pixels that are of the object in both
 * @param predicted pixels that are of it in the prediction
 * @param truth pixels that are of it in truth
 */
public record MaskOverlap(long both, long predicted, long truth) {
  /** The least probability that makes a pixel one of the object. */
  public static final float THRESHOLD = 0.5f;

  /**
   * Counts the pixels of one picture.
   *
   * @param probabilities of each pixel, 0 to 1
   * @param truth 1 for the object, 0 for the background
   * @throws IllegalArgumentException if their numbers differ
   */
  public static MaskOverlap of(float[] probabilities, float[] truth) {
    if (probabilities.length != truth.length) {
      throw new IllegalArgumentException(
          "%d probabilities and a mask of %d pixels: expected as many"
              .formatted(probabilities.length, truth.length));
    }
    long both = 0;
    long predicted = 0;
    long objects = 0;
    for (int i = 0; i < truth.length; i++) {
      int object = probabilities[i] >= THRESHOLD ? 1 : 0;
      int is = truth[i] >= THRESHOLD ? 1 : 0;
      both += object & is;
      predicted += object;
      objects += is;
    }
    return new MaskOverlap(both, predicted, objects);
  }

  /** Returns intersection over union; 1 if neither has an object. */
  public double iou() {
    long union = predicted + truth - both;
    return union == 0 ? 1 : (double) both / union;
  }

  /** Returns Dice's coefficient, 2 · both / (predicted + truth); 1 where both are 0. */
  public double dice() {
    long each = predicted + truth;
    return each == 0 ? 1 : 2.0 * both / each;
  }
}
