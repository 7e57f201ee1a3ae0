package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.Readout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gain as a curve over the signal: its laws, and what a simulated camera makes of it. */
class GainCurveTest {

  private static GainCurve any(Random random) {
    List<Double> signal = new ArrayList<>();
    List<Double> relative = new ArrayList<>();
    double last = 0;
    for (int i = random.nextInt(1, 7); i > 0; i--) {
      last += random.nextDouble(1, 1000);
      signal.add(last);
      relative.add(random.nextDouble(0.5, 2));
    }
    return new GainCurve(signal, relative);
  }

  @Test
  void linearSignalIsTheIntegralOfTheReciprocalGainAndItsInverseRestoresTheSignal() {
    Random random = new Random(Seeds.next("gain curves"));
    for (int n = 0; n < 200; n++) {
      GainCurve curve = any(random);
      double largest = 1.2 * curve.signal().getLast();
      double integral = 0;
      double signal = -largest / 10;
      assertThat(curve.linear(signal)).isEqualTo(signal);
      signal = 0;
      List<Double> ends = new ArrayList<>(curve.signal());
      ends.add(largest);
      for (double end : ends) {
        // The reciprocal is linear up to there: the rule of the middle is exact.
        double width = (end - signal) / 500;
        for (int i = 0; i < 500; i++, signal += width) {
          integral += width / curve.relativeGainAt(signal + width / 2);
          double linear = curve.linear(signal + width);
          assertThat(linear).isCloseTo(integral, within(1e-10 * largest));
          assertThat(curve.signal(linear)).isCloseTo(signal + width, within(1e-10 * largest));
        }
        signal = end;
      }
      for (int i = 0; i < curve.signal().size(); i++) {
        assertThat(curve.relativeGainAt(curve.signal().get(i)))
            .isCloseTo(curve.relativeGain().get(i), within(1e-12));
      }
    }
  }

  @Test
  void aConstantGainReturnsTheSignalItself() {
    for (double signal : new double[] {-3.3, 0, 0.1, 1e9}) {
      assertThat(GainCurve.CONSTANT.linear(signal)).isEqualTo(signal);
      assertThat(GainCurve.CONSTANT.signal(signal)).isEqualTo(signal);
      assertThat(GainCurve.CONSTANT.relativeGainAt(signal)).isEqualTo(1);
    }
    assertThat(GainCurve.CONSTANT.isConstant()).isTrue();
  }

  @Test
  void theNoiseFactorIsStraightBetweenSignals() {
    GainCurve curve = new GainCurve(List.of(100.0, 300.0), List.of(1.0, 1.0), List.of(0.8, 0.6));
    double[][] table = {{-5, 1}, {0, 1}, {50, 0.9}, {100, 0.8}, {200, 0.7}, {300, 0.6}, {1e6, 0.6}};
    for (double[] entry : table) {
      assertThat(curve.noiseFactorAt(entry[0])).isCloseTo(entry[1], within(1e-12));
      assertThat(curve.noiseSignal(entry[0])).isCloseTo(entry[1] * entry[0], within(1e-6));
    }
    assertThat(new GainCurve(List.of(100.0), List.of(0.5)).noiseFactorAt(70)).isEqualTo(1);
    assertThatThrownBy(() -> new GainCurve(List.of(100.0), List.of(0.5), List.of(0.5, -0.5)))
        .hasMessage(
            "gain curve: noiseFactor is -0.5: expected a finite number above 0 (no unit);"
                + " noiseFactor has 2 numbers, but there are 1 signals: give one for each, or"
                + " none");
  }

  @Test
  void otherUnitsAreTheSameCurve() {
    Random random = new Random(Seeds.next("scaled gain curves"));
    GainCurve curve = any(random);
    for (double signal : new double[] {-5, 1, 77, 500, 9000}) {
      assertThat(curve.scaled(16).linear(16 * signal))
          .isCloseTo(16 * curve.linear(signal), within(1e-8));
      assertThat(curve.scaled(16).relativeGainAt(16 * signal))
          .isCloseTo(curve.relativeGainAt(signal), within(1e-12));
    }
    assertThat(curve.scaled(1)).isSameAs(curve);
  }

