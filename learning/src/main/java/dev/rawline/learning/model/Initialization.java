package dev.rawline.learning.model;

import dev.rawline.imaging.random.RandomStream;

/**
 * How the first numbers of a layer's weights are drawn.
 *
 * <p>A layer has i · k numbers in and o · k numbers out at each place, of i channels in, o channels
 * out and a kernel of k places.
 */
enum Initialization {
  /** Normal, variance 2 / (o·k) (He, Zhang, Ren and Sun, ICCV 2015). */
  KAIMING_NORMAL_FAN_OUT {
    @Override
    float[] draw(RandomStream random, int out, int in, int places) {
      float[] numbers = new float[Math.multiplyExact(Math.multiplyExact(out, in), places)];
      random.gaussians(numbers, 0, numbers.length);
      float deviation = (float) Math.sqrt(2.0 / ((double) out * places));
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] *= deviation;
      }
      return numbers;
    }
  },

  /** Uniform within ±√(6 / (i·k)) (He, Zhang, Ren and Sun, ICCV 2015). */
  KAIMING_UNIFORM_FAN_IN {
    @Override
    float[] draw(RandomStream random, int out, int in, int places) {
      return uniform(random, out * in * places, Math.sqrt(6.0 / ((double) in * places)));
    }
  },

  /** Uniform within ±√(6 / (i·k + o·k)) (Glorot and Bengio, AISTATS 2010). */
  XAVIER_UNIFORM {
    @Override
    float[] draw(RandomStream random, int out, int in, int places) {
      return uniform(random, out * in * places, Math.sqrt(6.0 / (((double) in + out) * places)));
    }
  },

  /** Uniform within ±1/√(i·k), PyTorch's own for linear layers (LeCun and others, 1998). */
  UNIFORM_FAN_IN {
    @Override
    float[] draw(RandomStream random, int out, int in, int places) {
      return uniform(random, out * in * places, 1 / Math.sqrt((double) in * places));
    }
  };

  /** Draws weights (channel out, channel in, place). */
  abstract float[] draw(RandomStream random, int out, int in, int places);

  static float[] uniform(RandomStream random, int count, double bound) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (bound * (2 * random.nextUniform() - 1));
    }
    return numbers;
  }
}
