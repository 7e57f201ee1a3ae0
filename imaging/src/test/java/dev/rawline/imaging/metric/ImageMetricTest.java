package dev.rawline.imaging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every metric. */
class ImageMetricTest {

  static Stream<ImageMetric> metrics() {
    return Pairs.metrics().stream();
  }

  static Stream<Arguments> metricsAndSizes() {
    return metrics()
        .flatMap(metric -> Pairs.awkwardSizes().stream().map(size -> Arguments.of(metric, size)));
  }

  @ParameterizedTest
  @MethodSource("metricsAndSizes")
  void gradientMatchesFiniteDifferences(ImageMetric metric, Pairs.Size size) {
    Random random = new Random(Seeds.next("gradient of " + metric + " " + size));
    ImagePair pair = size.drawn(random::nextDouble);
    assertGradient(metric, smooth(pair, random::nextDouble), random);
  }

  @ParameterizedTest
  @MethodSource("metricsAndSizes")
  void gradientContinuesOutsideTheVisibleRange(ImageMetric metric, Pairs.Size size) {
    Random random = new Random(Seeds.next("gradient outside of " + metric + " " + size));
    DoubleSupplier wide = () -> random.nextDouble(-0.4, 1.5);
    assertGradient(metric, smooth(size.drawn(wide), wide), random);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void gradientMatchesFiniteDifferencesNearTheReference(ImageMetric metric) {
    Random random = new Random(Seeds.next("gradient nearby of " + metric));
    ImagePair pair = smooth(new Pairs.Size(13, 11).drawn(random::nextDouble), random::nextDouble);
    for (int i = 0; i < pair.length(); i++) {
      pair.reference[i] =
          pair.picture[i] + (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.01, 0.02);
    }
    assertGradient(metric, smooth(pair, random::nextDouble), random);
  }

  /** Redraws pixels of the picture near a change of formula, where the slope is undefined. */
  private static ImagePair smooth(ImagePair pair, DoubleSupplier samples) {
    for (int pixel = 0; pixel < pair.area(); pixel++) {
      while (atJoint(pair, pixel)) {
        for (int colour = 0; colour < 3; colour++) {
          pair.picture[colour * pair.area() + pixel] = samples.getAsDouble();
        }
      }
    }
    return pair;
  }

  /**
   * Returns whether the sRGB curve, the roots of L*a*b* or the hues of ΔE₀₀ change their formula.
   */
  private static boolean atJoint(ImagePair pair, int pixel) {
    CieLab picture = new CieLab();
    CieLab reference = new CieLab();
    picture.show(pair.picture, pixel, pair.area());
    reference.show(pair.reference, pixel, pair.area());
    double y = (picture.lab[0] + 16) / 116;
    double x = y + picture.lab[1] / 500;
    double z = y - picture.lab[2] / 200;
    Ciede2000 difference = new Ciede2000(picture.lab, reference.lab);
    return IntStream.range(0, 3)
            .mapToDouble(colour -> pair.picture[colour * pair.area() + pixel])
            .anyMatch(sample -> Math.abs(sample - 0.04045) < 1e-3)
        || DoubleStream.of(x, y, z).anyMatch(root -> Math.abs(root - 6.0 / 29) < 1e-3)
        || Math.abs(Math.abs(difference.hueDifference) - Math.PI) < 0.02
        || Math.min(difference.meanHue, 2 * Math.PI - difference.meanHue) < 0.02
        || Math.hypot(picture.lab[1], picture.lab[2]) < 2;
  }

  private static void assertGradient(ImageMetric metric, ImagePair pair, Random random) {
    double[] gradient = new double[pair.length()];
    double value = Pairs.pull(metric, pair, gradient);
    assertThat(value).isEqualTo(Pairs.value(metric, pair));
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    assertThat(largest).isPositive();
    int stride = Math.max(1, pair.length() / 60);
    for (int i = random.nextInt(stride); i < pair.length(); i += stride) {
      assertThat(gradient[i])
          .as("∂/∂ sample %d", i)
          .isCloseTo(difference(metric, pair, i, 5e-5), within(1e-6 * largest));
    }
  }

  /** Central differences at h and 2h, combined so that their error decreases as h⁴. */
  private static double difference(ImageMetric metric, ImagePair pair, int sample, double step) {
    double one = moved(metric, pair, sample, step) - moved(metric, pair, sample, -step);
    double two = moved(metric, pair, sample, 2 * step) - moved(metric, pair, sample, -2 * step);
    return (8 * one - two) / (12 * step);
  }

  private static double moved(ImageMetric metric, ImagePair pair, int sample, double by) {
    double[] picture = pair.picture.clone();
    picture[sample] += by;
    return Pairs.value(metric, new ImagePair(pair.width, pair.height, picture, pair.reference));
  }

  @ParameterizedTest
  @MethodSource("metricsAndSizes")
  void equalPicturesAreOptimalWithZeroGradient(ImageMetric metric, Pairs.Size size) {
    Random random = new Random(Seeds.next("equal pictures " + metric + " " + size));
    View picture = size.drawnView(random);
    View same = new View(picture.width(), picture.height(), picture.samples().clone());
    double best =
        switch (metric) {
          case MeanSquaredError _, DeltaE _ -> 0;
          case Psnr _ -> Double.POSITIVE_INFINITY;
          case Ssim _ -> 1;
        };

    MetricResult rated = metric.pull(picture, same);

    if (metric instanceof Ssim) {
      assertThat(rated.value()).isCloseTo(best, within(1e-12));
    } else {
      assertThat(rated.value()).isEqualTo(best);
    }
    for (float slope : rated.gradient().samples()) {
      assertThat(slope).isCloseTo(0, within(metric instanceof Ssim ? 1e-11f : 0f));
    }
  }

  @ParameterizedTest
  @MethodSource("metricsAndSizes")
  void metricIsSymmetric(ImageMetric metric, Pairs.Size size) {
    Random random = new Random(Seeds.next("symmetry " + metric + " " + size));
    View picture = size.drawnView(random);
    View reference = size.drawnView(random);
    double value = metric.of(picture, reference);
    assertThat(metric.of(reference, picture))
        .isCloseTo(value, within(1e-13 * Math.max(1, Math.abs(value))));
  }

  @ParameterizedTest
  @MethodSource("metricsAndSizes")
  void viewsAreEvaluatedByTheDefinitionAndLeftUntouched(ImageMetric metric, Pairs.Size size) {
    Random random = new Random(Seeds.next("views " + metric + " " + size));
    View picture = size.drawnView(random);
    View reference = size.drawnView(random);
    float[] before = picture.samples().clone();
    float[] referenceBefore = reference.samples().clone();
    ImagePair pair = ImagePair.of(picture, reference);
    double[] gradient = new double[pair.length()];
    double value = Pairs.pull(metric, pair, gradient);

    MetricResult rated = metric.pull(picture, reference);

    assertThat(rated.value()).isEqualTo(value).isEqualTo(metric.of(picture, reference));
    assertThat(rated.gradient().width()).isEqualTo(size.width());
    assertThat(rated.gradient().height()).isEqualTo(size.height());
    for (int i = 0; i < gradient.length; i++) {
      assertThat(rated.gradient().samples()[i]).isEqualTo((float) gradient[i]);
    }
    assertThat(picture.samples()).isEqualTo(before);
    assertThat(reference.samples()).isEqualTo(referenceBefore);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aGradientStepImprovesThePicture(ImageMetric metric) {
    Random random = new Random(Seeds.next("descent " + metric));
    Pairs.Size size = new Pairs.Size(17, 13);
    View picture = size.drawnView(random);
    View reference = size.drawnView(random);
    MetricResult before = metric.pull(picture, reference);
    boolean moreIsBetter = metric instanceof Ssim || metric instanceof Psnr;
    float[] slopes = before.gradient().samples();
    double steepness = 0;
    for (float slope : slopes) {
      steepness += (double) slope * slope;
    }
    float[] moved = picture.samples().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) ((moreIsBetter ? 1e-2 : -1e-2) * slopes[i] / Math.sqrt(steepness));
    }
    double after = metric.of(new View(size.width(), size.height(), moved), reference);
    if (moreIsBetter) {
      assertThat(after).isGreaterThan(before.value());
    } else {
      assertThat(after).isLessThan(before.value());
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void nanSampleMakesTheResultNan(ImageMetric metric) {
    Pairs.Size size = new Pairs.Size(5, 4);
    View picture = size.flat(0.5f);
    picture.samples()[7] = Float.NaN;
    assertThat(metric.of(picture, size.flat(0.25f))).isNaN();
    assertThat(metric.of(size.flat(0.25f), picture)).isNaN();
    assertThat(metric.pull(picture, size.flat(0.25f)).value()).isNaN();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void differentSizesAreRejected(ImageMetric metric) {
    View wide = new Pairs.Size(4, 3).flat(0);
    View high = new Pairs.Size(3, 4).flat(0);
    String message =
        "the image has 4×3 pixels and its reference 3×4: a metric compares views of one size; crop one of them";
    assertThatThrownBy(() -> metric.of(wide, high))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> metric.pull(wide, high))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void metricsAreFoundByName() {
    assertThat(ImageMetric.ALL)
        .extracting(ImageMetric::name)
        .containsExactly("mean-square", "psnr", "ssim", "delta-e", "delta-e-2000");
    for (ImageMetric metric : ImageMetric.ALL) {
      assertThat(ImageMetric.named(metric.name())).isEqualTo(metric);
    }
  }

  @Test
  void unknownNameIsReportedWithAllNames() {
    assertThatThrownBy(() -> ImageMetric.named("msssim"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown metric 'msssim': expected one of mean-square, psnr, ssim, delta-e, delta-e-2000");
  }

  @Test
  void aShiftOfAllSamplesHasAKnownErrorAndSlope() {
    Pairs.Size size = new Pairs.Size(6, 5);
    View picture = size.flat(0.75f);
    View reference = size.flat(0.5f);

    MetricResult meanSquare = MeanSquaredError.DEFAULT.pull(picture, reference);
    assertThat(meanSquare.value()).isEqualTo(0.0625);
    assertThat(meanSquare.gradient().samples()).containsOnly((float) (2 * 0.25 / 90));

    MetricResult psnr = Psnr.DEFAULT.pull(picture, reference);
    assertThat(psnr.value()).isCloseTo(12.041199826559248, within(1e-12)); // 40 log₁₀ 2
    assertThat(psnr.gradient().samples()).containsOnly((float) (-20 / (Math.log(10) * 0.25 * 90)));
  }
}
