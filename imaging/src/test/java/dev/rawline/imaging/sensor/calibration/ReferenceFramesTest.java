package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The calibration of a real camera against numbers found independently (numpy) from its frames. */
class ReferenceFramesTest {

  @Test
  void calibrationMatchesTheReferenceCamera() {
    SensorCalibration calibration = SensorCalibration.of(ReferenceFrames.read());
    ChannelCalibration camera = calibration.channels().getFirst();
    assertThat(camera.gain().value()).isCloseTo(0.2802, within(0.005 * 0.2802));
    assertThat(camera.quantumEfficiency().orElseThrow().value())
        .isCloseTo(0.451, within(0.005 * 0.451));
    assertThat(camera.darkNoise().orElseThrow().value()).isCloseTo(10.92, within(0.005 * 10.92));
    assertThat(camera.offset().orElseThrow().value()).isCloseTo(14.75, within(0.05));
    assertThat(camera.photoResponseNonUniformity().orElseThrow().total().value())
        .isCloseTo(0.30, within(0.01));
    assertThat(camera.points()).hasSize(22);
    assertThat(camera.points().stream().filter(PhotonTransferPoint::inGainFit)).hasSize(15);
    // The converter clips before the pixels are full, and none of the 320×240 pixels is defective.
    assertThat(camera.fullWell()).isEmpty();
    assertThat(calibration.maps().orElseThrow().hot()).isEmpty();
    assertThat(calibration.maps().orElseThrow().dead()).isEmpty();
  }
}
