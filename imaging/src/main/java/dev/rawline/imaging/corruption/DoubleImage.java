package dev.rawline.imaging.corruption;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import java.util.function.DoubleUnaryOperator;

/** One or three planes in double precision, on which the definitions work. */
final class DoubleImage {
  final int channels;
  final int height;
  final int width;

  /** In the order (channel, row, column). */
  final double[] samples;

  DoubleImage(int channels, int height, int width, double[] samples) {
    if (samples.length != channels * height * width) {
      throw new IllegalArgumentException(
          "%d planes of %d×%d pixels, but %d samples"
              .formatted(channels, width, height, samples.length));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.samples = samples;
  }

  DoubleImage(int channels, int height, int width) {
    this(channels, height, width, new double[channels * height * width]);
  }

  /** Returns a view's planes, clipped to [0, 1]. */
  static DoubleImage clipped(View view) {
    float[] samples = view.samples();
    double[] clipped = new double[samples.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = clip(samples[i]);
    }
    return new DoubleImage(Picture.CHANNELS, view.height(), view.width(), clipped);
  }

  /** Returns the planes as a view, clipped to [0, 1]. */
  View clippedView() {
    float[] clipped = new float[samples.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = (float) clip(samples[i]);
    }
    return new View(width, height, clipped);
  }

  /** Returns planes of the same shape, all zero. */
  DoubleImage blank() {
    return new DoubleImage(channels, height, width);
  }

  DoubleImage copy() {
    return new DoubleImage(channels, height, width, samples.clone());
  }

  /** Returns the number of pixels. */
  int area() {
    return height * width;
  }

  /** Returns the index of the first sample of a row of a plane. */
  int row(int channel, int row) {
    return (channel * height + row) * width;
  }

  DoubleImage map(DoubleUnaryOperator operation) {
    DoubleImage mapped = blank();
    for (int i = 0; i < samples.length; i++) {
      mapped.samples[i] = operation.applyAsDouble(samples[i]);
    }
    return mapped;
  }

  static double clip(double sample) {
    return Math.min(Math.max(sample, 0), 1);
  }
}
