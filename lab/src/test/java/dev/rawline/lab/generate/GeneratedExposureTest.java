package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.scenes.SceneKind;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Generated scenes lie within the range that was learned, and their raw images within a sensor's.
 */
class GeneratedExposureTest {
  private static final int PIXELS = 128;

  @BeforeAll
  static void start() {
    Engine.start(Device.CPU, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"microscope", "drone"})
  void radianceIsInTheRangeLearnedAndNinetyNinePercentOfThePixelsAreBelowSeventyOfSaturation(
      String preset) {
    SensorSpec sensor = SensorSpec.preset(preset).orElseThrow();
    OpticsSpec optics = OpticsSpec.preset(preset).orElseThrow();
    SimulatedCamera camera = new SimulatedCamera(sensor, optics, PIXELS, PIXELS, 1);
    GeneratedScenes scenes = HandMadeScenes.of(32, 4 * camera.spacing());
    try (SceneGenerator _ = scenes.generator()) {
      SceneKind kind = scenes.kind(camera);
      Imager imager = new Imager(optics, new SensorDevice(sensor, PIXELS, PIXELS, 1), kind.white());
      for (int i = 0; i < 4; i++) {
        Seed seed = new Seed(1, "scene " + i);
        Scene scene = kind.draw(kind.labels().get(i % 2), seed);
        requireRange(scene.radiance(imager.grid()).samples(), kind);
        float[] samples = imager.record(scene, seed).samples();
        double level = 0.7 * sensor.storedGain() * sensor.saturation();
        // Noise, and the rounding of the exposure time to three digits, move a pixel by less than 4
        // %.
        assertThat(share(samples, sensor.storedOffset() + 1.04 * level)).isLessThanOrEqualTo(0.01);
        assertThat(share(samples, sensor.storedOffset() + 0.96 * level))
            .as("not darker than it need be")
            .isGreaterThanOrEqualTo(0.01);
        assertThat(share(samples, sensor.storedSaturation() - 1)).as("saturated").isLessThan(0.001);
        assertThat(1 - share(samples, 0)).as("clipped at 0").isLessThan(0.001);
      }
    }
  }

  private static void requireRange(float[] radiance, SceneKind kind) {
    List<Double> white = List.of(kind.white().red(), kind.white().green(), kind.white().blue());
    int area = radiance.length / white.size();
    for (int i = 0; i < radiance.length; i++) {
      assertThat(radiance[i] / white.get(i / area))
          .isBetween(HandMadeScenes.LEAST * (1 - 1e-6), HandMadeScenes.MOST * (1 + 1e-6));
    }
  }

  private static double share(float[] samples, double above) {
    int count = 0;
    for (float sample : samples) {
      count += sample > above ? 1 : 0;
    }
    return (double) count / samples.length;
  }
}
