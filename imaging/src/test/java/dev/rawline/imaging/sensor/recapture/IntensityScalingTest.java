package dev.rawline.imaging.sensor.recapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mean, variance, edges and gradients of intensity scaling; the proof test has distributions. */
class IntensityScalingTest {
  private static final int SAMPLES = 400_000;
  private static final Readout CAMERA = IntensityScalingProofTest.readout(0.528, 1.48, 256, 1);

  /** Its dark noise and quantization are 0.118 e⁻. */
  private static final Readout COUNTING = IntensityScalingProofTest.readout(8, 0.9, 256, 1);

  /** Mean s K N + b and variance s K² N + σ_r² + step²/12, within 5.5 σ of their estimators. */
  static Stream<Arguments> signals() {
    return Stream.of(0.0, 2.0, 30.0, 400.0, 5000.0)
        .flatMap(
            electrons ->
                Stream.of(0.9, 0.5, 0.1)
                    .flatMap(
                        fraction ->
                            Arrays.stream(Method.values())
                                .map(method -> Arguments.of(electrons, fraction, method))));
  }

  @ParameterizedTest
  @MethodSource("signals")
  void meanAndVarianceAreThoseOfLessLight(double electrons, double fraction, Method method) {
    long seed = Seeds.next("IntensityScalingTest, %s e-, s %s".formatted(electrons, fraction));
    Readout camera = IntensityScalingProofTest.readout(0.528, 3, 256, 1);
    RawImage source = LowLight.record(camera, electrons, SAMPLES, seed);
    RawImage scaled =
        new IntensityScaling(fraction, camera, method, Optional.empty())
            .draw(new Seed(seed, "scaled"))
            .apply(source);

    double[] moments = IntensityScalingProofTest.moments(scaled.samples());
    double variance = 0.528 * 0.528 * fraction * electrons + 9 + 1 / 12.0;
    assertThat(moments[0])
        .isCloseTo(256 + 0.528 * fraction * electrons, offset(5.5 * Math.sqrt(variance / SAMPLES)));
    // The excess of few electrons widens the estimator by a few per cent at most.
    assertThat(moments[1]).isCloseTo(variance, offset(5.8 * variance * Math.sqrt(2.0 / SAMPLES)));
  }

  /** A camera that resolves single electrons keeps their whole number, with new read noise. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 3, 2000})
  void countedElectronsHaveTheirMeanAndVariance(double electrons) {
    long seed = Seeds.next("IntensityScalingTest, counted %s e-".formatted(electrons));
    RawImage source = LowLight.record(COUNTING, electrons, SAMPLES, seed);
    for (Method method : Method.values()) {
      double[] moments =
          IntensityScalingProofTest.moments(
              new IntensityScaling(0.4, COUNTING, method, Optional.empty())
                  .draw(new Seed(seed, "counted"))
                  .apply(source)
                  .samples());
      double variance = 64 * 0.4 * electrons + 0.81 + 1 / 12.0;
      // A pixel of 3 electrons has an excess of 0.83, and its variance is less certain.
      double excess = 64 * 64 * 0.4 * electrons / (variance * variance);
      assertThat(moments[0])
          .isCloseTo(256 + 8 * 0.4 * electrons, offset(5.5 * Math.sqrt(variance / SAMPLES)));
      assertThat(moments[1])
          .isCloseTo(variance, offset(5.5 * variance * Math.sqrt((2 + excess) / SAMPLES)));
    }
  }

  /**
   * Every other sample is a whole number and a half; rounded half up, the variance would be 6 and 2
   * % larger.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 5})
  void halfElectronsRoundUpAsOftenAsDown(double electrons) {
    long seed = Seeds.next("IntensityScalingTest, halves of %s e-".formatted(electrons));
    Readout camera = IntensityScalingProofTest.readout(2, 2, 256, 1);
    double[] moments =
        IntensityScalingProofTest.moments(
            new IntensityScaling(0.5, camera)
                .draw(new Seed(seed, "halves"))
                .apply(LowLight.record(camera, electrons, SAMPLES, seed))
                .samples());
    double variance = 4 * 0.5 * electrons + 4 + 1 / 12.0;
    assertThat(moments[0])
        .isCloseTo(256 + 2 * 0.5 * electrons, offset(5.5 * Math.sqrt(variance / SAMPLES)));
    assertThat(moments[1]).isCloseTo(variance, offset(7 * variance * Math.sqrt(2.0 / SAMPLES)));
  }

  @Test
  void electronsAreCountedUpToANoiseOfThreeTwentieths() {
    assertThat(COUNTING.countsElectrons()).isTrue();
    assertThat(CAMERA.countsElectrons()).isFalse();
    double most = Math.sqrt(1.2 * 1.2 - 1 / 12.0);
    assertThat(IntensityScalingProofTest.readout(8, most - 1e-9, 256, 1).countsElectrons())
        .isTrue();
    assertThat(IntensityScalingProofTest.readout(8, most + 1e-9, 256, 1).countsElectrons())
        .isFalse();
  }

  /** The rest of 0.1 e⁻ is left out, so the mean of the result is s K n and not s (y − b). */
  @Test
  void gradientsOfCountedElectronsAreThoseOfMeanAndVariance() {
    long seed = Seeds.next("IntensityScalingTest, counted gradients");
    double s = 0.7;
    float[] samples = new float[SAMPLES];
    Arrays.fill(samples, 256 + 801);
    Pullback<RawImage, RawImage> pullback =
        new IntensityScaling(s, COUNTING)
            .draw(new Seed(seed, "gradients"))
            .pull(LowLight.frame(samples));
    double spread = s * (1 - s) * 8 * 800 + 0.81;
    float[] away = pullback.value().samples().clone();
    float[] ones = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      away[i] -= (float) (256 + s * 800);
      ones[i] = 1;
    }
    Gradient<RawImage> byMean = pullback.back(LowLight.frame(ones));
    Gradient<RawImage> bySquare = pullback.back(LowLight.frame(away));

