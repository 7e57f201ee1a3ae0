package dev.rawline.imaging.numeric;

/**
 * The discrete Fourier transform of one length, X_k = Σ_n x_n · exp(−2πi·k·n / N).
 *
 * <p>Powers of two are split into halves (Cooley and Tukey 1965); any other length is computed as a
 * convolution with a power of two (Bluestein 1970: k·n = (k² + n² − (k − n)²) / 2). Both need O(N
 * log N) operations.
 */
public final class Fourier {
  private final int length;

  /** exp(−2πi·k / N) for a power of two, exp(−πi·k² / N) for any other length; k = 0 … N − 1. */
  private final double[] cosines;

  private final double[] sines;

  /** The transform of the convolution; null for a power of two. */
  private final Fourier convolution;

  /** The transformed kernel of the convolution. */
  private final double[] kernelReal;

  private final double[] kernelImaginary;

  /**
   * Prepares transforms of one length.
   *
   * @param length the number N of samples, at least 1
   */
  public Fourier(int length) {
    this.length = length;
    cosines = new double[length];
    sines = new double[length];
    boolean powerOfTwo = Integer.bitCount(length) == 1;
    for (int k = 0; k < length; k++) {
      // k² is reduced before the multiplication by π, so that long transforms lose no digits.
      double halfTurns =
          powerOfTwo ? 2.0 * k / length : (double) ((long) k * k % (2L * length)) / length;
      cosines[k] = Math.cos(Math.PI * halfTurns);
      sines[k] = -Math.sin(Math.PI * halfTurns);
    }
    if (powerOfTwo) {
      convolution = null;
      kernelReal = null;
      kernelImaginary = null;
    } else {
      convolution = new Fourier(Integer.highestOneBit(2 * length - 1) * 2);
      kernelReal = new double[convolution.length];
      kernelImaginary = new double[convolution.length];
      for (int k = 0; k < length; k++) {
        int mirrored = (convolution.length - k) % convolution.length;
        kernelReal[k] = kernelReal[mirrored] = cosines[k];
        kernelImaginary[k] = kernelImaginary[mirrored] = -sines[k];
      }
      convolution.transform(kernelReal, kernelImaginary);
    }
  }

  /** Transforms N complex samples in place. */
  public void transform(double[] real, double[] imaginary) {
    if (convolution == null) {
      halve(real, imaginary);
    } else {
      convolve(real, imaginary);
    }
  }

  /** Transforms back in place: x_n = (1/N) Σ_k X_k · exp(+2πi·k·n / N). */
  public void inverse(double[] real, double[] imaginary) {
    // Swapping the parts of a complex number conjugates it, up to a factor i that swapping back
    // removes.
    transform(imaginary, real);
    for (int i = 0; i < length; i++) {
      real[i] /= length;
      imaginary[i] /= length;
    }
  }

  private void halve(double[] real, double[] imaginary) {
    for (int i = 1; i < length; i++) {
      int reversed = Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(length) + 1);
      if (reversed > i) {
        swap(real, i, reversed);
        swap(imaginary, i, reversed);
      }
    }
    for (int half = 1; half < length; half *= 2) {
      int step = length / (2 * half);
      for (int start = 0; start < length; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int even = start + k;
          int odd = even + half;
          double cosine = cosines[k * step];
          double sine = sines[k * step];
          double turnedReal = real[odd] * cosine - imaginary[odd] * sine;
          double turnedImaginary = real[odd] * sine + imaginary[odd] * cosine;
          real[odd] = real[even] - turnedReal;
          imaginary[odd] = imaginary[even] - turnedImaginary;
          real[even] += turnedReal;
          imaginary[even] += turnedImaginary;
        }
      }
    }
  }

  private void convolve(double[] real, double[] imaginary) {
    double[] a = new double[convolution.length];
    double[] b = new double[convolution.length];
    for (int k = 0; k < length; k++) {
      a[k] = real[k] * cosines[k] - imaginary[k] * sines[k];
      b[k] = real[k] * sines[k] + imaginary[k] * cosines[k];
    }
    convolution.transform(a, b);
    for (int i = 0; i < convolution.length; i++) {
      double product = a[i] * kernelReal[i] - b[i] * kernelImaginary[i];
      b[i] = a[i] * kernelImaginary[i] + b[i] * kernelReal[i];
      a[i] = product;
    }
    convolution.inverse(a, b);
    for (int k = 0; k < length; k++) {
      real[k] = a[k] * cosines[k] - b[k] * sines[k];
      imaginary[k] = a[k] * sines[k] + b[k] * cosines[k];
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
