package dev.rawline.lab.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.imaging.metric.MetricResult;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossSensitivityTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 9;
  private static final Isp ISP = Isp.parametrized(Camera.DRONE);

  private final Random random = new Random(Seeds.next("LossSensitivityTest"));
  private final RawImage raw = RawImage.normalised(WIDTH, HEIGHT, Cfa.GBRG, bright());

  static Stream<ImageMetric> metrics() {
    return ImageMetric.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void theNetSensitivityOfTheInputIsTheDerivativeByBrightness(ImageMetric metric) {
    ViewLoss loss = new ViewLoss(metric, target());
    double step = 1e-3;

    Sensitivity net = sensitivity(loss).stages().getFirst().all();

    double slope = (lossAt(loss, 1 + step) - lossAt(loss, 1 - step)) / (2 * step);
    // The net is the difference of two far larger sums, so that it carries their float32 rounding.
    assertThat(net(net)).isCloseTo(0.01 * slope, within(5e-5 * net.total()));
  }

  @Test
  void sensitivitiesOfGainsAreThoseOfTheirOutput() {
    LossSensitivity found = sensitivity(new ViewLoss(MeanSquaredError.DEFAULT, target()));
    double frame = net(stage(found, "white_balance").all());

    assertThat(net(parameter(found, "white_balance").all()))
        .isCloseTo(frame, within(1e-4 * Math.abs(frame)));
    assertThat(net(stage(found, "demosaic").all()))
        .isCloseTo(frame, within(1e-4 * Math.abs(frame)));
  }

  @Test
  void sensitivitiesToTheColoursAddUp() {
    for (StageSensitivity stage :
        sensitivity(new ViewLoss(MeanSquaredError.DEFAULT, target())).stages()) {
      double sum =
          Arrays.stream(Colour.values())
              .mapToDouble(colour -> stage.colours().get(colour).total())
              .sum();
      assertThat(stage.all().total()).isCloseTo(sum, within(1e-12)).isPositive();
    }
  }

  /** Returns Σc: the change of the loss if all parameters grow by 1 % together. */
  private static double net(Sensitivity sensitivity) {
    return sensitivity.raises() - sensitivity.lowers();
  }

  @Test
  void raisingAndLoweringSharesAreSeparated() {
    Sensitivity both = Sensitivity.of(2, 3).plus(Sensitivity.of(-1, 5));

    assertThat(both.raises()).isCloseTo(0.06, within(1e-15));
    assertThat(both.lowers()).isCloseTo(0.05, within(1e-15));
    assertThat(both.total()).isCloseTo(0.11, within(1e-15));
    assertThat(net(both)).isCloseTo(0.01, within(1e-15));
    assertThat(Sensitivity.of(0, 7)).isEqualTo(Sensitivity.NONE);
  }

  @Test
  void clippedImagesHaveADeadZoneWithoutSensitivity() {
    float[] samples = new float[WIDTH * HEIGHT];
    Arrays.fill(samples, 5);
    RawImage blown = RawImage.normalised(WIDTH, HEIGHT, Cfa.RGGB, samples);

    LossSensitivity found = sensitivity(blown, new ViewLoss(MeanSquaredError.DEFAULT, target()));

    assertThat(found.deadZone().above()).isEqualTo(1);
    assertThat(found.stages().getLast().all().total()).isPositive();
    assertThat(found.stages().getFirst().all()).isEqualTo(Sensitivity.NONE);
    assertThat(parameter(found, "colour_matrix").all()).isEqualTo(Sensitivity.NONE);
  }

  @Test
  void theSteepestParameterHasTheLargestGradient() {
    LossSensitivity found = sensitivity(new ViewLoss(MeanSquaredError.DEFAULT, target()));
    ParameterSensitivity matrix = parameter(found, "colour_matrix");

    double steepest = matrix.gradient()[matrix.steepest()];
    assertThat(Arrays.stream(matrix.gradient()).map(Math::abs))
        .allSatisfy(slope -> assertThat(slope).isLessThanOrEqualTo(Math.abs(steepest)));
  }

  @Test
  void similarityMetricsAreNamedAsLosses() {
    View target = target();
    for (ImageMetric metric : ImageMetric.ALL) {
      ViewLoss loss = new ViewLoss(metric, target);
      float[] off = target.samples().clone();
      for (int i = 0; i < off.length; i++) {
        off[i] = 0.9f * off[i] + 0.05f;
      }
      float[] farther = target.samples().clone();
      for (int i = 0; i < farther.length; i++) {
        farther[i] = 0.5f * farther[i] + 0.25f;
      }
      assertThat(loss.at(new View(WIDTH, HEIGHT, off)).value())
          .as(loss.label())
          .isLessThan(loss.at(new View(WIDTH, HEIGHT, farther)).value());
    }
    assertThat(ImageMetric.ALL.stream().map(metric -> new ViewLoss(metric, target).label()))
        .contains("mean-square", "−psnr", "1 − ssim", "delta-e");
  }

  private LossSensitivity sensitivity(ViewLoss loss) {
    return sensitivity(raw, loss);
  }

  private static LossSensitivity sensitivity(RawImage raw, ViewLoss loss) {
    ChainPullback<RawImage, View> pullback = ISP.pull(raw);
    MetricResult rated = loss.at(pullback.value());
    return LossSensitivity.of(ISP, ISP.theta(), rated.value(), pullback.trace(rated.gradient()));
  }

  private double lossAt(ViewLoss loss, double brightness) {
    float[] samples = raw.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (samples[i] * brightness);
    }
    return loss.at(ISP.pull(raw.with(raw.unit(), samples)).value()).value();
  }

  private static StageSensitivity stage(LossSensitivity found, String name) {
    return found.stages().stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ParameterSensitivity parameter(LossSensitivity found, String name) {
    return found.parameters().stream()
        .filter(parameter -> parameter.parameter().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** No sample is near a clip. */
  private float[] bright() {
    float[] samples = new float[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.22f + 0.02f * random.nextFloat();
    }
    return samples;
  }

  private View target() {
    float[] samples = new float[View.CHANNELS * WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.3f + 0.4f * random.nextFloat();
    }
    return new View(WIDTH, HEIGHT, samples);
  }
}
