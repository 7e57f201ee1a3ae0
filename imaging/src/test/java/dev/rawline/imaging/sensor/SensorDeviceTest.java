package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.ForkedJvm;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Moments;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A complete sensor: stage by stage, row by row, on any number of threads, forwards and backwards.
 */
class SensorDeviceTest {
  private static final Exposure EXPOSURE = new Exposure(0.01, 30);

  /** Returns light that goes from darkness to saturation. */
  private static Irradiance light(int width, int height, Random random) {
    float[] samples = new float[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (1e16 * Math.pow(random.nextDouble(), 4) * 50);
    }
    return new Irradiance(width, height, samples);
  }

  /** One definition, several implementations: the same bits. */
  @ParameterizedTest
  @ValueSource(strings = {"1×1", "2×3", "129×65", "500×37"})
  void chainAndRecordAndThreadsGiveTheSameBits(String size) {
    Random random = new Random(Seeds.next("device of " + size));
    int width = Integer.parseInt(size.split("×", -1)[0]);
    int height = Integer.parseInt(size.split("×", -1)[1]);
    for (SensorSpec spec : SensorSpec.PRESETS) {
      SensorDevice device = new SensorDevice(spec, width, height, random.nextLong());
      Seed seed = new Seed(random.nextLong(), "sample");
      Irradiance light = light(width, height, random);
      float[] before = light.samples().clone();
      RawImage chained = device.chain(EXPOSURE, seed).apply(light);
      for (int threads : new int[] {1, 2, 3}) {
        RawImage recorded = device.record(light, EXPOSURE, seed, threads);
        assertThat(recorded.samples()).containsExactly(chained.samples());
        assertThat(recorded.calibration()).isEqualTo(chained.calibration());
        assertThat(recorded.cfa()).isEqualTo(chained.cfa());
        assertThat(recorded.unit()).isEqualTo(chained.unit());
      }
      assertThat(device.record(light, EXPOSURE, seed).samples()).containsExactly(chained.samples());
      assertThat(device.chain(EXPOSURE, seed).pull(light).value().samples())
          .containsExactly(chained.samples());
      assertThat(light.samples()).containsExactly(before);
    }
  }

  @Test
  void withAndWithoutVectorsOfAnyWidthTheBitsAreTheSame() throws Exception {
    long seed = Seeds.next("a device without vectors");
    String here = description(seed);
    String vectors = "--add-modules=jdk.incubator.vector";
    assertThat(ForkedJvm.run(AnotherDevice.class, seed)).isEqualTo(here);
    assertThat(ForkedJvm.run(AnotherDevice.class, seed, vectors, "-XX:MaxVectorSize=16"))
        .contains(here);
  }

  private static String description(long seed) {
    SensorDevice device = new SensorDevice(SensorSpec.DRONE, 200, 37, seed);
    Irradiance light = light(200, 37, new Random(seed));
    return "samples "
        + Arrays.hashCode(device.record(light, EXPOSURE, new Seed(seed, "bits")).samples());
  }

  /** Records in a separate process and prints the results. */
  static final class AnotherDevice {
    private AnotherDevice() {}

    @SuppressWarnings("SystemOut") // the parent process reads it
    public static void main(String[] arguments) {
      System.out.print(description(Long.parseLong(arguments[0])));
    }
  }

  @Test
  void anotherSeedIsAnotherRecordingOfTheSameDevice() {
    SensorDevice device = new SensorDevice(SensorSpec.DRONE, 200, 200, 1);
    float[] first = device.flat(5_000, EXPOSURE, new Seed(1, "a")).samples();
    assertThat(device.flat(5_000, EXPOSURE, new Seed(1, "a")).samples()).containsExactly(first);
    for (Seed other : new Seed[] {new Seed(2, "a"), new Seed(1, "b")}) {
      float[] second = device.flat(5_000, EXPOSURE, other).samples();
      int equal = 0;
      for (int i = 0; i < first.length; i++) {
        equal += first[i] == second[i] ? 1 : 0;
      }
      // About 1 / (2 σ √π) of the numbers agree by chance, σ about 20 DN.
      assertThat(equal).isLessThan(first.length / 20);
    }
  }

