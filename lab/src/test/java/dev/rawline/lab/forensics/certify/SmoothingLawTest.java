package dev.rawline.lab.forensics.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.SampledShare;
import dev.rawline.lab.statistic.StandardNormal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a vote guarantees, and which changes of a camera add. */
class SmoothingLawTest {
  private static final int SIDE = 16;

  static double below(double z) {
    return 1 - StandardNormal.above(z);
  }

  /**
   * R's binom.test(682, 925) prints 0.7076683 as the lower end of 95 % (Conover 1971, p. 97 f.); n
   * of n gives α^(1/n).
   */
  @Test
  void lowerBoundsAreThoseOfClopperAndPearson() {
    assertThat(new SampledShare(682, 925).lowerBound(0.975)).isCloseTo(0.7076683, within(5e-8));
    assertThat(new SampledShare(1000, 1000).lowerBound(0.999))
        .isCloseTo(Math.pow(0.001, 1e-3), within(1e-9));
    assertThat(new SampledShare(100_000, 100_000).lowerBound(0.999))
        .isCloseTo(Math.pow(0.001, 1e-5), within(1e-9));
    assertThat(new SampledShare(682, 925).upperBound(0.975)).isCloseTo(0.7654066, within(5e-8));
    assertThat(new SampledShare(0, 10).lowerBound(0.999)).isZero();
  }

  @Test
  void radiiAreTheQuantilesOfTheLaw() {
    assertThat(SmoothingLaw.NORMAL.radius(0.975, 0.025)).isCloseTo(1.959963984540054, within(1e-9));
    assertThat(SmoothingLaw.NORMAL.radius(0.5, 0.025))
        .isCloseTo(1.959963984540054 / 2, within(1e-9));
    assertThat(SmoothingLaw.NORMAL.radius(0.4, 0.4)).isZero();
    assertThat(SmoothingLaw.EXPONENTIAL.radius(0.75, 0.25)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(SmoothingLaw.EXPONENTIAL.radius(0.2, 0.8)).isZero();
    assertThat(new SmoothingBudget(100, 1000, 0.999, 100, 4).ceiling(SmoothingLaw.NORMAL))
        .isCloseTo(2.4286, within(2e-3));
  }

  private static RawImage raw(double gain, double black, double offset, boolean clips) {
    RandomStream random = new Seed(5, "raw").stream("samples", 0);
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      double sample = 0.1 + 0.8 * random.nextUniform();
      double recorded = black + gain * (sample - black) + offset;
      samples[i] = (float) (clips ? Math.min(1, recorded) : recorded);
    }
    return RawImage.normalised(SIDE, SIDE, Cfa.RGGB, samples);
  }

  /**
   * A sensor's gain about its black level and an offset, neither clipped, are a change of θ: black
   * level b + offset / gain the other way round, and gains of the white balance times the gain.
   */
  @Test
  void gainAndOffsetOfAnUnclippedSensorAreAChangeOfTheta() {
    double black = 0.0625;
    Isp isp = Isp.of(Camera.DRONE, ViewName.of("bilinear-sharpen-gaussian").orElseThrow());
    // A linear view: near 0 a curve would magnify the rounding of float32.
    Isp flat =
        isp.with(isp.theta().with("black_level", black, black, black, black).with("gamma", 1));
    Theta theta = flat.theta();
    double gain = 1.3;
    double offset = 0.01;
    double[] balance = theta.get("white_balance");
    double other = black - offset / gain;
    Isp moved =
        flat.with(
            theta
                .with("black_level", other, other, other, other)
                .with("white_balance", gain * balance[0], gain * balance[1], gain * balance[2]));
    assertThat(difference(flat, raw(gain, black, offset, false), moved, raw(1, black, 0, false)))
        .isLessThan(2e-5);
    // Where the sensor clips after the change, no θ undoes it.
    assertThat(difference(flat, raw(gain, black, offset, true), moved, raw(1, black, 0, false)))
        .isGreaterThan(1e-3);
  }

  private static double difference(Isp one, RawImage raw, Isp other, RawImage otherRaw) {
    float[] view = one.apply(raw).samples();
    float[] otherView = other.apply(otherRaw).samples();
    double largest = 0;
    for (int i = 0; i < view.length; i++) {
      largest = Math.max(largest, Math.abs(view[i] - otherView[i]));
    }
    return largest;
  }

  /** On views from 0 to 1 curves of γ multiply; gains that clip in between do not. */
  @Test
  void curvesOfViewsMultiplyAndClippedGainsDoNot() {
    for (double value : new double[] {0, 0.01, 0.3, 0.8, 1}) {
      double twice = curve(curve(value, 1.4), 1.7);
      assertThat(twice).isCloseTo(curve(value, 1.4 * 1.7), within(1e-6));
    }
    double clipped = 0.5 * Math.min(1, 2 * 0.8);
    assertThat(clipped).isNotCloseTo(0.5 * 2 * 0.8, within(0.1));
  }

  private static double curve(double value, double gamma) {
    float sample = (float) value;
    return new Gamma(gamma, 0)
        .apply(new LinearRgb(1, 1, new float[] {sample, sample, sample}))
        .samples()[0];
  }

  @Test
  void parametersAreNamedByTheirMeaning() {
    Theta theta =
        Isp.of(Camera.DRONE, ViewName.of("bilinear-sharpen-gaussian").orElseThrow())
            .withKernels()
            .theta();
    LinkedHashMap<String, Double> deviations = new LinkedHashMap<>();
    deviations.put("gamma", 0.1);
    deviations.put("white_balance[0]", 0.2);
    deviations.put("black_level", 0.002);
    List<SmoothedParameter> parameters =
        SmoothedParameter.of(new CameraSpread(deviations), theta, Set.of());
    assertThat(parameters)
        .extracting(SmoothedParameter::scale)
        .containsExactly(
            SmoothedParameter.Scale.LOGARITHMIC,
            SmoothedParameter.Scale.LOGARITHMIC,
            SmoothedParameter.Scale.LINEAR);
    assertThat(parameters.getFirst().reach(2)).isEqualTo("factor 0.819 to 1.221");
    assertThat(parameters.getLast().reach(1.5)).startsWith("± 0.003 (");
    deviations.put("gama", 0.1);
    assertThatThrownBy(() -> SmoothedParameter.of(new CameraSpread(deviations), theta, Set.of()))
        .hasMessageContaining("'gama': expected one of");
    deviations.put("noise", -1.0);
    assertThatThrownBy(() -> new CameraSpread(deviations))
        .hasMessageContaining("σ of noise is -1.0: expected a number above 0")
        .hasMessageContaining("list it as one");
  }
}
