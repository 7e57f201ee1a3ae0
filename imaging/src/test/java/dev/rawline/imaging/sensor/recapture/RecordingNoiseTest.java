package dev.rawline.imaging.sensor.recapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingNoiseTest {
  private static final SensorSpec SENSOR = SensorSpec.DRONE;
  private static final int SIDE = 256;

  /** The same with a gain that falls by 40 % up to a signal of 2000 DN of 12 bits. */
  private static final SensorSpec CURVED =
      SENSOR.with(
          values ->
              values.gainCurve =
                  Optional.of(new GainCurve(List.of(2000.0), List.of(0.6), List.of(0.8))));

  private static RawImage flat(double electrons) {
    return flat(SENSOR, electrons);
  }

  private static RawImage flat(SensorSpec sensor, double electrons) {
    float[] samples = new float[SIDE * SIDE];
    double signal = sensor.storedResponse().signal(electrons * sensor.storedGain());
    Arrays.fill(samples, (float) (sensor.storedOffset() + signal));
    return new RawImage(
        SIDE,
        SIDE,
        Cfa.RGGB,
        RawImage.Unit.DN,
        samples,
        Calibration.unknown(SENSOR.containerBits()));
  }

  private static double[] moments(float[] drawn, float[] mean) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < drawn.length; i++) {
      double away = drawn[i] - mean[i];
      sum += away;
      squares += away * away;
    }
    return new double[] {sum / drawn.length, squares / drawn.length};
  }

  /** Mean and variance match the formula; 65536 samples determine a variance to 0.6 %. */
  @ParameterizedTest
  @CsvSource({"3000, 1", "3000, 0.1", "1000, 0.02", "2000, 4", "200, 0.5"})
  void varianceOfFurtherRecordingsMatchesTheFormula(double electrons, double light) {
    RawImage recorded = flat(electrons);
    RecordingNoise noise = new RecordingNoise(SENSOR, light);
    Seed seed = new Seed(Seeds.next("recording"), "sample");
    double expected =
        noise.photons(recorded.samples()[0]) + noise.readOut(recorded.samples()[0]) + noise.rows();
    double[] again = moments(noise.again(recorded, seed).samples(), recorded.samples());
    double[] normal = moments(noise.normal(recorded, seed).samples(), new float[SIDE * SIDE]);
    for (double[] moments : new double[][] {again, normal}) {
      // Row noise makes means uncertain by σ_row / √256.
      double mean = 5 * Math.sqrt(expected / SIDE / SIDE + noise.rows() / SIDE);
      assertThat(moments[0]).isCloseTo(0, within(mean));
      assertThat(moments[1]).isCloseTo(expected, within(0.03 * expected));
    }
  }

  /** On a curve the noise has the gain at the sample, and the mean stays. */
  @ParameterizedTest
  @CsvSource({"3000, 1", "3000, 0.1", "4000, 0.5", "2000, 4"})
  void varianceOnACurveMatchesTheFormula(double electrons, double light) {
    RawImage recorded = flat(CURVED, electrons);
    float sample = recorded.samples()[0];
    RecordingNoise noise = new RecordingNoise(CURVED, light);
    double gain =
        CURVED.storedGain()
            * CURVED.response().relativeGainAt((sample - CURVED.storedOffset()) / 16);
    double read = CURVED.response().signal(Math.min(1, light) * electrons * CURVED.gain());
    double shot = gain * gain * CURVED.response().noiseFactorAt(read) * electrons / light;
    assertThat(noise.photons(sample)).isCloseTo(shot, within(1e-4 * shot));
    double rows = noise.rows() * Math.pow(noise.relativeGain(sample), 2);
    double expected = shot + noise.readOut(sample) + rows;
    Seed seed = new Seed(Seeds.next("recording on a curve"), "sample");
    double[] again = moments(noise.again(recorded, seed).samples(), recorded.samples());
    double[] normal = moments(noise.normal(recorded, seed).samples(), new float[SIDE * SIDE]);
    // The mean of a bent function lies off by half its curvature times the variance.
    double bend = 1e-4 * expected;
    for (double[] moments : new double[][] {again, normal}) {
      double mean = 5 * Math.sqrt(expected / SIDE / SIDE + rows / SIDE) + bend;
      assertThat(moments[0]).isCloseTo(0, within(mean));
      assertThat(moments[1]).isCloseTo(expected, within(0.03 * expected));
    }
  }

  @Test
  void theSameSeedDrawsTheSameNoise() {
    RawImage recorded = flat(500);
    RecordingNoise noise = new RecordingNoise(SENSOR, 0.3);
    assertThat(noise.again(recorded, new Seed(1, "a")).samples())
        .isEqualTo(noise.again(recorded, new Seed(1, "a")).samples())
        .isNotEqualTo(noise.again(recorded, new Seed(2, "a")).samples());
  }

  /** The light of a saturated sample is unknown; it has no variance and is not changed. */
  @Test
  void saturatedSamplesAreUnchanged() {
    RawImage recorded = flat(2 * SENSOR.saturation());
    RecordingNoise noise = new RecordingNoise(SENSOR, 0.5);
    float sample = recorded.samples()[0];
    assertThat(noise.isKnown(sample)).isFalse();
    assertThat(noise.photons(sample)).isZero();
    assertThat(noise.again(recorded, new Seed(1, "a")).samples()).containsOnly(sample);
    assertThat(noise.normal(recorded, new Seed(1, "a")).samples()).containsOnly(0);
  }

  /**
   * Half the light doubles the relative variance of the photons and quadruples that of the
   * read-out.
   */
  @Test
  void variancesFollowTheLight() {
    Random random = new Random(Seeds.next("variances"));
    double sample = SENSOR.storedOffset() + SENSOR.storedGain() * 5000 * random.nextDouble();
    RecordingNoise whole = new RecordingNoise(SENSOR, 1);
    RecordingNoise half = new RecordingNoise(SENSOR, 0.5);
    RecordingNoise twice = new RecordingNoise(SENSOR, 2);
    assertThat(half.photons(sample)).isCloseTo(2 * whole.photons(sample), within(1e-9));
    assertThat(half.readOut(sample)).isCloseTo(4 * whole.readOut(sample), within(1e-9));
    assertThat(half.rows()).isCloseTo(4 * whole.rows(), within(1e-9));
    assertThat(twice.photons(sample)).isCloseTo(whole.photons(sample) / 2, within(1e-9));
    assertThat(twice.readOut(sample)).isCloseTo(whole.readOut(sample) / 2, within(1e-9));
  }

  @Test
  void invalidLightAndRecordingsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingNoise(SENSOR, 0))
        .withMessageContaining("light");
    RawImage normalised = RawImage.normalised(2, 2, Cfa.RGGB, new float[4]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingNoise(SENSOR, 1).again(normalised, new Seed(1, "a")))
        .withMessageContaining("expected stored samples (DN)");
  }
}