  /** The difference of two frames does not contain the pattern, their mean does. */
  @Test
  void patternBelongsToTheDeviceAndNoiseToTheFrame() {
    SensorSpec spec = Sensors.with(3, 0, 0.02, 4, 0, 0.5, 50, 16);
    SensorDevice device = new SensorDevice(spec, 1000, 1000, 4);
    double electrons = 10_000;
    float[] a = device.flat(2 * electrons, EXPOSURE, new Seed(1, "a")).samples();
    float[] b = device.flat(2 * electrons, EXPOSURE, new Seed(1, "b")).samples();
    float[] difference = new float[a.length];
    float[] sum = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
      sum[i] = a[i] + b[i];
    }
    double temporal = 0.25 * (electrons + 9) + 1 / 12.0;
    double spatial = 0.25 * (electrons * electrons * 0.0004 + 16);
    Moments.of(difference).checkNormal("difference", 0, Math.sqrt(2 * temporal));
    Moments.of(sum)
        .check(
            "sum",
            2 * (0.5 * electrons + 50),
            4 * spatial + 2 * temporal,
            3 * Math.pow(4 * spatial + 2 * temporal, 2));
  }

  @Test
  void darkAndFlatFramesEqualRecordingsOfThatLight() {
    SensorDevice device = new SensorDevice(SensorSpec.MICROSCOPE, 33, 21, 9);
    Seed seed = new Seed(3, "flat");
    float[] none = new float[3 * 33 * 21];
    assertThat(device.dark(EXPOSURE, seed).samples())
        .containsExactly(device.record(new Irradiance(33, 21, none), EXPOSURE, seed).samples());
    float[] even = new float[none.length];
    double side = 6.5e-6;
    Arrays.fill(even, (float) (9_000 / 3.0 / (side * side * 0.01)));
    assertThat(device.flat(9_000, EXPOSURE, seed).samples())
        .containsExactly(device.record(new Irradiance(33, 21, even), EXPOSURE, seed).samples());
  }

  /** Half of the photons become electrons, one DN each. */
  @Test
  void flatFieldHasTheStatedNumberOfPhotons() {
    SensorDevice device = new SensorDevice(Sensors.IDEAL, 500, 500, 1);
    float[] samples = device.flat(800, EXPOSURE, new Seed(1, "photons")).samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] -= 100;
    }
    Moments.of(samples).checkPoisson("photons", 400);
  }

  @Test
  void stagesAreInTheOrderOfTheLightPath() {
    assertThat(
            new SensorDevice(SensorSpec.DRONE, 2, 2, 1).chain(EXPOSURE, new Seed(1, "a")).stages())
        .extracting(Stage::name)
        .containsExactly(
            "photon_conversion",
            "photo_response_non_uniformity",
            "dark_current",
            "shot_noise",
            "full_well",
            "dark_signal_non_uniformity",
            "row_noise",
            "read_noise",
            "adc");
  }

  /**
   * The gradient by the exposure through shot noise, read noise and rounding is unbiased: for the
   * mean, ∂E[y]/∂t = K · λ′, and for the mean square, ∂E[y²]/∂t = (K² (2λ + 1) + 2 K b) · λ′.
   */
  @ParameterizedTest
  @ValueSource(doubles = {40, 4_000, 2_000_000})
  void theGradientByTheExposureIsUnbiased(double electronsPerSecond) {
    int side = 400;
    SensorSpec spec = Sensors.with(5, 0, 0, 0, 20, 0.5, 100, 16);
    Exposure exposure = new Exposure(0.01, 20);
    SensorDevice device = new SensorDevice(spec, side, side, 1);
    Irradiance light = Sensors.light(side, side, electronsPerSecond);
    Chain<Irradiance, RawImage> chain = device.chain(exposure, new Seed(2, "gradient"));
    ChainPullback<Irradiance, RawImage> pullback = chain.pull(light);
    double perSecond = electronsPerSecond + 20;
    double lambda = perSecond * exposure.seconds();
    float[] ones = new float[side * side];
    Arrays.fill(ones, 1);
    assertSlope("mean", pullback, ones, light, electronsPerSecond, 0.5 * perSecond);
    float[] twice = pullback.value().samples().clone();
    for (int i = 0; i < twice.length; i++) {
      twice[i] *= 2;
    }
    double ofSquare = (0.25 * (2 * lambda + 1) + 2 * 0.5 * 100) * perSecond;
    assertSlope("mean square", pullback, twice, light, electronsPerSecond, ofSquare);
  }

  private static void assertSlope(
      String what,
      ChainPullback<Irradiance, RawImage> pullback,
      float[] cotangent,
      Irradiance light,
      double electronsPerSecond,
      double expected) {
    Gradient<Irradiance> gradient =
        pullback.back(pullback.value().with(RawImage.Unit.DN, cotangent));
    int pixels = cotangent.length;
    double slope = (gradient.parameters()[0] + gradient.parameters()[1]) / pixels;

    // The part of a single pixel follows from the gradient by its light, t · ∂L/∂t = E · ∂L/∂E.
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < pixels; i++) {
      double single =
          3.0
              * light.samples()[i]
              * gradient.input().samples()[i]
              / 0.01
              * (1 + 20 / electronsPerSecond);
      sum += single;
      squares += single * single;
    }
    double mean = sum / pixels;
    double deviation = Math.sqrt(squares / pixels - mean * mean);
    assertThat(slope).as(what).isCloseTo(mean, offset(1e-5 * Math.abs(mean)));
    assertThat(slope).as(what).isCloseTo(expected, offset(5 * deviation / Math.sqrt(pixels)));
  }

  @Test
  void mismatchedInputsAreRejected() {
    SensorDevice device = new SensorDevice(SensorSpec.DRONE, 4, 3, 1);
    Seed seed = new Seed(1, "a");
    assertThatThrownBy(() -> device.record(Sensors.light(3, 4, 1), EXPOSURE, seed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the light has 3×4 pixels, but the sensor 4×3: give a frame of its size");
    for (float wrong : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      Irradiance light = Sensors.light(4, 3, 1);
      light.samples()[12 + 6] = wrong;
      assertThatThrownBy(() -> device.record(light, EXPOSURE, seed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the light in band 1 at row 1, column 2 is %s: expected a finite number, 0 or more"
                  + " (photons·s⁻¹·m⁻²)",
              wrong);
    }
    assertThatThrownBy(() -> device.flat(-1, EXPOSURE, seed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("photonsPerPixel is -1.0: expected a finite number, 0 or more (photons)");
    assertThatThrownBy(() -> device.flat(5, new Exposure(0, 20), seed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5.0 photons fall on each pixel in an exposure of 0 s: expose for longer");
    assertThat(device.flat(0, new Exposure(0, 20), seed).samples()).hasSize(12);
  }
}
