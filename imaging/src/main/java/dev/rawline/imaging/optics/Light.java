package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Three bands of light in double precision, on which the definitions work. */
final class Light {
  final int width;
  final int height;
  final double[] samples;

  Light(int width, int height, double[] samples) {
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /** Returns darkness. */
  Light(int width, int height) {
    this(width, height, new double[Picture.CHANNELS * height * width]);
  }

  static Light of(Picture picture) {
    double[] wide = new double[picture.samples().length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = picture.samples()[i];
    }
    return new Light(picture.width(), picture.height(), wide);
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

  Light map(DoubleUnaryOperator operation) {
    Light mapped = new Light(width, height);
    for (int i = 0; i < samples.length; i++) {
      mapped.samples[i] = operation.applyAsDouble(samples[i]);
    }
    return mapped;
  }

  /** Returns the sum over all samples of this light times the other's. */
  double product(Light other) {
    return product(samples, other.samples);
  }

  static double product(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  Irradiance toIrradiance() {
    return new Irradiance(width, height, narrowed());
  }

  Radiance toRadiance(double spacing) {
    return new Radiance(width, height, spacing, narrowed());
  }

  private float[] narrowed() {
    float[] narrow = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      narrow[i] = (float) samples[i];
    }
    return narrow;
  }
}
