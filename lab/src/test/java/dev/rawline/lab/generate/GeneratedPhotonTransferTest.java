package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.scenes.SceneKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Raw images of a generated scene have the noise of the sensor: the variance of a pixel in time is
 * K · mean + floor, with floor = K² · (read noise² + row noise²) + quantization.
 */
class GeneratedPhotonTransferTest {
  private static final int PIXELS = 512;
  private static final int FRAMES = 10;

  @BeforeAll
  static void start() {
    Engine.start(Device.CPU, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"microscope", "drone"})
  void theSlopeOfVarianceOverMeanIsTheGainOfTheSensorInDarkAndInBrightPlaces(String preset) {
    SensorSpec sensor = SensorSpec.preset(preset).orElseThrow();
    List<Point> points = measure(sensor, OpticsSpec.preset(preset).orElseThrow());
    double gain = sensor.storedGain();
    double step = 1 << sensor.shift();
    double floor =
        gain * gain * (square(sensor.readNoise()) + square(sensor.rowNoise())) + square(step) / 12;
    int half = points.size() / 2;
    List<Point> dark = points.subList(0, half);
    List<Point> bright = points.subList(half, points.size());
    assertThat(mean(bright)).as("a wide range of light").isGreaterThan(1.4 * mean(dark));
    for (List<Point> some : List.of(dark, bright, points)) {
      // Of a variance by n frames the relative standard error is √(2 / (n − 1)).
      double error = gain * Math.sqrt(2.0 / (FRAMES - 1) / some.size());
      assertThat(error).as("standard error").isLessThan(0.0015 * gain);
      assertThat(slope(some, floor)).isCloseTo(gain, Offset.offset(0.005 * gain));
    }
  }

  private record Point(double mean, double variance) {}

  private static double square(double number) {
    return number * number;
  }

  private static double mean(List<Point> points) {
    return points.stream().mapToDouble(Point::mean).average().orElseThrow();
  }

  /** Returns the slope by least squares: the error of a variance is in proportion to it. */
  private static double slope(List<Point> points, double floor) {
    return points.stream()
        .mapToDouble(point -> (point.variance() - floor) / point.mean())
        .average()
        .orElseThrow();
  }

  /** Records one scene many times: the noise alone differs. Returns its pixels, darkest first. */
  private static List<Point> measure(SensorSpec sensor, OpticsSpec optics) {
    SimulatedCamera camera = new SimulatedCamera(sensor, optics, PIXELS, PIXELS, 1);
    GeneratedScenes scenes = HandMadeScenes.of(32, PIXELS / 32 * camera.spacing());
    double[] sums = new double[PIXELS * PIXELS];
    double[] squares = new double[PIXELS * PIXELS];
    try (SceneGenerator _ = scenes.generator()) {
      SceneKind kind = scenes.kind(camera);
      Imager imager = new Imager(optics, new SensorDevice(sensor, PIXELS, PIXELS, 1), kind.white());
      Irradiance light = imager.light(kind.draw("round", new Seed(1, "scene")));
      Exposure exposure =
          new Exposure(
              AutomaticExposure.DEFAULT.seconds(sensor, light), sensor.referenceTemperature());
      for (int frame = 0; frame < FRAMES; frame++) {
        float[] samples = imager.record(light, exposure, new Seed(2, "frame " + frame)).samples();
        for (int i = 0; i < samples.length; i++) {
          double signal = samples[i] - sensor.storedOffset();
          sums[i] += signal;
          squares[i] += signal * signal;
        }
      }
    }
    double clipped = 0.9 * sensor.storedGain() * sensor.saturation();
    double dead = 0.01 * clipped;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / FRAMES;
      if (mean > dead && mean < clipped) {
        points.add(new Point(mean, (squares[i] - mean * sums[i]) / (FRAMES - 1)));
      }
    }
    assertThat(points).as("pixels that see light").hasSizeGreaterThan(sums.length * 99 / 100);
    points.sort(Comparator.comparingDouble(Point::mean));
    return points;
  }
}
