package dev.rawline.learning.model;

import dev.rawline.imaging.random.RandomStream;

/**
 * How the first numbers of a layer's weights are drawn.
 *
 * <p>A layer has i · k numbers in and o · k numbers out at each place, of i channels in, o channels
 * out and a kernel of k places.
 */
public enum Initialization {
  /** Zeros: a layer that adds nothing at first. */
  ZERO,

  /** Normal, variance 2 / (o·k) (He, Zhang, Ren and Sun, ICCV 2015). */
  KAIMING_NORMAL_FAN_OUT,

  /** Uniform within ±√(6 / (i·k)) (He, Zhang, Ren and Sun, ICCV 2015). */
  KAIMING_UNIFORM_FAN_IN,

  /** Uniform within ±√(6 / (i·k + o·k)) (Glorot and Bengio, AISTATS 2010). */
  XAVIER_UNIFORM,

  /** Uniform within ±1/√(i·k), PyTorch's own for linear layers (LeCun and others, 1998). */
  UNIFORM_FAN_IN;

  /** Draws weights (channel out, channel in, place). */
  float[] draw(RandomStream random, int out, int in, int places) {
    int count = Math.multiplyExact(Math.multiplyExact(out, in), places);
    return switch (this) {
      case ZERO -> new float[count];
      case KAIMING_NORMAL_FAN_OUT -> {
        float[] numbers = new float[count];
        random.gaussians(numbers, 0, count);
        float deviation = (float) Math.sqrt(2.0 / ((double) out * places));
        for (int i = 0; i < count; i++) {
          numbers[i] *= deviation;
        }
        yield numbers;
      }
      case KAIMING_UNIFORM_FAN_IN ->
          uniform(random, count, Math.sqrt(6.0 / ((double) in * places)));
      case XAVIER_UNIFORM ->
          uniform(random, count, Math.sqrt(6.0 / (((double) in + out) * places)));
      case UNIFORM_FAN_IN -> uniform(random, count, 1 / Math.sqrt((double) in * places));
    };
  }

  static float[] uniform(RandomStream random, int count, double bound) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (bound * (2 * random.nextUniform() - 1));
    }
    return numbers;
  }
}
