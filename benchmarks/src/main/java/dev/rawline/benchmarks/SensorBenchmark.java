package dev.rawline.benchmarks;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Adc;
import dev.rawline.imaging.sensor.DarkCurrent;
import dev.rawline.imaging.sensor.DarkSignalNonUniformity;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.FixedPattern;
import dev.rawline.imaging.sensor.FullWell;
import dev.rawline.imaging.sensor.PhotoResponseNonUniformity;
import dev.rawline.imaging.sensor.PhotonConversion;
import dev.rawline.imaging.sensor.ReadoutNoise;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.ShotNoise;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The time of each stage of the drone's sensor and of all together, for a frame of 256² pixels,
 * including the frame that it returns; on all cores of the program.
 */
@Fork(
    value = 1,
    jvmArgsAppend = {MeasuredTime.VECTORS, MeasuredTime.ALIGNED, "-Xmx4g"})
public class SensorBenchmark extends MeasuredTime {
  private static final int SIDE = 256;
  private static final int PIXELS = SIDE * SIDE;

  private static final SensorSpec SPEC = SensorSpec.DRONE;
  private static final Exposure EXPOSURE = new Exposure(0.001, 25);
  private static final Seed SEED = new Seed(1, "bench");

  /**
   * The stage's name; {@code shot_noise few} has 8 electrons a pixel, all others half of
   * saturation; {@code shot_read_adc} are three stages, {@code record} is the complete fused
   * sensor, {@code normal} are random numbers of the normal distribution.
   */
  @Param({
    "photon_conversion",
    "photo_response_non_uniformity",
    "dark_current",
    "shot_noise",
    "shot_noise few",
    "full_well",
    "dark_signal_non_uniformity",
    "row_noise",
    "read_noise",
    "adc",
    "shot_read_adc",
    "chain",
    "record",
    "normal"
  })
  public String stage;

  private Runnable measured;
  private Object result;

  /** Makes the stage and the frame that it takes. */
  @Setup
  public void prepare() {
    double half = SPEC.saturation() / 2;
    SensorDevice device = new SensorDevice(SPEC, SIDE, SIDE, 1);
    FixedPattern pattern = device.pattern();
    Electrons charge = charge(half);
    Electrons few = charge(8);
    Irradiance light = light(half);
    float[] numbers = new float[PIXELS];
    RandomStream random = new RandomStream(1);
    DarkCurrent dark =
        new DarkCurrent(pattern, SPEC.referenceTemperature(), SPEC.doublingTemperature(), EXPOSURE);
    Chain<Electrons, ?> three =
        Chain.of(new ShotNoise().draw(SEED))
            .then(ReadoutNoise.ofPixels(SPEC.readNoise()).draw(SEED))
            .then(new Adc(SPEC, 1));
    measured =
        switch (stage) {
          case "photon_conversion" -> of(PhotonConversion.of(SPEC, 0.001), light);
          case "photo_response_non_uniformity" ->
              of(new PhotoResponseNonUniformity(pattern), charge);
          case "dark_current" -> of(dark, charge);
          case "shot_noise" -> of(new ShotNoise().draw(SEED), charge);
          case "shot_noise few" -> of(new ShotNoise().draw(SEED), few);
          case "full_well" -> of(new FullWell(SPEC.fullWell()), charge);
          case "dark_signal_non_uniformity" -> of(new DarkSignalNonUniformity(pattern), charge);
          case "row_noise" -> of(ReadoutNoise.ofRows(SPEC.rowNoise()).draw(SEED), charge);
          case "read_noise" -> of(ReadoutNoise.ofPixels(SPEC.readNoise()).draw(SEED), charge);
          case "adc" -> of(new Adc(SPEC, 1), charge);
          case "shot_read_adc" -> () -> result = three.apply(charge);
          case "chain" -> () -> result = device.chain(EXPOSURE, SEED).apply(light);
          case "record" -> () -> result = device.record(light, EXPOSURE, SEED);
          case "normal" -> () -> random.gaussians(numbers, 0, PIXELS);
          default -> throw new IllegalArgumentException("no stage is called " + stage);
        };
  }

  private <I extends Frame> Runnable of(Stage<I, ?> one, I input) {
    return () -> result = one.apply(input);
  }

  private static Electrons charge(double electrons) {
    float[] samples = new float[PIXELS];
    Arrays.fill(samples, (float) electrons);
    return new Electrons(SIDE, SIDE, Cfa.RGGB, samples);
  }

  /** Returns light that gives green pixels a charge. */
  static Irradiance light(double electrons) {
    PhotonConversion unit = PhotonConversion.of(SPEC, EXPOSURE.seconds());
    float[] samples = new float[3 * PIXELS];
    Arrays.fill(samples, 1e15f);
    Irradiance light = new Irradiance(SIDE, SIDE, samples);
    Arrays.fill(samples, (float) (1e15 * electrons / unit.apply(light).at(0, 1)));
    return light;
  }

  /** Applies the stage. */
  @Benchmark
  public Object apply() {
    measured.run();
    return result;
  }
}
