package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.PictureStageLaws;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of the gamma. */
class GammaLawsTest extends PictureStageLaws<LinearRgb, View> {

  GammaLawsTest() {
    super(LinearRgb::new, View::new);
  }

  @Override
  protected List<Differentiable<LinearRgb, View>> stages(Shape shape) {
    return List.of(Gamma.DEFAULT, new Gamma(1.8, 1e-5));
  }

  /** No gamma is neutral, because of the clip; {@link #gammaOneOnlyClips} tests the nearest one. */
  @Override
  protected List<Differentiable<LinearRgb, View>> neutralStages(Shape shape) {
    return List.of();
  }

  /** The clip is a kink, not a line. */
  @Override
  protected List<Differentiable<LinearRgb, View>> linearStages(Shape shape) {
    return List.of();
  }

  /**
   * A floor at 0 is tested by {@link #theSlopeStaysBounded}: there the curve is too steep for
   * finite differences.
   */
  @Override
  protected List<Differentiable<LinearRgb, View>> smoothStages(Shape shape) {
    return List.of(
        new Gamma(2.2, 0.02), new Gamma(1.8, 0.1), new Gamma(0.7, 0.02), new Gamma(1, 0.4));
  }

  /** Samples that stay away from the clip's two ends. */
  @Override
  protected double[] smoothSamples(
      Differentiable<LinearRgb, View> stage, Shape shape, Random random) {
    double floor = ((Gamma) stage).floor();
    double[] samples = super.smoothSamples(stage, shape, random);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = clearOf(1, clearOf(floor, samples[i]));
    }
    return samples;
  }

  @Override
  protected Definition definition(Differentiable<LinearRgb, View> stage, Shape shape) {
    Gamma gamma = (Gamma) stage;
    return new PlanesDefinition(shape, gamma::plain, gamma::back);
  }

  @Override
  protected List<Rejection> rejections() {
    return List.of(
        new Rejection(
            "gamma is 0: expected a finite number above 0 (no unit)", () -> new Gamma(0, 0)),
        new Rejection(
            "gamma floor is -0.5: expected 0 to 0.5 (normalised)", () -> new Gamma(2.2, -0.5)),
        new Rejection("gamma floor is 1: expected 0 to 0.5 (normalised)", () -> new Gamma(2.2, 1)));
  }

  /** A picture may be a line or a single pixel. */
  @Override
  protected List<Size> sizes() {
    return sizesAndLines();
  }

  @Override
  protected void assertKind(LinearRgb input, View output) {
    for (float sample : output.samples()) {
      assertThat(sample).isBetween(0f, 1f);
    }
  }

  @Test
  void gammaOneOnlyClips() {
    LinearRgb pixel = new LinearRgb(1, 1, new float[] {-0.2f, 0.25f, 1.5f});
    assertThat(new Gamma(1, 0).apply(pixel).samples()).containsExactly(0, 0.25f, 1);
  }

  /** At a floor of 0 the slope is that at 10⁻⁵, and in the dead zone next to it 0. */
  @Test
  void theSlopeStaysBounded() {
    double steepest = Math.pow(1e-5, 1 / 2.2 - 1) / 2.2;
    LinearRgb pixel = new LinearRgb(3, 1, new float[] {-1, 0, 1e-6f, 1e-5f, 1, 1.5f, 0.5f, 0, -2});
    float[] ones = new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1};
    Gradient<LinearRgb> gradient = Gamma.DEFAULT.pull(pixel).back(new View(3, 1, ones));

    float steep = (float) steepest;
    float half = (float) (Math.pow(0.5, 1 / 2.2 - 1) / 2.2);
    assertThat(gradient.input().samples())
        .containsExactly(
            new float[] {0, steep, steep, steep, (float) (1 / 2.2), 0, half, steep, 0},
            offset(1e-3f));
    double byGamma = 0;
    for (double u : new double[] {1e-6f, 1e-5f, 0.5}) {
      byGamma -= Math.log(u) * Math.pow(u, 1 / 2.2) / (2.2 * 2.2);
    }
    assertThat(gradient.parameters())
        .containsExactly(new double[] {byGamma, 2 * steepest}, offset(1e-9));
  }

  /** An unusual γ has a gradient too. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 0.01, 100, 1e200})
  void everyGammaHasAGradient(double gamma) {
    LinearRgb picture = new LinearRgb(2, 1, new float[] {-1, 0, 1e-6f, 0.5f, 0.999f, 2});
    View ones = new View(2, 1, new float[] {1, 1, 1, 1, 1, 1});
    for (double floor : new double[] {0, 0.5}) {
      Gradient<LinearRgb> gradient = new Gamma(gamma, floor).pull(picture).back(ones);
      assertThat(Arrays.stream(gradient.parameters())).allMatch(Double::isFinite);
      for (float slope : gradient.input().samples()) {
        assertThat(slope).isFinite();
      }
    }
  }

  @Test
  void theDeadZoneIsCounted() {
    LinearRgb pixel = new LinearRgb(2, 1, new float[] {-1, 0, 0.01f, 0.5f, 1, 2});
    assertThat(new Gamma(2.2, 0.02).deadZone(pixel)).isEqualTo(new DeadZone(3 / 6.0, 1 / 6.0));
    assertThat(Gamma.DEFAULT.deadZone(pixel)).isEqualTo(new DeadZone(1 / 6.0, 1 / 6.0));
  }

  @Test
  void curveStartsAtTheFloor() {
    LinearRgb pixel = new LinearRgb(1, 1, new float[] {-1, 0, 1e-6f});
    float darkest = (float) Math.pow(1e-5, 1 / 2.2);
    assertThat(new Gamma(2.2, 1e-5).apply(pixel).samples())
        .containsExactly(new float[] {darkest, darkest, darkest}, offset(1e-7f));
  }

  /** Results are cached by value: more values than places, in any order, and the odd ones. */
  @Test
  void repeatedValuesHaveTheBitsOfTheDefinition() {
    Random random = new Random(Seeds.next("repeatedValuesHaveTheBitsOfTheDefinition"));
    float[] levels = new float[10_000];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (float) (1.2 * random.nextDouble() - 0.1);
    }
    levels[0] = 0;
    levels[1] = -0f;
    levels[2] = Float.NaN;
    levels[3] = Float.POSITIVE_INFINITY;
    float[] samples = new float[3 * 100 * 200];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = levels[random.nextInt(levels.length)];
    }
    LinearRgb picture = new LinearRgb(100, 200, samples);
    for (Gamma gamma : List.of(Gamma.DEFAULT, new Gamma(1.8, 1e-5))) {
      assertThat(gamma.apply(picture).samples())
          .containsExactly(gamma.plain(Planes.of(picture)).toView().samples());
    }
  }
}
