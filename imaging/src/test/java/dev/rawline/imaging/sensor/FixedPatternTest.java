package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.random.Moments;
import dev.rawline.imaging.random.Seed;
import org.junit.jupiter.api.Test;

/** The fixed pattern of a device; seeds of the statistics are fixed. */
class FixedPatternTest {
  private static final SensorSpec DRONE = SensorSpec.DRONE;
  private static final SensorSpec WITHOUT_DEFECTS = Sensors.withDefects(0, 0, 0);

  @Test
  void aDeviceKeepsItsPattern() {
    FixedPattern first = FixedPattern.draw(DRONE, 131, 67, 5);
    FixedPattern again = FixedPattern.draw(DRONE, 131, 67, 5);
    FixedPattern other = FixedPattern.draw(DRONE, 131, 67, 6);
    assertThat(again.photoResponse()).containsExactly(first.photoResponse());
    assertThat(again.darkSignal()).containsExactly(first.darkSignal());
    assertThat(again.darkCurrent()).containsExactly(first.darkCurrent());
    assertThat(correlation(first.photoResponse(), other.photoResponse())).isLessThan(0.06);
    assertThat(correlation(first.darkSignal(), other.darkSignal())).isLessThan(0.06);
    assertThat(correlation(first.darkSignal(), first.photoResponse())).isLessThan(0.06);
  }

  /** Of 8777 pairs of independent numbers 0.06 is more than five standard deviations. */
  private static double correlation(float[] a, float[] b) {
    Moments ofA = Moments.of(a);
    Moments ofB = Moments.of(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - ofA.mean()) * (b[i] - ofB.mean());
    }
    return Math.abs(sum / a.length / Math.sqrt(ofA.variance() * ofB.variance()));
  }

  @Test
  void aSmallerAreaIsTheTopLeftPartOfALargerOne() {
    SensorSpec spec = Sensors.withDefects(0.1, 50, 0.1);
    FixedPattern large = FixedPattern.draw(spec, 333, 40, 5);
    FixedPattern small = FixedPattern.draw(spec, 150, 31, 5);
    for (int row = 0; row < 31; row++) {
      for (int column = 0; column < 150; column++) {
        int there = row * 333 + column;
        int here = row * 150 + column;
        assertThat(small.photoResponse()[here]).isEqualTo(large.photoResponse()[there]);
        assertThat(small.darkSignal()[here]).isEqualTo(large.darkSignal()[there]);
        assertThat(small.darkCurrent()[here]).isEqualTo(large.darkCurrent()[there]);
      }
    }
  }

  @Test
  void responseAndOffsetAreNormal() {
    FixedPattern pattern = FixedPattern.draw(WITHOUT_DEFECTS, 1021, 1024, 1);
    Moments.of(pattern.photoResponse())
        .checkNormal("PRNU", 1, WITHOUT_DEFECTS.photoResponseNonUniformity());
    Moments.of(pattern.darkSignal())
        .checkNormal("DSNU", 0, WITHOUT_DEFECTS.darkSignalNonUniformity());
    assertThat(pattern.darkCurrent()).containsOnly((float) WITHOUT_DEFECTS.darkCurrent());
  }

  @Test
  void defectsAreAsFrequentAsSpecified() {
    int pixels = 1021 * 1024;
    SensorSpec spec = Sensors.withDefects(0.01, 400, 0.002);
    FixedPattern pattern = FixedPattern.draw(spec, 1021, 1024, 2);
    int dead = 0;
    int hot = 0;
    double current = 0;
    boolean both = false;
    for (int i = 0; i < pixels; i++) {
      boolean isHot = pattern.darkCurrent()[i] != (float) spec.darkCurrent();
      dead += pattern.photoResponse()[i] == 0 ? 1 : 0;
      hot += isHot ? 1 : 0;
      current += isHot ? pattern.darkCurrent()[i] : 0;
      both |= isHot && pattern.photoResponse()[i] == 0;
    }
    assertThat(both).as("hot and dead").isFalse();
    assertThat((double) dead).isCloseTo(0.002 * pixels, offset(5 * Math.sqrt(0.002 * pixels)));
    assertThat((double) hot).isCloseTo(0.01 * pixels, offset(5 * Math.sqrt(0.01 * pixels)));
    assertThat(current / hot).isCloseTo(400, offset(5 * 400 / Math.sqrt(hot)));
  }

  /** A hot pixel is bright in darkness, a dead one dark in the light. */
  @Test
  void defectsShowInFrames() {
    SensorSpec spec = Sensors.withDefects(0.02, 1000, 0.02);
    SensorDevice device = new SensorDevice(spec, 100, 80, 3);
    Exposure exposure = new Exposure(1, 25);
    Seed seed = new Seed(1, "defects");
    float[] dark = device.dark(exposure, seed).samples();
    float[] light = device.flat(12_000, exposure, seed).samples();
    for (int i = 0; i < dark.length; i++) {
      double hot = device.pattern().darkCurrent()[i];
      if (hot > 100) {
        assertThat(dark[i] / 16).isGreaterThan((float) (256 + 0.528 * (hot - 60)) * 0.8f);
      }
      if (device.pattern().photoResponse()[i] == 0) {
        assertThat(light[i] / 16).isLessThan(256 + 20f);
      }
    }
  }

  @Test
  void sidesAreChecked() {
    for (int side : new int[] {0, -3}) {
      assertThatThrownBy(() -> FixedPattern.even(SensorSpec.DRONE, 4, side))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the sensor has 4×%d pixels: expected sides of at least 1 and at most 2147483639 pixels in all (px)"
                  .formatted(side));
    }
    assertThatThrownBy(() -> FixedPattern.draw(SensorSpec.DRONE, -3, -4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the sensor has -3×-4 pixels: expected sides of at least 1 and at most 2147483639"
                + " pixels in all (px)");
    assertThatThrownBy(() -> FixedPattern.even(SensorSpec.DRONE, 65536, 65536))
        .hasMessage(
            "the sensor has 65536×65536 pixels: expected sides of at least 1 and at most 2147483639"
                + " pixels in all (px)");
  }

  @Test
  void mapsAreChecked() {
    assertThatThrownBy(() -> new FixedPattern(2, 1, new float[] {1, 1}, new float[3], new float[2]))
        .hasMessage(
            "darkSignal has 3 values, but the sensor has 2×1 pixels: give one value per pixel");
    assertThatThrownBy(
            () -> new FixedPattern(2, 1, new float[] {1, -1}, new float[2], new float[2]))
        .hasMessage(
            "photoResponse is -1.0 at row 0, column 1: expected a finite number, 0 or more"
                + " (relative)");
    assertThatThrownBy(
            () ->
                new FixedPattern(
                    1, 2, new float[] {1, 1}, new float[] {0, Float.NaN}, new float[2]))
        .hasMessage("darkSignal is NaN at row 1, column 0: expected a finite number (e⁻)");
    assertThatThrownBy(
            () ->
                new FixedPattern(
                    1, 1, new float[1], new float[1], new float[] {Float.POSITIVE_INFINITY}))
        .hasMessage(
            "darkCurrent is Infinity at row 0, column 0: expected a finite number, 0 or more"
                + " (e⁻/s)");
  }
}