  @Test
  void everyInvalidNumberIsReported() {
    assertThatThrownBy(() -> new GainCurve(List.of(500.0, 500.0, -1.0), List.of(0.99, 0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gain curve: signal is -1: expected a finite number above 0 (DN); relativeGain is 0:"
                + " expected a finite number above 0 (no unit); relativeGain has 2 numbers, but"
                + " there are 3 signals: give one for each; signal 500.0 follows 500.0: expected"
                + " each to be larger than the one before (DN); signal -1.0 follows 500.0: expected"
                + " each to be larger than the one before (DN)");
  }

  @Test
  void saturationIsTheChargeThatReachesTheLargestNumberAlongTheCurve() {
    SensorSpec straight = Sensors.with(0, 0, 0, 0, 0, 0.25, 95, 12);
    SensorSpec curved = withCurve(straight, new GainCurve(List.of(4000.0), List.of(0.8)));
    // 1/ρ rises from 1 to 1.25, so the converter is full at 4000 · 1.125 / 0.25 e⁻.
    assertThat(straight.saturation()).isEqualTo(16_000);
    assertThat(curved.saturation()).isCloseTo(18_000, within(1e-9));
    SensorSpec small = curved.with(values -> values.fullWell = 1000);
    double signal = 4000 * (Math.sqrt(1 + 2 * 0.25 * 250 / 4000) - 1) / 0.25;
    assertThat(small.storedSaturation()).isEqualTo(16 * Math.floor(95.5 + signal));
  }

  private static SensorSpec withCurve(SensorSpec sensor, GainCurve curve) {
    return sensor.with(values -> values.gainCurve = Optional.of(curve));
  }

  /**
   * Photon transfer of a simulated camera: √N = ½ ∫ dS / σ of its frames alone gives charge and
   * gain of the curve, and the variance is that of the formula. 40 levels of two frames of 40,000
   * pixels each know a variance to 0.5 %, and a mean to 0.12 DN at most.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.7, 0.95, 1.2})
  void simulatedPhotonTransferReturnsTheCurve(double relativeGain) {
    long seed = Seeds.next("photon transfer of a curve to " + relativeGain);
    double gain = 0.3;
    double readNoise = 8;
    SensorSpec sensor =
        withCurve(
            Sensors.with(readNoise, 0, 0, 0, 0, gain, 50, 14),
            new GainCurve(List.of(1500.0, 4000.0), List.of((1 + relativeGain) / 2, relativeGain)));
    GainCurve curve = sensor.response();
    SensorDevice device = new SensorDevice(sensor, 200, 200, seed);
    Exposure exposure = new Exposure(1, 20);
    double root = 0;
    double signalBefore = 0;
    double noiseBefore = Double.NaN;
    double ratios = 0;
    int levels = 40;
    for (int i = 1; i <= levels; i++) {
      // σ is nearly straight over √N, so that the mean of two of them is that of the step.
      double electrons = 14_000.0 * i * i / levels / levels;
      double[] found = pair(device, 2 * electrons, exposure, seed, i);
      double signal = found[0] - 50 * 4;
      double shared = curve.relativeGainAt(signal / 4) * gain * 4;
      double dark = shared * shared * readNoise * readNoise + 16 / 12.0;
      double noise = Math.sqrt(found[1] - dark);
      ratios += found[1] / (shared * shared * electrons + dark) / levels;
      assertThat(signal / 4)
          .as("mean of %s e⁻", electrons)
          .isCloseTo(curve.signal(gain * electrons), within(0.6));
      root += i == 1 ? Math.sqrt(electrons) : (signal - signalBefore) / (noiseBefore + noise);
      signalBefore = signal;
      noiseBefore = noise;
    }
    assertThat(ratios).as("variance over theory").isCloseTo(1, within(0.005));
    assertThat(root * root).as("electrons of the noise alone").isCloseTo(14_000, within(140.0));
    assertThat(noiseBefore / root / 4)
        .as("gain at the last level")
        .isCloseTo(gain * curve.relativeGainAt(signalBefore / 4), within(0.02 * gain));
  }

  /**
   * A camera whose mean is straight and whose variance bends, simulated and scaled to less light:
   * mean and variance are those of the curve at every share.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 0.1, 0.03})
  void aNoiseFactorBendsTheVarianceAndNotTheMean(double share) {
    long seed = Seeds.next("a noise factor in a share of " + share);
    GainCurve curve = new GainCurve(List.of(1500.0, 4000.0), List.of(1.0, 1.0), List.of(0.75, 0.7));
    SensorSpec sensor = withCurve(Sensors.with(6, 0, 0, 0, 0, 0.3, 50, 14), curve);
    SensorDevice device = new SensorDevice(sensor, 400, 400, seed);
    double electrons = 10_000;
    RawImage source = device.flat(2 * electrons, new Exposure(1, 20), new Seed(seed, "factor"));
    RawImage scaled =
        new IntensityScaling(share, Readout.of(sensor)).draw(new Seed(seed, "less")).apply(source);
    double sum = 0;
    double squares = 0;
    double mean = 4 * (50 + 0.3 * share * electrons);
    for (float sample : scaled.samples()) {
      sum += sample - mean;
      squares += (sample - mean) * (sample - mean);
    }
    int count = scaled.samples().length;
    double charge = share * electrons;
    double factor = curve.noiseFactorAt(0.3 * charge);
    double variance = 16 * (0.09 * (factor * charge + 36) + 1 / 12.0);
    assertThat(sum / count).isCloseTo(0, within(5 * Math.sqrt(variance / count)));
    assertThat(squares / count).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / count)));
    assertThat(Readout.of(sensor).response().noiseFactorAt(4 * 0.3 * charge)).isEqualTo(factor);
  }

  /** Returns mean and temporal variance of two frames of flat light [stored DN, DN²]. */
  private static double[] pair(
      SensorDevice device, double photons, Exposure exposure, long seed, int level) {
    RawImage one = device.flat(photons, exposure, new Seed(seed, "one " + level));
    RawImage two = device.flat(photons, exposure, new Seed(seed, "two " + level));
    double sum = 0;
    double squares = 0;
    int count = one.samples().length;
    for (int i = 0; i < count; i++) {
      double difference = one.samples()[i] - two.samples()[i];
      sum += one.samples()[i] + two.samples()[i];
      squares += difference * difference;
    }
    return new double[] {sum / 2 / count, squares / 2 / count};
  }
}
