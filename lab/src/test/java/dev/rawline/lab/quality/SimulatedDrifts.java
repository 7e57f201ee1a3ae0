package dev.rawline.lab.quality;

import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.optics.GaussianSpread;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.optics.PointSpread;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.scenes.SceneKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * Scenes that one camera records without and with drift: the physical light path itself changes,
 * not the finished image.
 */
final class SimulatedDrifts {
  private static final int MASKED_WIDTH = 64;
  private static final int MASKED_HEIGHT = 32;

  private final SceneKind kind;
  private final SensorSpec sensor;
  private final int side;
  private final long seed;
  private final long device;
  private final List<String> labels;
  private final double seconds;
  private final Imager imager;

  SimulatedDrifts(SceneKind kind, OpticsSpec optics, SensorSpec sensor, int side, long seed) {
    this.kind = kind;
    this.sensor = sensor;
    this.side = side;
    this.seed = seed;
    device = seed;
    labels = kind.labels();
    imager = new Imager(optics, new SensorDevice(sensor, side, side, seed), kind.white());
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += AutomaticExposure.DEFAULT.seconds(sensor, light(-1 - i, labels)) / 8;
    }
    seconds = 0.7 * sum;
  }

  private SimulatedDrifts(SimulatedDrifts other, long device) {
    kind = other.kind;
    sensor = other.sensor;
    side = other.side;
    seed = other.seed;
    labels = other.labels;
    seconds = other.seconds;
    imager = other.imager;
    this.device = device;
  }

  /** Returns another camera of this kind: its pixels differ, the exposure is the same. */
  SimulatedDrifts ofDevice(long device) {
    return new SimulatedDrifts(this, device);
  }

  private Seed seedOf(int scene) {
    return new Seed(seed, "scene " + scene);
  }

  private Irradiance light(int scene, List<String> of) {
    return imager.light(kind.draw(of.get(Math.floorMod(scene, of.size())), seedOf(scene)));
  }

  /** Returns the irradiance of scenes, for several recordings of it. */
  Irradiance[] lights(int from, int count, List<String> of) {
    Irradiance[] lights = new Irradiance[count];
    Parallel.forEach(Parallel.CORES, count, i -> lights[i] = light(from + i, of));
    return lights;
  }

  /** Returns the irradiance of scenes of all classes. */
  Irradiance[] lights(int from, int count) {
    return lights(from, count, labels);
  }

  /** Returns the undrifted sensor. */
  SensorSpec sensor() {
    return sensor;
  }

  /** Records light with a drift of the camera. */
  RawImage record(Irradiance light, CameraDrift difference, Seed noise) {
    double sigma = difference.value(DriftParameter.BLUR);
    Irradiance blurred =
        sigma > 0
            ? new PointSpread(
                    new GaussianSpread(
                        new Rgb(sigma, sigma, sigma), GaussianSpread.pixels(1).unit()),
                    sensor.pixelPitch())
                .apply(light)
            : light;
    return new SensorDevice(sensor(difference), side, side, device)
        .record(blurred, exposure(difference), noise);
  }

  /** Returns the mean of as many masked pixels as a small sensor has, of one recording [DN]. */
  private double opticalBlack(CameraDrift difference, Seed noise) {
    SensorDevice masked = new SensorDevice(sensor(difference), MASKED_WIDTH, MASKED_HEIGHT, device);
    RawImage dark = masked.dark(exposure(difference), noise);
    double sum = 0;
    for (float sample : dark.samples()) {
      sum += sample;
    }
    return sum / dark.samples().length;
  }

  private Exposure exposure(CameraDrift difference) {
    return new Exposure(
        seconds * difference.value(DriftParameter.EXPOSURE), sensor.referenceTemperature());
  }

  private SensorSpec sensor(CameraDrift difference) {
    double red = difference.value(DriftParameter.RED);
    double blue = difference.value(DriftParameter.BLUE);
    double[][] rows = {{red, 0, 0}, {0, 1, 0}, {0, 0, blue}};
    List<List<Double>> filters = sensor.transmission().orElseThrow().rows();
    double[] scaled = new double[9];
    for (int i = 0; i < 9; i++) {
      scaled[i] = filters.get(i / 3).get(i % 3) * rows[i / 3][i / 3];
    }
    double read =
        Math.sqrt(
            sensor.readNoise() * sensor.readNoise()
                + difference.get(DriftParameter.READ_NOISE)
                    / Math.pow(sensor.storedGain() * difference.value(DriftParameter.GAIN), 2));
    return sensor.with(
        values -> {
          values.transmission = Optional.of(Matrix3.of(scaled));
          values.readNoise = read;
          values.gain = sensor.gain() * difference.value(DriftParameter.GAIN);
          values.offset =
              sensor.offset()
                  + Math.scalb(difference.get(DriftParameter.BLACK_LEVEL), -sensor.shift());
          values.origins = Map.of();
        });
  }

  /** Measures recordings of lights, each with noise of its own. */
  List<InspectedImage> measured(Irradiance[] lights, CameraDrift difference, String noise) {
    return recorded(lights, difference, noise, UnaryOperator.identity(), false).images();
  }

  /**
   * Measures recordings of lights, each with noise of its own.
   *
   * @param processing what happens to an image after the sensor
   * @param masked whether files hold pixels that a mask keeps dark
   */
  Recordings recorded(
      Irradiance[] lights,
      CameraDrift difference,
      String noise,
      UnaryOperator<RawImage> processing,
      boolean masked) {
    InspectedImage[] images = new InspectedImage[lights.length];
    PlainNumbers[] plain = new PlainNumbers[lights.length];
    Inspector inspector = inspector();
    Parallel.forEach(
        Parallel.CORES,
        lights.length,
        i -> {
          String name = noise + " " + i;
          RawImage image = processing.apply(record(lights[i], difference, new Seed(seed, name)));
          OptionalDouble black =
              masked
                  ? OptionalDouble.of(opticalBlack(difference, new Seed(seed, "masked " + name)))
                  : OptionalDouble.empty();
          images[i] = new InspectedImage(name, inspector.inspect(image, black));
          plain[i] = PlainNumbers.of(image);
        });
    return new Recordings(Arrays.asList(images), Arrays.asList(plain));
  }

  /** Returns the inspector of the undrifted camera. */
  Inspector inspector() {
    return new Inspector(
        SiteValues.uniform(sensor.storedOffset()),
        sensor.storedSaturation(),
        1 << sensor.shift(),
        sensor.photoResponseNonUniformity());
  }
}
