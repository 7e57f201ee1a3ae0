package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The parts of a pattern, against the standard's formulas written out and against the truth. */
class SpatialVariancesTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 50;
  private static final FrameFormat FORMAT =
      new FrameFormat(WIDTH, HEIGHT, Optional.empty(), 14, 14);

  private static SpatialStack stack(
      long seed, double row, double column, double pixel, double noise) {
    Random random = new Random(seed);
    double[] pattern = new double[WIDTH * HEIGHT];
    double[] columns = random.doubles(WIDTH).map(u -> column * random.nextGaussian()).toArray();
    double ofRow = 0;
    for (int i = 0; i < pattern.length; i++) {
      ofRow = i % WIDTH == 0 ? row * random.nextGaussian() : ofRow;
      pattern[i] = 2000 + ofRow + columns[i % WIDTH] + pixel * random.nextGaussian();
    }
    SpatialStack stack = new SpatialStack(FORMAT);
    for (int frame = 0; frame < 16; frame++) {
      float[] samples = new float[pattern.length];
      // The lamp may flicker: what whole frames share is no noise of the pixels.
      double lamp = noise == 0 ? 0 : 3 * random.nextGaussian();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) Math.rint(pattern[i] + lamp + noise * random.nextGaussian());
      }
      stack.add(
          new NamedFrame(
              "frame " + frame,
              new RawImage(
                  WIDTH, HEIGHT, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(14))));
    }
    return stack;
  }

  @Test
  void partsMatchTheStandard() {
    SpatialStack stack = stack(3, 20, 30, 40, 0);
    double mean = 0;
    double[] rows = new double[HEIGHT];
    double[] columns = new double[WIDTH];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      mean += stack.mean(i) / (WIDTH * HEIGHT);
      rows[i / WIDTH] += stack.mean(i) / WIDTH;
      columns[i % WIDTH] += stack.mean(i) / HEIGHT;
    }
    double all = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      all += (stack.mean(i) - mean) * (stack.mean(i) - mean) / (WIDTH * HEIGHT - 1);
    }
    double rav = variance(rows, mean);
    double cav = variance(columns, mean);
    double n = WIDTH * HEIGHT;
    double divisor = n - WIDTH - HEIGHT;
    SpatialVariances variances = SpatialVariances.of(stack, Channel.MONOCHROME);
    SpatialVariances.Parts parts = variances.parts();
    assertThat(variances.temporal()).isCloseTo(0, within(1e-9));
    assertThat(variances.mean()).isCloseTo(mean, within(1e-9));
    assertThat(parts.total()).isCloseTo(all, within(1e-6));
    assertThat(parts.pixel()).isCloseTo(n / divisor * (all - cav - rav), within(1e-6));
    assertThat(parts.column())
        .isCloseTo((n - HEIGHT) / divisor * cav - WIDTH / divisor * (all - rav), within(1e-6));
    assertThat(parts.row())
        .isCloseTo((n - WIDTH) / divisor * rav - HEIGHT / divisor * (all - cav), within(1e-6));
  }

  private static double variance(double[] lines, double mean) {
    double sum = 0;
    for (double line : lines) {
      sum += (line - mean) * (line - mean);
    }
    return sum / (lines.length - 1);
  }

  @Test
  void flickerAndNoiseDoNotChangeThePattern() {
    int stacks = 100;
    double[] sums = new double[4];
    double temporal = 0;
    for (int seed = 0; seed < stacks; seed++) {
      SpatialVariances variances =
          SpatialVariances.of(stack(seed, 2, 3, 4, 20), Channel.MONOCHROME);
      SpatialVariances.Parts parts = variances.parts();
      sums[0] += parts.row() / stacks;
      sums[1] += parts.column() / stacks;
      sums[2] += parts.pixel() / stacks;
      sums[3] += parts.total() / stacks;
      temporal += variances.temporal() / stacks;
    }
    // Five standard errors: rows √(2/49)·4.7/10, columns √(2/59)·9.8/10, pixels √(2/3000)·41/10.
    assertThat(sums[0]).isCloseTo(4, within(0.5));
    assertThat(sums[1]).isCloseTo(9, within(0.9));
    assertThat(sums[2]).isCloseTo(16 + 1 / 12.0 / 16, within(0.55));
    assertThat(sums[3]).isCloseTo(29, within(1.2));
    assertThat(temporal).isCloseTo(400 + 1 / 12.0, within(0.5));
  }
}
