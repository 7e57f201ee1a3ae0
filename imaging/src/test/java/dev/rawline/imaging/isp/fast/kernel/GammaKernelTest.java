package dev.rawline.imaging.isp.fast.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.numeric.Lanes;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GammaKernelTest {
  private static final int COUNT = 1 << 16;

  @Test
  void matchesTheCurveOverAllMagnitudes() {
    Random random = new Random(Seeds.next("gamma"));
    double[] gammas = {2.2, 1, 0.5, 1.8, 2.4, 6, random.nextDouble(0.2, 6)};
    for (double gamma : gammas) {
      Gamma curve = new Gamma(gamma, random.nextBoolean() ? 0 : 1e-5);
      float[] in = new float[COUNT];
      for (int i = 0; i < COUNT; i++) {
        double magnitude = Math.pow(2, -random.nextDouble(150) * random.nextDouble());
        in[i] = (float) (magnitude * (i % 8 == 0 ? -1 : i % 8 == 1 ? 3 : 1));
      }
      float[] out = curved(curve, in);
      for (int i = 0; i < COUNT; i++) {
        double clipped = Math.min(Math.max(in[i], curve.floor()), 1);
        assertThat((double) out[i])
            .as("%s of %s", curve, in[i])
            .isCloseTo(Math.pow(clipped, 1 / gamma), within(4e-6));
      }
    }
  }

  @Test
  void keepsBlackAndWhiteExactly() {
    float[] in = {0, -0f, -1, 1, Math.nextUp(1f), 7, Float.POSITIVE_INFINITY, -1e-30f};
    assertThat(curved(Gamma.DEFAULT, in)).containsExactly(0, 0, 0, 1, 1, 1, 1, 0);
  }

  @Test
  void staysInTheVisibleRange() {
    float[] in = new float[COUNT];
    int nearOne = Float.floatToRawIntBits(1) - COUNT;
    for (int i = 0; i < COUNT; i++) {
      in[i] = Float.intBitsToFloat(nearOne + i);
    }
    for (float value : curved(Gamma.DEFAULT, in)) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  private static float[] curved(Gamma curve, float[] values) {
    int margin = Lanes.COUNT;
    float[] in = new float[values.length + 2 * margin];
    System.arraycopy(values, 0, in, margin, values.length);
    float[] luma = new float[in.length];
    float[] out = new float[values.length];
    new GammaKernel(curve).row(in, margin, luma, margin, luma, margin, out, 0, values.length);
    return out;
  }
}
