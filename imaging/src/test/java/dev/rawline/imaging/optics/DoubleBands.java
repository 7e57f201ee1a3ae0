package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Picture;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Three bands of light in double precision, on which the definitions work. */
final class DoubleBands extends BandRows {
  final double[] samples;

  DoubleBands(int width, int height, double[] samples) {
    super(width, height);
    this.samples = samples;
  }

  /** Returns bands of zeros. */
  DoubleBands(int width, int height) {
    this(width, height, new double[Picture.CHANNELS * height * width]);
  }

  static DoubleBands of(Picture picture) {
    double[] wide = new double[picture.samples().length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = picture.samples()[i];
    }
    return new DoubleBands(picture.width(), picture.height(), wide);
  }

  /** Returns a copy of one colour's samples. */
  double[] plane(Colour colour) {
    int area = height * width;
    return Arrays.copyOfRange(samples, colour.plane() * area, (colour.plane() + 1) * area);
  }

  /** Replaces one colour's samples. */
  void put(Colour colour, double[] plane) {
    System.arraycopy(plane, 0, samples, colour.plane() * plane.length, plane.length);
  }

  @Override
  void read(int line, double[] into) {
    System.arraycopy(samples, line * width, into, 0, width);
  }

  @Override
  void write(int line, double[] from) {
    System.arraycopy(from, 0, samples, line * width, width);
  }

  DoubleBands map(DoubleUnaryOperator operation) {
    DoubleBands mapped = new DoubleBands(width, height);
    for (int i = 0; i < samples.length; i++) {
      mapped.samples[i] = operation.applyAsDouble(samples[i]);
    }
    return mapped;
  }

  /** Returns the sum over all samples of this light times the other's. */
  double product(DoubleBands other) {
    double sum = 0;
    for (int i = 0; i < samples.length; i++) {
      sum += samples[i] * other.samples[i];
    }
    return sum;
  }
}
