package dev.rawline.imaging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.View;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaETest {
  private static final Pairs.Size SIZE = new Pairs.Size(5, 3);

  /**
   * The published test pairs of G. Sharma, W. Wu and E. N. Dalal (2005), table 1, to the four
   * digits given there.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          50.0000 | 2.6772 | -79.7751 | 50.0000 | 0.0000 | -82.7485 | 2.0425
          50.0000 | 3.1571 | -77.2803 | 50.0000 | 0.0000 | -82.7485 | 2.8615
          50.0000 | 2.8361 | -74.0200 | 50.0000 | 0.0000 | -82.7485 | 3.4412
          50.0000 | -1.3802 | -84.2814 | 50.0000 | 0.0000 | -82.7485 | 1.0000
          50.0000 | -1.1848 | -84.8006 | 50.0000 | 0.0000 | -82.7485 | 1.0000
          50.0000 | -0.9009 | -85.5211 | 50.0000 | 0.0000 | -82.7485 | 1.0000
          50.0000 | 0.0000 | 0.0000 | 50.0000 | -1.0000 | 2.0000 | 2.3669
          50.0000 | -1.0000 | 2.0000 | 50.0000 | 0.0000 | 0.0000 | 2.3669
          50.0000 | 2.4900 | -0.0010 | 50.0000 | -2.4900 | 0.0009 | 7.1792
          50.0000 | 2.4900 | -0.0010 | 50.0000 | -2.4900 | 0.0010 | 7.1792
          50.0000 | 2.4900 | -0.0010 | 50.0000 | -2.4900 | 0.0011 | 7.2195
          50.0000 | 2.4900 | -0.0010 | 50.0000 | -2.4900 | 0.0012 | 7.2195
          50.0000 | -0.0010 | 2.4900 | 50.0000 | 0.0009 | -2.4900 | 4.8045
          50.0000 | -0.0010 | 2.4900 | 50.0000 | 0.0010 | -2.4900 | 4.8045
          50.0000 | -0.0010 | 2.4900 | 50.0000 | 0.0011 | -2.4900 | 4.7461
          50.0000 | 2.5000 | 0.0000 | 50.0000 | 0.0000 | -2.5000 | 4.3065
          50.0000 | 2.5000 | 0.0000 | 73.0000 | 25.0000 | -18.0000 | 27.1492
          50.0000 | 2.5000 | 0.0000 | 61.0000 | -5.0000 | 29.0000 | 22.8977
          50.0000 | 2.5000 | 0.0000 | 56.0000 | -27.0000 | -3.0000 | 31.9030
          50.0000 | 2.5000 | 0.0000 | 58.0000 | 24.0000 | 15.0000 | 19.4535
          50.0000 | 2.5000 | 0.0000 | 50.0000 | 3.1736 | 0.5854 | 1.0000
          50.0000 | 2.5000 | 0.0000 | 50.0000 | 3.2972 | 0.0000 | 1.0000
          50.0000 | 2.5000 | 0.0000 | 50.0000 | 1.8634 | 0.5757 | 1.0000
          50.0000 | 2.5000 | 0.0000 | 50.0000 | 3.2592 | 0.3350 | 1.0000
          60.2574 | -34.0099 | 36.2677 | 60.4626 | -34.1751 | 39.4387 | 1.2644
          63.0109 | -31.0961 | -5.8663 | 62.8187 | -29.7946 | -4.0864 | 1.2630
          61.2901 | 3.7196 | -5.3901 | 61.4292 | 2.2480 | -4.9620 | 1.8731
          35.0831 | -44.1164 | 3.7933 | 35.0232 | -40.0716 | 1.5901 | 1.8645
          22.7233 | 20.0904 | -46.6940 | 23.0331 | 14.9730 | -42.5619 | 2.0373
          36.4612 | 47.8580 | 18.3852 | 36.2715 | 50.5065 | 21.2231 | 1.4146
          90.8027 | -2.0831 | 1.4410 | 91.1528 | -1.6435 | 0.0447 | 1.4441
          90.9257 | -0.5406 | -0.9208 | 88.6381 | -0.8985 | -0.7239 | 1.5381
          6.7747 | -0.2908 | -2.4247 | 5.8714 | -0.0985 | -2.2286 | 0.6377
          2.0776 | 0.0795 | -1.1350 | 0.9033 | -0.0636 | -0.5514 | 0.9082
          """)
  void publishedPairsAreReproduced(
      double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
    double[] first = {l1, a1, b1};
    double[] second = {l2, a2, b2};
    assertThat(new Ciede2000(first, second).distance()).isCloseTo(expected, within(5.01e-5));
    assertThat(new Ciede2000(second, first).distance()).isCloseTo(expected, within(5.01e-5));
  }

  /**
   * The colours of scikit-image 0.25: {@code skimage.color.rgb2lab([[[1, 0, 0]]])}; its matrix and
   * white carry more digits than the standard's.
   */
  @ParameterizedTest
  @CsvSource({
    "1,    0,    0,    53.2406, 80.0923,  67.2028",
    "0,    1,    0,    87.7351, -86.1830, 83.1797",
    "0,    0,    1,    32.2957, 79.1856,  -107.8573",
    "0.2,  0.5,  0.7,  50.9720, -6.3982,  -33.7093",
    "0.02, 0.01, 0.03, 0.9487,  1.3759,   -1.6949",
    "0,    0,    0,    0,       0,        0",
    "1,    1,    1,    100,     0,        0"
  })
  void srgbPrimariesMatchTheirReference(
      double red, double green, double blue, double lightness, double a, double b) {
    CieLab lab = new CieLab();
    lab.show(new double[] {red, green, blue}, 0, 1);
    assertThat(lab.lab).containsExactly(new double[] {lightness, a, b}, within(0.025));
  }

  @Test
  void everyGreyIsNeutral() {
    CieLab lab = new CieLab();
    for (int i = -20; i <= 120; i++) {
      double grey = i / 100.0;
      lab.show(new double[] {grey, grey, grey}, 0, 1);
      assertThat(lab.lab[1]).isCloseTo(0, within(1e-12));
      assertThat(lab.lab[2]).isCloseTo(0, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource
  void blackAndWhiteAreAHundredApart(DeltaE.Formula formula) {
    assertThat(new DeltaE(formula).of(SIZE.flat(0), SIZE.flat(1))).isCloseTo(100, within(1e-10));
  }

  @ParameterizedTest
  @EnumSource
  void distanceOfPicturesIsTheMeanOfTheirPixels(DeltaE.Formula formula) {
    DeltaE metric = new DeltaE(formula);
    View reference = SIZE.flat(0.2f, 0.5f, 0.7f);
    View picture = SIZE.flat(0.2f, 0.5f, 0.7f);
    double far = metric.of(SIZE.flat(0.7f, 0.4f, 0.1f), reference);
    int area = SIZE.width() * SIZE.height();
    picture.samples()[4] = 0.7f;
    picture.samples()[area + 4] = 0.4f;
    picture.samples()[2 * area + 4] = 0.1f;

    MetricResult rated = metric.pull(picture, reference);

    assertThat(far).isGreaterThan(10);
    assertThat(rated.value()).isCloseTo(far / area, within(1e-12));
    for (int i = 0; i < 3 * area; i++) {
      if (i % area == 4) {
        assertThat(rated.gradient().samples()[i]).isNotZero();
      } else {
        assertThat(rated.gradient().samples()[i]).as("equal pixel %d", i).isZero();
      }
    }
  }

  /** ΔE*ab in the straight part of all curves: ΔL* = 116 · f′ · ΔY. */
  @Test
  void darkGreysDifferInProportion() {
    double slope = 116 / (3 * 36.0 / 841) / 12.92;
    MetricResult rated = DeltaE.DEFAULT.pull(SIZE.flat(0.03125f), SIZE.flat(0.015625f));
    assertThat(rated.value()).isCloseTo(slope * 0.015625, within(1e-12));
    double sum = 0;
    for (float sample : rated.gradient().samples()) {
      sum += sample;
    }
    assertThat(sum).isCloseTo(slope, within(1e-4));
  }

  /** The gradient does not depend on a hue that is rounding noise. */
  @Test
  void gradientAtAGreyIsBounded() {
    Random random = new Random(Seeds.next("slope at grey"));
    Pairs.Size pixel = new Pairs.Size(1, 1);
    for (int i = 0; i < 1000; i++) {
      View grey = pixel.flat(random.nextFloat(0.1f, 0.9f));
      MetricResult rated = DeltaE.CIEDE2000.pull(grey, pixel.drawnView(random));
      assertThat(length(rated.gradient())).isBetween(1.0, 1000.0);
    }
  }

  /** Towards blue the rotation term is infinitely steep at a grey, so yellow is tested. */
  @Test
  void gradientAtAGreyPointsToTheReference() {
    Random random = new Random(Seeds.next("descent from grey"));
    Pairs.Size pixel = new Pairs.Size(1, 1);
    for (int i = 0; i < 1000; i++) {
      View grey = pixel.flat(random.nextFloat(0.1f, 0.9f));
      View yellow =
          pixel.flat(
              random.nextFloat(0.5f, 1), random.nextFloat(0.5f, 1), random.nextFloat(0, 0.2f));
      MetricResult rated = DeltaE.CIEDE2000.pull(grey, yellow);
      double length = length(rated.gradient());
      float[] moved = grey.samples().clone();
      for (int colour = 0; colour < 3; colour++) {
        moved[colour] -= (float) (1e-3 * rated.gradient().samples()[colour] / length);
      }
      assertThat(DeltaE.CIEDE2000.of(new View(1, 1, moved), yellow)).isLessThan(rated.value());
    }
  }

  private static double length(View gradient) {
    double sum = 0;
    for (float slope : gradient.samples()) {
      sum += (double) slope * slope;
    }
    return Math.sqrt(sum);
  }
}
