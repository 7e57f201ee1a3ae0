package dev.rawline.learning.sample;

import dev.rawline.imaging.frame.Mask;

/** The target of one picture. */
public sealed interface Target {

  /**
   * Its class.
   *
   * @param number the place of the class among all, from 0
   */
  record OfClass(int number) implements Target {}

  /**
   * The pixels of its objects.
   *
   * @param mask covers the frame of the sample, and has its size or a multiple of it
   */
  record OfPixels(Mask mask) implements Target {}

  /**
   * It shows a number.
   *
   * @param value the number
   */
  record OfNumber(double value) implements Target {}
}