    double sigma = Math.sqrt(spread / SAMPLES);
    assertThat(byMean.parameters()[0] / SAMPLES).isCloseTo(800, within(5.5 * sigma));
    assertThat(mean(byMean.input())).isCloseTo(s, within(5.5 * sigma / 1600));
    // Each is a deviation times a slope that contains the same deviation.
    double square = Math.sqrt(2.0 / SAMPLES) * spread;
    assertThat(bySquare.parameters()[0] / SAMPLES)
        .isCloseTo(
            (1 - 2 * s) * 8 * 800 / 2,
            within(5.5 * Math.hypot(800 * sigma, (1 - 2 * s) / (2 * s * (1 - s)) * square)));
    assertThat(mean(bySquare.input()))
        .isCloseTo(s * (1 - s) * 8 / 2, within(5.5 * Math.hypot(s * sigma, square / 1600)));
  }

  @Test
  void fullLightChangesNothing() {
    for (Readout camera : List.of(CAMERA, COUNTING, IntensityScalingProofTest.CURVED)) {
      RawImage source = LowLight.record(camera, 300, 5000, 1);
      for (Method method : Method.values()) {
        assertThat(
                new IntensityScaling(1, camera, method, Optional.empty())
                    .draw(new Seed(1, "all"))
                    .apply(source)
                    .samples())
            .containsExactly(source.samples());
      }
    }
  }

  @Test
  void sameSeedGivesSameBitsOnAnyNumberOfThreads() {
    RawImage source = LowLight.record(CAMERA, 300, 50_000, 1);
    float[] before = source.samples().clone();
    IntensityScaling scaling = new IntensityScaling(0.3, CAMERA);
    float[] one = scaling.draw(new Seed(5, "a")).apply(source, 1).samples();

    assertThat(scaling.draw(new Seed(5, "a")).apply(source, 2).samples()).containsExactly(one);
    assertThat(scaling.draw(new Seed(5, "a")).pull(source).value().samples()).containsExactly(one);
    assertThat(scaling.draw(new Seed(6, "a")).apply(source).samples()).isNotEqualTo(one);
    assertThat(scaling.draw(new Seed(5, "b")).apply(source).samples()).isNotEqualTo(one);
    assertThat(source.samples()).containsExactly(before);
  }

  /** Stored samples are on the converter's steps, and are clipped at both of its ends. */
  @Test
  void samplesAreRoundedAndClippedAsTheCameraDoes() {
    Readout shifted = new Readout(SiteValues.uniform(4), 8.448, 40, 16, 65520, 65520);
    float[] samples = new float[2000];
    Arrays.fill(samples, 0, 1000, 65520);
    Arrays.fill(samples, 1000, 2000, 16);
    float[] dimmed =
        new IntensityScaling(0.999, shifted)
            .draw(new Seed(3, "steps"))
            .apply(LowLight.frame(samples))
            .samples();
    for (float sample : dimmed) {
      assertThat(sample % 16).isZero();
      assertThat(sample).isBetween(0f, 65520f);
    }
    assertThat(dimmed).contains(0f, 65520f);
  }

  @Test
  void eachKindOfPixelHasItsOwnBlackLevel() {
    SiteValues black = new SiteValues(100, 200, 300, 400);
    Readout camera = new Readout(black, 0.5, 0, 1, 65535, 65535);
    for (Cfa cfa : Cfa.values()) {
      float[] samples = new float[16];
      for (int i = 0; i < 16; i++) {
        samples[i] = (float) black.at(cfa.siteAt(i / 4, i % 4));
      }
      RawImage dark = new RawImage(4, 4, cfa, RawImage.Unit.DN, samples, Calibration.unknown(16));
      assertThat(new IntensityScaling(0.5, camera).draw(new Seed(1, "dark")).apply(dark).samples())
          .containsExactly(samples);
    }
  }

  /**
   * With its map the pattern of offsets stays as it was; without, it is scaled as if it were light.
   */
  @Test
  void offsetsStayWhereTheirMapIsGiven() {
    Random random = new Random(4);
    float[] map = new float[LowLight.WIDTH];
    for (int i = 0; i < map.length; i++) {
      map[i] = random.nextInt(-40, 41);
    }
    int rows = 400;
    RawImage even = LowLight.record(CAMERA, 1000, rows * map.length, 9);
    float[] patterned = even.samples().clone();
    float[] offsets = new float[patterned.length];
    for (int i = 0; i < patterned.length; i++) {
      offsets[i] = map[i % map.length];
      patterned[i] += offsets[i];
    }
    RawImage source = even.with(RawImage.Unit.DN, patterned);
    Seed seed = new Seed(8, "offsets");
    float[] withMap =
        new IntensityScaling(
                0.25, CAMERA, Method.THINNING, Optional.of(even.with(RawImage.Unit.DN, offsets)))
            .draw(seed)
            .apply(source)
            .samples();
    float[] without = new IntensityScaling(0.25, CAMERA).draw(seed).apply(source).samples();
    float[] ofEven = new IntensityScaling(0.25, CAMERA).draw(seed).apply(even).samples();

    for (int i = 0; i < withMap.length; i++) {
      assertThat(withMap[i] - offsets[i]).isEqualTo(ofEven[i]);
    }
    for (int column = 0; column < map.length; column += 50) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        sum += without[row * map.length + column];
      }
      double sigma = Math.sqrt((0.528 * 0.528 * 250 + 1.48 * 1.48) / rows);
      assertThat(sum / rows).isCloseTo(256 + 0.528 * 250 + 0.25 * map[column], within(5.5 * sigma));
    }
  }

  /** A pixel that gathers less light has fewer electrons, and their shot noise, without any map. */
  @Test
  void theResponseOfPixelsNeedsNoMap() {
    long seed = Seeds.next("IntensityScalingTest, response");
    for (double response : new double[] {0.5, 1, 1.1}) {
      RawImage source = LowLight.record(CAMERA, 2000 * response, SAMPLES, seed);
      double[] moments =
          IntensityScalingProofTest.moments(
              new IntensityScaling(0.2, CAMERA)
                  .draw(new Seed(seed, "response"))
                  .apply(source)
                  .samples());
      double variance = 0.528 * 0.528 * 400 * response + 1.48 * 1.48 + 1 / 12.0;
      assertThat(moments[1]).isCloseTo(variance, offset(5.8 * variance * Math.sqrt(2.0 / SAMPLES)));
    }
  }

  @Test
  void saturatedPixelsAreFlagged() {
    RawImage source =
        new RawImage(
            2,
            2,
            Cfa.RGGB,
            RawImage.Unit.DN,
            new float[] {0, 4094, 4095, 300},
            Calibration.unknown(16));
    Readout camera = new Readout(SiteValues.uniform(256), 0.528, 1.48, 1, 4095, 4095);
    assertThat(new IntensityScaling(0.5, camera).saturated(source).kinds())
        .containsExactly(new byte[] {0, 0, 1, 0});
  }

  /** The presets: the converter limits the drone camera, the full well the microscope's. */
  @Test
  void theReadoutOfASensorIsInStoredSamples() {
    Readout drone = Readout.of(SensorSpec.DRONE);
    assertThat(drone.gain()).isEqualTo(8.448);
    assertThat(drone.black()).isEqualTo(SiteValues.uniform(4096));
    assertThat(drone.darkNoise()).isCloseTo(8.448 * Math.hypot(2.8, 0.2), within(1e-9));
    assertThat(drone.step()).isEqualTo(16);
    assertThat(drone.largest()).isEqualTo(65520);
    assertThat(drone.saturation()).isEqualTo(65520);

    Readout microscope = Readout.of(SensorSpec.MICROSCOPE);
    assertThat(microscope.step()).isEqualTo(1);
    assertThat(microscope.saturation())
        .isCloseTo(0.6445 + 30_000 * 2.18 - 3 * 2.18 * Math.hypot(2, 0.2), within(1e-6));
  }

  /** The charge at a signal, the signal of a share of it, and the slope K(s N) s / K(N). */
  @ParameterizedTest
  @EnumSource
  void onACurveMeanAndGradientAreThoseOfTheCharge(Method method) {
    long seed = Seeds.next("IntensityScalingTest, curve by " + method);
    Readout camera = IntensityScalingProofTest.CURVED;
    GainCurve curve = camera.response();
    double s = 0.4;
    double signal = 2000;
    float[] samples = new float[SAMPLES];
    Arrays.fill(samples, (float) (256 + signal));
    Pullback<RawImage, RawImage> pullback =
        new IntensityScaling(s, camera, method, Optional.empty())
            .draw(new Seed(seed, "curve"))
            .pull(LowLight.frame(samples));
    double charge = curve.linear(signal) / 0.528;
    double less = curve.signal(0.528 * s * charge);
    double here = 0.528 * curve.relativeGainAt(less);
    double sigma = here * Math.sqrt(s * (1 - s) * charge);
    // The mean of a curved function of noise lies below that of the mean by up to 0.05 DN.
    assertThat(mean(pullback.value())).isCloseTo(256 + less, within(0.05 + 6 * sigma / 632));
    float[] ones = new float[SAMPLES];
    Arrays.fill(ones, 1);
    Gradient<RawImage> byMean = pullback.back(LowLight.frame(ones));
    double slope = s * here / (0.528 * curve.relativeGainAt(signal));
    assertThat(mean(byMean.input())).isCloseTo(slope, within(1e-3 * slope));
    assertThat(byMean.parameters()[0] / SAMPLES)
        .isCloseTo(here * charge, within(1e-3 * here * charge));
  }

  @Test
  void theExposureIsScaledInTheCalibration() {
    Calibration known =
        new Calibration(
            16,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SourcedValue<>(0.01, "sidecar a.yaml")),
            Orientation.UPRIGHT);
    RawImage source = new RawImage(1, 1, Cfa.RGGB, RawImage.Unit.DN, new float[] {300}, known);
    assertThat(
            new IntensityScaling(0.25, CAMERA)
                .draw(new Seed(1, "a"))
                .apply(source)
                .calibration()
                .exposureSeconds())
        .contains(new SourcedValue<>(0.0025, "sidecar a.yaml, scaled by 0.25"));
  }

  /**
   * E[∂L/∂s] = ∂E[L]/∂s and E[∂L/∂y] likewise, for L = Σ y′ and for L = Σ (y′ − b)² / 2: the mean
   * and the variance of a result for a given y, with derivatives in closed form.
   */
  @ParameterizedTest
  @EnumSource
  void gradientsAreThoseOfMeanAndVariance(Method method) {
    long seed = Seeds.next("IntensityScalingTest, gradients " + method);
    double s = 0.7;
    double k = 0.528;
    double signal = 528; // 1000 whole electrons
    float[] samples = new float[SAMPLES];
    Arrays.fill(samples, (float) (256 + signal));
    RawImage source = LowLight.frame(samples);
    Pullback<RawImage, RawImage> pullback =
        new IntensityScaling(s, CAMERA, method, Optional.empty())
            .draw(new Seed(seed, "gradients"))
            .pull(source);

    float[] ones = new float[SAMPLES];
    Arrays.fill(ones, 1);
    Gradient<RawImage> byMean = pullback.back(LowLight.frame(ones));
    float[] away = pullback.value().samples().clone();
    for (int i = 0; i < away.length; i++) {
      away[i] -= 256;
    }
    Gradient<RawImage> bySquare = pullback.back(LowLight.frame(away));

    double noise = 1.48 * 1.48;
    double varianceByFraction = (1 - 2 * s) * k * signal - 2 * s * (noise + 1 / 12.0);
    double varianceBySample = s * (1 - s) * k;
    assertThat(byMean.parameters()[0] / SAMPLES).isCloseTo(signal, within(0.05));
    assertThat(mean(byMean.input())).isCloseTo(s, within(2e-4));
    assertThat(bySquare.parameters()[0] / SAMPLES)
        .isCloseTo(s * signal * signal + varianceByFraction / 2, within(40.0));
    assertThat(mean(bySquare.input()))
        .isCloseTo(s * s * signal + varianceBySample / 2, within(0.08));
  }

  /** Half the derivative of the variance of a row's mean, (1 − s²) ρ² and what its pixels add. */
  @Test
  void gradientsOfRowNoiseAreThoseOfItsVariance() {
    long seed = Seeds.next("IntensityScalingTest, rows");
    int width = 20;
    int height = 20_000;
    double s = 0.6;
    double shared = 6;
    Readout rows = new Readout(SiteValues.uniform(256), 0.5, 8, 1, 4095, 4095).withRowNoise(shared);
    float[] samples = new float[width * height];
    Arrays.fill(samples, 256);
    RawImage source =
        new RawImage(width, height, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
    Pullback<RawImage, RawImage> pullback =
        new IntensityScaling(s, rows).draw(new Seed(seed, "rows")).pull(source);
    float[] means = new float[samples.length];
    for (int row = 0; row < height; row++) {
      double sum = 0;
      for (int column = 0; column < width; column++) {
        sum += pullback.value().at(row, column) - 256;
      }
      Arrays.fill(means, row * width, (row + 1) * width, (float) (sum / width));
    }
    double own = 8 * 8 - shared * shared + 1 / 12.0;
    double expected = -s * (shared * shared + own / width);
    double spread = s / (1 - s * s) * ((1 - s * s) * (shared * shared + own / width));
    assertThat(pullback.back(source.with(RawImage.Unit.DN, means)).parameters()[0] / samples.length)
        .isCloseTo(expected, within(4.5 * spread * Math.sqrt(2.0 / height)));
  }

  /** The part of the variance alone: the gradient minus the part of the mean. */
  @ParameterizedTest
  @EnumSource
  void gradientsOfTheVarianceAreUnbiased(Method method) {
    long seed = Seeds.next("IntensityScalingTest, variance " + method);
    double s = 0.7;
    double k = 0.528;
    double signal = 528;
    float[] samples = new float[SAMPLES];
    Arrays.fill(samples, (float) (256 + signal));
    Pullback<RawImage, RawImage> pullback =
        new IntensityScaling(s, CAMERA, method, Optional.empty())
            .draw(new Seed(seed, "variance"))
            .pull(LowLight.frame(samples));
    float[] away = pullback.value().samples().clone();
    for (int i = 0; i < away.length; i++) {
      away[i] -= (float) (256 + s * signal);
    }
    Gradient<RawImage> gradient = pullback.back(LowLight.frame(away));
    double spread = s * (1 - s) * k * signal + (1 - s * s) * 1.48 * 1.48 - s * s / 12;
    double sigma = Math.sqrt(spread / SAMPLES);
    double varianceByFraction = (1 - 2 * s) * k * signal - 2 * s * (1.48 * 1.48 + 1 / 12.0);
    // The mean's part, signal · (y′ − E[y′]), averages out to within 5.5 σ.
    assertThat(gradient.parameters()[0] / SAMPLES)
        .isCloseTo(varianceByFraction / 2, within(5.5 * signal * sigma + 2));
    assertThat(mean(gradient.input()))
        .isCloseTo(s * (1 - s) * k / 2, within(5.5 * s * sigma + 1e-3));
  }

  @Test
  void clippedSamplesHaveNoGradient() {
    Readout camera = new Readout(SiteValues.uniform(1000), 1, 0, 1, 4095, 4095);
    RawImage source =
        new RawImage(
            2, 1, Cfa.RGGB, RawImage.Unit.DN, new float[] {-3000, 2000}, Calibration.unknown(16));
    float[] input =
        new IntensityScaling(0.5, camera)
            .draw(new Seed(1, "clip"))
            .pull(source)
            .back(source.with(RawImage.Unit.DN, new float[] {1, 1}))
            .input()
            .samples();
    assertThat(input[0]).isZero();
    assertThat(input[1]).isNotZero();
  }

  @Test
  void parameterValuesDefineTheStage() {
    IntensityScaling.Drawn drawn = new IntensityScaling(0.3, CAMERA).draw(new Seed(1, "a"));
    assertThat(drawn.values()).containsExactly(0.3);
    assertThat(drawn.with(new double[] {0.3})).isEqualTo(drawn);
    assertThat(drawn.parameters()).hasSize(1);
    assertThat(drawn.name()).isEqualTo("intensity_scaling");
  }

  /** (100 · 0.75 · 0.5)² = 1406.25, and never fewer than 400. */
  @Test
  void theGaussianMethodStatesItsCount() {
    assertThat(IntensityScaling.leastElectrons(0.25)).isCloseTo(1406.25, within(1e-9));
    assertThat(IntensityScaling.leastElectrons(0.5)).isEqualTo(400);
    assertThat(IntensityScaling.leastElectrons(0.01)).isCloseTo(9412.8804, within(1e-6));
  }

  @Test
  void invalidInputsAreRejected() {
    assertRejected(
        () -> new IntensityScaling(1.5, CAMERA),
        "intensity_scaling fraction is 1.5: expected above 0 and at most 1 (share of the light);"
            + " more light than was recorded cannot be simulated");
    assertRejected(
        () -> new IntensityScaling(0, CAMERA),
        "intensity_scaling fraction is 0.0: expected above 0 and at most 1 (share of the light);"
            + " more light than was recorded cannot be simulated");
    RawImage normalised = RawImage.normalised(1, 1, Cfa.RGGB, new float[] {0.5f});
    assertRejected(
        () -> new IntensityScaling(0.5, CAMERA).draw(new Seed(1, "a")).apply(normalised),
        "intensity_scaling got a normalised mosaic, whose electrons cannot be counted: expected"
            + " stored samples (DN)");
    RawImage source = LowLight.frame(new float[1000]);
    assertRejected(
        () ->
            new IntensityScaling(0.5, CAMERA, Method.THINNING, Optional.of(normalised))
                .draw(new Seed(1, "a"))
                .apply(source),
        "intensity_scaling offset map is 1×1 pixels, but the mosaic is 500×2: give a map of its"
            + " size");
    assertRejected(
        () -> new Readout(SiteValues.uniform(0), 0, 1, 1, 4095, 4095),
        "gain is 0: expected a finite number above 0 (DN/e⁻)");
    assertRejected(
        () -> new Readout(SiteValues.uniform(0), 1, -1, 1, 4095, 4095),
        "dark noise is -1: expected 0 to 65535 (DN)");
  }

  private static void assertRejected(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt, String message) {
    assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static double mean(RawImage raw) {
    return IntensityScalingProofTest.moments(raw.samples())[0];
  }
}
