package dev.rawline.learning.sample;

import dev.rawline.imaging.frame.Mask;

/** What a model is to predict of one picture. */
public sealed interface Target {

  /**
   * It belongs to a class.
   *
   * @param number the place of the class among all, from 0
   */
  record OfClass(int number) implements Target {}

  /**
   * These of its pixels belong to an object.
   *
   * @param mask covers what the frame of the sample shows, and has its size or a multiple of it
   */
  record OfPixels(Mask mask) implements Target {}

  /**
   * It shows a number.
   *
   * @param value the number
   */
  record OfNumber(double value) implements Target {}
}
