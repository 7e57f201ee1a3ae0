package dev.rawline.learning.joint;

import dev.rawline.learning.sample.PreparedSample;

/** The prediction of a model for one sample. */
public final class Prediction {
  private final PreparedSample sample;
  private final float[] numbers;
  private final int height;
  private final int width;

  Prediction(PreparedSample sample, float[] numbers, int height, int width) {
    this.sample = sample;
    this.numbers = numbers;
    this.height = height;
    this.width = width;
  }

  /** Returns the sample. */
  public PreparedSample sample() {
    return sample;
  }

  /**
   * Returns the probability of each class; that of an object at each pixel, in reading order; or
   * the number of a regression. Treat it as read-only.
   */
  public float[] numbers() {
    return numbers;
  }

  /** Returns the rows of what was predicted pixel by pixel; else 1. */
  public int height() {
    return height;
  }

  /** Returns the columns of what was predicted pixel by pixel; else how many numbers there are. */
  public int width() {
    return width;
  }
}
