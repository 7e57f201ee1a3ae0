package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The 95 % intervals cover the truth of a simulated camera in 95 of 100 seeds. Seeds are fixed: the
 * outcome is the same every time.
 */
class CoverageTest {

  @Test
  void intervalsCoverTheTruth() {
    Coverage coverage = plain(48, 40);
    assertThat(coverage.quantities()).isEqualTo(23);
    System.out.println(coverage.table());
    // An interval of 95 % covers fewer than 31 of 40 with a chance of 2e-5.
    coverage.require(31, 40);
  }

  /** With patterns of rows and columns, on the minimal camera. */
  @Test
  @Tag("slow")
  void intervalsCoverTheTruthOfAPlainCamera() {
    Coverage coverage = plain(64, 200);
    assertThat(coverage.quantities()).isEqualTo(23);
    System.out.println(coverage.table());
    coverage.require(181, 197);
  }

  /** On the sensor's own stages; each seed draws a new device with its own pattern. */
  @Test
  @Tag("slow")
  void intervalsCoverTheTruthOfADevice() {
    SensorSpec spec = SimulatedCamera.spec(Optional.empty());
    Coverage coverage = new Coverage();
    for (int seed = 0; seed < 200; seed++) {
      CalibrationFrames frames = SimulatedCamera.frames(spec, SimulatedCamera.SIDE, seed);
      coverage.add(Truth.of(spec, SensorCalibration.of(frames).channels().getFirst()));
    }
    System.out.println(coverage.table());
    assertThat(coverage.quantities()).isEqualTo(25);
    coverage.require(181, 197);
  }

  private static Coverage plain(int side, int seeds) {
    Coverage coverage = new Coverage();
    for (int seed = 0; seed < seeds; seed++) {
      PlainCamera camera = new PlainCamera(side, seed);
      SensorCalibration calibration = SensorCalibration.of(camera.frames());
      assertThat(calibration.channels()).hasSize(1);
      coverage.add(Truth.ofPlainCamera(camera, calibration.channels().getFirst()));
    }
    return coverage;
  }
}
