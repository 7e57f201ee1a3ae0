package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.sensor.GainCurve;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shape of the gain is found in the mean, its scale and the noise factor in the variance. */
class GainCurveFitTest {
  private static final int SEEDS = 5;
  private static final double WELL = 40000;

  private static List<GeneralCalibration> measured(Consumer<PlainCamera> kind) {
    return IntStream.range(0, SEEDS)
        .mapToObj(
            seed -> {
              PlainCamera camera = new PlainCamera(64, seed);
              camera.fullWell = Double.POSITIVE_INFINITY;
              camera.brightest = 0.02;
              camera.exposures = 30;
              kind.accept(camera);
              return SensorCalibration.of(camera.frames()).channels().getFirst().general();
            })
        .toList();
  }

  private static void bend(PlainCamera camera) {
    camera.converted = charge -> charge - 0.05 * charge * charge / WELL;
  }

  /** dS/dN of a charge N that makes the signal S, S = K (N − 0.05 N² / 40000). */
  private static double bentGain(double signal) {
    return Math.sqrt(1 - 4 * 0.05 / WELL * signal / PlainCamera.GAIN);
  }

  @Test
  void aBentResponseIsFoundInTheMean() {
    for (GeneralCalibration found : measured(GainCurveFitTest::bend)) {
      GainCurve curve = found.gainCurve().orElseThrow();
      for (double signal : curve.signal()) {
        assertThat(curve.relativeGainAt(signal)).isCloseTo(bentGain(signal), within(0.005));
      }
      assertThat(curve.noiseFactor()).isEmpty();
      assertThat(found.initialGain().orElseThrow().value())
          .isCloseTo(PlainCamera.GAIN, within(0.01 * PlainCamera.GAIN));
    }
  }

  /** As in a camera that smooths: its mean is straight. */
  @Test
  void aBentVarianceOfAStraightMeanIsANoiseFactor() {
    for (GeneralCalibration found :
        measured(camera -> camera.noiseFactor = charge -> 1 - 0.3 * charge / WELL)) {
      GainCurve curve = found.gainCurve().orElseThrow();
      for (double signal : curve.signal()) {
        assertThat(curve.relativeGainAt(signal)).isCloseTo(1, within(0.005));
        assertThat(curve.noiseFactorAt(signal))
            .isCloseTo(1 - 0.3 * signal / PlainCamera.GAIN / WELL, within(0.04));
      }
    }
  }

  /** Where nothing is known of the light, all of the bend counts as the gain's. */
  @Test
  void withoutLightTheVarianceGivesTheShape() {
    for (GeneralCalibration found :
        measured(
            camera -> {
              camera.converted = charge -> charge - 0.2 * charge * charge / WELL;
              camera.knowsLight = false;
            })) {
      Optional<GainCurve> curve = found.gainCurve();
      assertThat(curve).isPresent();
      double top = curve.get().signal().getLast();
      assertThat(curve.get().relativeGainAt(top))
          .isCloseTo(Math.sqrt(1 - 0.8 / WELL * top / PlainCamera.GAIN), within(0.03));
    }
  }

  @Test
  void aStraightCameraHasNoCurve() {
    assertThat(measured(camera -> {})).allMatch(found -> found.gainCurve().isEmpty());
  }
}
