package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Helpers for tests of the fast twins: random mosaics and cameras, and tolerances. */
public final class EngineAgreement {
  /** Tiny, odd and prime sizes, and widths around whole vectors and strips; width × height. */
  public static final List<int[]> SIZES =
      List.of(
          new int[][] {
            {2, 2},
            {2, 3},
            {3, 2},
            {3, 5},
            {5, 3},
            {2, 40},
            {40, 2},
            {7, 7},
            {15, 16},
            {16, 15},
            {17, 31},
            {31, 17},
            {32, 32},
            {33, 9},
            {61, 67},
            {127, 31},
            {511, 5},
            {512, 6},
            {513, 7},
            {528, 8},
            {1031, 19},
            {19, 1031}
          });

  /** The rounding errors of a whole chain of float32 operations, relative to its largest number. */
  private static final double ROUNDING = 1e-6;

  private EngineAgreement() {}

  /** Returns a mosaic of a gradient, an edge and noise, mostly in [0, 1]. */
  public static RawImage mosaic(int[] size, Random random) {
    int width = size[0];
    int height = size[1];
    float[] samples = new float[width * height];
    double right = random.nextDouble(-0.3, 0.3);
    double down = random.nextDouble(-0.3, 0.3);
    double edge = random.nextDouble() * width;
    double noise = random.nextDouble(0.01, 0.3);
    for (int i = 0; i < samples.length; i++) {
      int column = i % width;
      int row = i / width;
      double smooth = 0.4 + right * column / width + down * row / height;
      samples[i] = (float) (smooth + (column > edge ? 0.2 : 0) + noise * random.nextGaussian());
    }
    return RawImage.normalised(
        width, height, Cfa.withRedAt(random.nextInt(2), random.nextInt(2)), samples);
  }

  /** Returns the gains of a camera. */
  public static Rgb gains(Random random) {
    return new Rgb(random.nextDouble(0.5, 3), random.nextDouble(0.5, 2), random.nextDouble(0.5, 3));
  }

  /** Returns the colour matrix of a camera. */
  public static Matrix3 matrix(Random random) {
    double[] entries = new double[9];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = i % 4 == 0 ? random.nextDouble(1, 2) : random.nextDouble(-0.5, 0.1);
    }
    return Matrix3.of(entries);
  }

  /**
   * Requires that linear colours agree within 1e-5 · max(1, |v|), where {@code compared} is set.
   */
  public static void assertLinear(String what, double[] plain, Picture fast, boolean[] compared) {
    for (int i = 0; i < plain.length; i++) {
      if (compared[i % compared.length]) {
        assertThat((double) fast.samples()[i])
            .as("%s, sample %d of %s", what, i, fast)
            .isCloseTo(plain[i], within(1e-5 * Math.max(1, Math.abs(plain[i]))));
      }
    }
  }

  /**
   * Requires that a view agrees within 5e-5 with the curve of the colours before it.
   *
   * <p>Near 0 the steep curve amplifies the rounding of the colours; there the view must lie
   * between the views of slightly darker and of slightly brighter colours.
   *
   * @param largest the largest intermediate number, with its rounding as amplified by filters
   */
  public static void assertView(
      String what, double[] linear, double largest, Gamma curve, Picture fast, boolean[] compared) {
    double rounding = ROUNDING * largest;
    Planes row = new Planes(1, 1, linear.length, linear);
    Planes darker = curve.plain(row.map(value -> value - rounding));
    Planes brighter = curve.plain(row.map(value -> value + rounding));
    for (int i = 0; i < linear.length; i++) {
      if (compared[i % compared.length]) {
        assertThat((double) fast.samples()[i])
            .as("%s, sample %d of %s", what, i, fast)
            .isBetween(darker.samples[i] - 5e-5, brighter.samples[i] + 5e-5);
      }
    }
  }

  /** Returns the largest magnitude of a sample, at least 1. */
  public static double largest(double[] samples) {
    return Arrays.stream(samples).map(Math::abs).reduce(1, Math::max);
  }

  /**
   * Returns which pixels can be compared: those out of reach of every decision of Menon's that
   * depends on rounding.
   *
   * @param filters how far the filters after the demosaicing reach [px]
   */
  public static boolean[] compared(Demosaicing stage, RawImage mosaic, int filters) {
    boolean[] compared = new boolean[mosaic.width() * mosaic.height()];
    Arrays.fill(compared, true);
    if (stage instanceof Menon2007 menon) {
      Planes margin = menon.margin(Planes.of(mosaic), mosaic.cfa());
      for (int i = 0; i < compared.length; i++) {
        boolean green =
            mosaic.cfa().colourAt(i / mosaic.width(), i % mosaic.width()) == Colour.GREEN;
        if (!green && Math.abs(margin.samples[i]) < 1e-5) {
          exclude(compared, mosaic, i, 4 + filters);
        }
      }
    }
    return compared;
  }

  private static void exclude(boolean[] compared, RawImage mosaic, int pixel, int reach) {
    for (int row = -reach; row <= reach; row++) {
      for (int column = -reach; column <= reach; column++) {
        int y = Border.MIRROR.index(pixel / mosaic.width() + row, mosaic.height());
        int x = Border.MIRROR.index(pixel % mosaic.width() + column, mosaic.width());
        compared[y * mosaic.width() + x] = false;
      }
    }
  }
}
