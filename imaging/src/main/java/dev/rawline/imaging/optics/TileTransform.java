package dev.rawline.imaging.optics;

/**
 * The Fourier transform of a square tile whose side is a power of two, for convolutions.
 *
 * <p>Frequencies are in bit-reversed order, rows and columns exchanged: a product of two spectra
 * does not need reordering. Whole rows are added and rotated at once, each in its own array,
 * because the compiler vectorises such loops.
 */
final class TileTransform {
  private static final int BLOCK = 16;

  private final int side;
  private final double[] cosines;
  private final double[] sines;

  TileTransform(int side) {
    this.side = side;
    cosines = new double[side / 2];
    sines = new double[side / 2];
    for (int k = 0; k < side / 2; k++) {
      cosines[k] = StrictMath.cos(2 * Math.PI * k / side);
      sines[k] = -StrictMath.sin(2 * Math.PI * k / side);
    }
  }

  /** Transforms complex samples in place. */
  void transform(double[][] real, double[][] imaginary) {
    forward(real, imaginary);
    transpose(real);
    transpose(imaginary);
    forward(real, imaginary);
  }

  /** Transforms back in place, without the factor 1/side². */
  void inverse(double[][] real, double[][] imaginary) {
    backward(real, imaginary);
    transpose(real);
    transpose(imaginary);
    backward(real, imaginary);
  }

  private void forward(double[][] real, double[][] imaginary) {
    for (int half = side / 2; half >= 1; half /= 2) {
      int step = side / (2 * half);
      for (int start = 0; start < side; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int one = start + k;
          int other = one + half;
          double cosine = cosines[k * step];
          double sine = sines[k * step];
          part(real[one], imaginary[one], real[other], imaginary[other], cosine, sine);
        }
      }
    }
  }

  private void backward(double[][] real, double[][] imaginary) {
    for (int half = 1; half < side; half *= 2) {
      int step = side / (2 * half);
      for (int start = 0; start < side; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int one = start + k;
          int other = one + half;
          double cosine = cosines[k * step];
          double sine = -sines[k * step];
          join(real[one], imaginary[one], real[other], imaginary[other], cosine, sine);
        }
      }
    }
  }

  /** (a, b) becomes (a + b, (a − b) · turn). */
  private static void part(
      double[] realA,
      double[] imaginaryA,
      double[] realB,
      double[] imaginaryB,
      double c,
      double s) {
    for (int i = 0; i < realA.length; i++) {
      double real = realA[i] - realB[i];
      double imaginary = imaginaryA[i] - imaginaryB[i];
      realA[i] = realA[i] + realB[i];
      imaginaryA[i] = imaginaryA[i] + imaginaryB[i];
      realB[i] = real * c - imaginary * s;
      imaginaryB[i] = real * s + imaginary * c;
    }
  }

  /** (a, b) becomes (a + b · turn, a − b · turn). */
  private static void join(
      double[] realA,
      double[] imaginaryA,
      double[] realB,
      double[] imaginaryB,
      double c,
      double s) {
    for (int i = 0; i < realA.length; i++) {
      double real = realB[i] * c - imaginaryB[i] * s;
      double imaginary = realB[i] * s + imaginaryB[i] * c;
      realB[i] = realA[i] - real;
      imaginaryB[i] = imaginaryA[i] - imaginary;
      realA[i] = realA[i] + real;
      imaginaryA[i] = imaginaryA[i] + imaginary;
    }
  }

  private void transpose(double[][] tile) {
    for (int top = 0; top < side; top += BLOCK) {
      for (int left = 0; left <= top; left += BLOCK) {
        for (int row = top; row < Math.min(side, top + BLOCK); row++) {
          int end = Math.min(row, left + BLOCK);
          double[] here = tile[row];
          for (int column = left; column < end; column++) {
            double sample = here[column];
            here[column] = tile[column][row];
            tile[column][row] = sample;
          }
        }
      }
    }
  }

  /** Multiplies a spectrum by another, or by its conjugate, in place. */
  static void multiply(
      double[] real, double[] imaginary, double[] byReal, double[] byImaginary, double sign) {
    for (int i = 0; i < real.length; i++) {
      double product = real[i] * byReal[i] - sign * imaginary[i] * byImaginary[i];
      imaginary[i] = imaginary[i] * byReal[i] + sign * real[i] * byImaginary[i];
      real[i] = product;
    }
  }
}
