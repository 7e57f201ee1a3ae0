package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Mosaicing;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.metric.Psnr;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InverseIspTest {
  private static final InverseIsp DRONE = new InverseIsp(Camera.DRONE, SensorSpec.DRONE);
  private static final InverseIsp MICROSCOPE =
      new InverseIsp(Camera.MICROSCOPE, SensorSpec.MICROSCOPE);
  private static final List<Demosaicing> DEMOSAICINGS =
      List.of(Bilinear.DEFAULT, Malvar2004.DEFAULT, Menon2007.DEFAULT);

  /**
   * The samples that the cameras store for white: numpy.linalg.solve, as in
   * benchmarks/peers/inverse.py.
   */
  private static final Map<String, Rgb> LIGHT_OF_WHITE =
      Map.of(
          "drone", new Rgb(0.348853, 1, 0.577769),
          "microscope", new Rgb(0.636712, 0.192810, 0.077828));

  @Test
  void presetsAreFoundByName() {
    assertThat(InverseIsp.preset("drone")).contains(DRONE);
    assertThat(InverseIsp.preset("microscope")).contains(MICROSCOPE);
    assertThat(InverseIsp.preset("phone")).isEmpty();
  }

  /** Lines of benchmarks/peers/inverse.py. */
  @ParameterizedTest
  @CsvSource({
    "drone, 0, 0, 0, 4095.938, 4102.491, 4095.938, 4102.491",
    "drone, 255, 255, 255, 26958.022, 69637.491, 69630.938, 41966.610",
    "drone, 200, 90, 40, 13792.103, 12726.295, 12719.742, 6146.746",
    "drone, 40, 90, 200, 6684.249, 17847.662, 17841.108, 22440.947",
    "drone, 0, 255, 255, 11153.343, 62767.151, 62760.598, 40407.932",
    "microscope, 0, 0, 0, 0.644, 0.644, 0.644, 0.644",
    "microscope, 255, 255, 255, 41727.568, 12636.366, 12636.366, 5101.120",
    "microscope, 200, 90, 40, 29595.578, 1131.721, 1131.721, -907.484",
    "microscope, 0, 255, 255, -9345.039, 12890.384, 12890.384, 6893.701",
    "microscope, 146, 85, 160, 12179.519, 1152.083, 1152.083, 1866.641"
  })
  void samplesMatchAnIndependentComputation(
      String name, int red, int green, int blue, double r, double g1, double g2, double b) {
    InverseIsp inverse = InverseIsp.preset(name).orElseThrow();
    View picture = even(2, 2, red / 255f, green / 255f, blue / 255f);
    RawImage stored = inverse.camera().digitalNumbers(mosaic(inverse, picture));
    double[] wanted = {r, g1, g2, b};
    for (int i = 0; i < wanted.length; i++) {
      assertThat((double) stored.samples()[i]).isCloseTo(wanted[i], offset(0.02));
    }
    RawImage recorded = recorded(inverse, picture);
    double step = 1 << inverse.sensor().shift();
    for (int i = 0; i < wanted.length; i++) {
      // Light below 0 is clipped to the black level, where DN have a precision of half a step.
      double lit = Math.max(wanted[i], inverse.sensor().storedOffset());
      double held = Math.min(lit, inverse.sensor().storedSaturation());
      assertThat((double) recorded.samples()[i]).isCloseTo(held, offset(step / 2 + 7));
    }
  }

  /** Returns the normalised mosaic of a picture, without noise, neither rounded nor clipped. */
  private static RawImage mosaic(InverseIsp inverse, View picture) {
    Camera camera = inverse.camera();
    SensorSpec sensor = inverse.sensor();
    Calibration levels =
        Calibration.ofLevels(
            sensor.containerBits(),
            SiteValues.uniform(sensor.storedOffset()),
            sensor.storedSaturation(),
            "sensor");
    return Chain.of(Gamma.DEFAULT.inverse())
        .then(new ColourCorrection(camera.colourMatrix()).inverse())
        .then(new WhiteBalance(camera.whiteBalance()).inverse())
        .then(new Mosaicing(sensor.layout(), levels))
        .then(new BlackLevel(camera.blackLevel()).inverse())
        .apply(picture);
  }

  /** A mosaic → its unfiltered view → the same mosaic, bit by bit. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MONOCHROME")
  void recordedMosaicIsRestoredBitByBit(Cfa cfa) {
    Random random = new Random(Seeds.next("InverseIspTest, mosaics"));
    for (InverseIsp inverse :
        List.of(with(DRONE, cfa), with(MICROSCOPE, cfa), curved(with(DRONE, cfa)))) {
      for (Demosaicing demosaicing : DEMOSAICINGS) {
        for (int[] size : new int[][] {{2, 2}, {3, 5}, {31, 13}, {20, 131}}) {
          RawImage raw = mosaic(inverse, size[0], size[1], random);
          View picture =
              Isp.plain(inverse.camera(), demosaicing).apply(inverse.camera().normalise(raw));
          for (float sample : picture.samples()) {
            assertThat(sample).isBetween(0.01f, 0.99f);
          }
          ExpectedCharge expected = inverse.expected(picture);
          assertThat(expected.negative()).isZero();
          assertThat(expected.saturated()).isZero();
          assertThat(inverse.recorded(expected.charge(), Optional.empty()).samples())
              .as("%s %s %s", inverse.camera().name(), demosaicing.name(), Arrays.toString(size))
              .isEqualTo(raw.samples());
        }
      }
    }
  }

  private static InverseIsp curved(InverseIsp straight) {
    GainCurve curve = new GainCurve(List.of(1500.0, 3800.0), List.of(1.05, 0.7));
    return new InverseIsp(
        straight.camera(), straight.sensor().with(values -> values.gainCurve = Optional.of(curve)));
  }

  /**
   * In a uniform picture nothing is interpolated: the only error is the converter's rounding,
   * propagated forward.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MONOCHROME")
  void uniformPictureIsRestoredUpToRounding(Cfa cfa) {
    Random random = new Random(Seeds.next("InverseIspTest, even"));
    for (InverseIsp inverse : List.of(with(DRONE, cfa), with(MICROSCOPE, cfa))) {
      for (int i = 0; i < 5; i++) {
        float grey = 0.3f + 0.6f * random.nextFloat();
        View picture = even(9, 7, grey, grey + 0.05f * random.nextFloat(), grey);
        View again = forward(inverse, Bilinear.DEFAULT, recorded(inverse, picture));
        for (Colour colour : Colour.values()) {
          double level = Math.pow(picture.at(colour, 0, 0), 2.2);
          double error = carried(inverse, colour, rounding(inverse)) + 1e-6;
          double bound = Math.pow(level, 1 / 2.2) - Math.pow(level - error, 1 / 2.2);
          for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 9; column++) {
              assertThat((double) again.at(colour, row, column))
                  .isCloseTo(picture.at(colour, row, column), offset(bound));
            }
          }
        }
      }
    }
  }

  /**
   * A wave of length λ is interpolated bilinearly with an error of at most A (2π/λ)² / 2, A its
   * amplitude and the distance to the samples 1 px each way; carried through gains, matrix and the
   * slope of the gamma it bounds the PSNR from below.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MONOCHROME")
  void smoothPictureIsRestoredWithinInterpolationError(Cfa cfa) {
    for (InverseIsp inverse : List.of(with(DRONE, cfa), with(MICROSCOPE, cfa))) {
      int width = 65;
      int height = 49;
      double length = 32;
      double least = 0.2;
      double amplitude = 0.1;
      Rgb white = LIGHT_OF_WHITE.get(inverse.camera().name());
      float[] light = new float[3 * width * height];
      for (int i = 0; i < light.length; i++) {
        double wave = Math.cos(2 * Math.PI * (i % width) / length);
        light[i] = (float) Math.pow(least + amplitude * (1 + wave), 1 / 2.2);
      }
      View picture = new View(width, height, light);
      double worst = 0;
      for (Colour colour : Colour.values()) {
        Rgb guessed =
            new Rgb(
                wrong(inverse, amplitude * white.red(), length),
                wrong(inverse, amplitude * white.green(), length),
                wrong(inverse, amplitude * white.blue(), length));
        double slope = Math.pow(least, 1 / 2.2 - 1) / 2.2;
        worst = Math.max(worst, slope * carried(inverse, colour, guessed));
      }
      double bound = -20 * Math.log10(worst);
      double found = psnr(forward(inverse, Bilinear.DEFAULT, recorded(inverse, picture)), picture);
      System.out.printf(
          "smooth picture, %s %s: PSNR %.1f dB, bound %.1f dB%n",
          inverse.camera().name(), cfa, found, bound);
      assertThat(bound).isGreaterThan(30);
      assertThat(found).isGreaterThan(bound);
    }
  }

  private static double wrong(InverseIsp inverse, double amplitude, double length) {
    double wave = 2 * Math.PI / length;
    return amplitude * wave * wave / 2 + rounding(inverse).red();
  }

  /** Half a step of the converter, normalised. */
  private static Rgb rounding(InverseIsp inverse) {
    double half = 0.5 * (1 << inverse.sensor().shift()) / 65535;
    return new Rgb(half, half, half);
  }

  /** Returns the largest change of a linear display colour per error of the mosaic's colours. */
  private static double carried(InverseIsp inverse, Colour display, Rgb errors) {
    double sum = 0;
    for (Colour colour : Colour.values()) {
      sum +=
          Math.abs(
              inverse.camera().colourMatrix().at(display.plane(), colour.plane())
                  * inverse.camera().whiteBalance().at(colour)
                  * errors.at(colour));
    }
    return sum;
  }

  /** Mean and variance of every kind of pixel are those of the photon transfer. */
  @ParameterizedTest
  @ValueSource(strings = {"drone", "microscope"})
  void noiseMatchesTheSensor(String name) {
    InverseIsp inverse = InverseIsp.preset(name).orElseThrow();
    SensorSpec sensor = inverse.sensor();
    int side = 512;
    View picture = even(side, side, 0.55f, 0.5f, 0.6f);
    Electrons charge = inverse.expected(picture).charge();
    RawImage quiet = inverse.recorded(charge, Optional.empty());
    RawImage noisy = inverse.recorded(charge, Optional.of(new Seed(7, "noise")));
    for (Cfa.Site site : Cfa.Site.values()) {
      double mean = 0;
      double square = 0;
      double count = side * side / 4.0;
      double expected = 0;
      double rounded = 0;
      for (int i = 0; i < charge.samples().length; i++) {
        if (charge.cfa().siteAt(i / side, i % side) == site) {
          double difference = noisy.samples()[i] - quiet.samples()[i];
          mean += difference / count;
          square += difference * difference / count;
          expected = charge.samples()[i];
          rounded = quiet.samples()[i];
        }
      }
      double gain = sensor.storedGain();
      double variance = variance(sensor, expected);
      double black = inverse.camera().blackLevel().at(site) * 65535;
      double exact = gain * expected + black - rounded;
      // Row noise is shared by a row, so its mean has but side / 2 numbers.
      double ofMean =
          Math.sqrt(
              variance / count
                  + gain * gain * sensor.rowNoise() * sensor.rowNoise() / (side / 2.0));
      assertThat(mean).as("mean of %s", site).isCloseTo(exact, offset(4 * ofMean + 1e-3 * gain));
      assertThat(square - mean * mean)
          .as("variance of %s", site)
          .isCloseTo(variance, offset(4 * variance * Math.sqrt(2 / count) + 0.002 * variance));
    }
  }

  /** Returns the variance of a stored sample by photons, read-out and rounding [DN²]. */
  private static double variance(SensorSpec sensor, double electrons) {
    double step = 1 << sensor.shift();
    double readOut =
        sensor.readNoise() * sensor.readNoise() + sensor.rowNoise() * sensor.rowNoise();
    double gain = sensor.storedGain();
    return gain * gain * (electrons + readOut) + step * step / 12;
  }

  @Test
  void theSameSeedGivesTheSameNoise() {
    Electrons charge = DRONE.expected(even(33, 17, 0.4f, 0.4f, 0.4f)).charge();
    float[] drawn = noisy(charge, new Seed(1, "a"));
    assertThat(noisy(charge, new Seed(1, "a"))).isEqualTo(drawn);
    assertThat(noisy(charge, new Seed(2, "a"))).isNotEqualTo(drawn);
    assertThat(noisy(charge, new Seed(1, "b"))).isNotEqualTo(drawn);
  }

  private static float[] noisy(Electrons charge, Seed seed) {
    return DRONE.recorded(charge, Optional.of(seed)).samples();
  }

  /**
   * White is more green than the drone's sensor holds: half of the samples, and every pixel's
   * colour. Cyan would need red light below 0 of the microscope: a quarter of the samples.
   */
  @Test
  void lightOutOfRangeIsCounted() {
    ExpectedCharge white = DRONE.expected(even(4, 6, 1, 1, 1));
    assertThat(white)
        .extracting(
            ExpectedCharge::negative, ExpectedCharge::saturated, ExpectedCharge::unreachable)
        .containsExactly(0.0, 0.5, 1.0);
    ExpectedCharge cyan = MICROSCOPE.expected(even(4, 6, 0, 1, 1));
    assertThat(cyan)
        .extracting(
            ExpectedCharge::negative, ExpectedCharge::saturated, ExpectedCharge::unreachable)
        .containsExactly(0.25, 0.0, 1.0);
    assertThat(cyan.charge().samples()).startsWith(0);
    for (float level : new float[] {0, 0.002f, 0.5f, 0.96f}) {
      ExpectedCharge grey = DRONE.expected(even(4, 6, level, level, level));
      assertThat(grey)
          .extracting(
              ExpectedCharge::negative, ExpectedCharge::saturated, ExpectedCharge::unreachable)
          .containsExactly(0.0, 0.0, 0.0);
    }
    // One pixel of four, a blue one: the mosaic keeps nothing of its colour that is out of range.
    float[] samples = even(2, 2, 0.5f, 0.5f, 0.5f).samples();
    samples[3] = 0;
    samples[7] = 1;
    samples[11] = 1;
    ExpectedCharge one = MICROSCOPE.expected(new View(2, 2, samples));
    assertThat(one)
        .extracting(
            ExpectedCharge::negative, ExpectedCharge::saturated, ExpectedCharge::unreachable)
        .containsExactly(0.0, 0.0, 0.25);
  }

  /** In less light nothing saturates, and a camera that compensates for it restores the picture. */
  @Test
  void lessLightAvoidsSaturation() {
    View white = even(8, 8, 1, 1, 1);
    InverseIsp dimmer = new InverseIsp(Camera.DRONE.withLight(0.5), SensorSpec.DRONE);
    ExpectedCharge expected = dimmer.expected(white);
    assertThat(expected.unreachable()).isZero();
    RawImage raw = dimmer.recorded(expected.charge(), Optional.empty());
    assertThat(psnr(forward(dimmer, Menon2007.DEFAULT, raw), white)).isGreaterThan(60);
    float[] whole = DRONE.expected(white).charge().samples();
    for (int i = 0; i < whole.length; i++) {
      assertThat((double) expected.charge().samples()[i])
          .isCloseTo(whole[i] / 2, offset(1e-6 * whole[i]));
    }
  }

  /** {@code --camera file} renders what the camera itself renders. */
  @ParameterizedTest
  @ValueSource(strings = {"drone", "microscope"})
  void theRawImageDescribesItsCamera(String name) {
    for (double light : new double[] {1, 0.25}) {
      InverseIsp preset = InverseIsp.preset(name).orElseThrow();
      InverseIsp inverse = new InverseIsp(preset.camera().withLight(light), preset.sensor());
      RawImage raw = recorded(inverse, even(16, 12, 0.5f, 0.45f, 0.6f));
      assertThat(raw.calibration().exposureSeconds()).isEmpty();
      Camera own = Camera.of(raw);
      View itself = Isp.plain(own, Bilinear.DEFAULT).apply(own.normalise(raw));
      assertThat(psnr(itself, forward(inverse, Bilinear.DEFAULT, raw))).isGreaterThan(75);
      assertThat(new InverseIsp(own, preset.sensor())).isNotNull();
    }
  }

  /** A camera that scales from black to white is undone with its sensor's levels. */
  @Test
  void inverseRestoresRawImagesOfBothScales() {
    Camera camera =
        new Camera(
            "mine",
            Camera.Scale.BLACK_TO_WHITE,
            SiteValues.uniform(0),
            new Rgb(2, 1, 1.5),
            Matrix3.IDENTITY);
    InverseIsp inverse = new InverseIsp(camera, SensorSpec.DRONE);
    View white = even(4, 4, 1, 1, 1);
    RawImage raw = recorded(inverse, white);
    assertThat(raw.samples()[1]).isEqualTo((float) SensorSpec.DRONE.storedSaturation());
    assertThat(inverse.expected(white).unreachable()).isZero();
    View again = forward(inverse, Bilinear.DEFAULT, raw);
    assertThat(psnr(again, white)).isGreaterThan(60);
  }

  @Test
  void nonInvertibleStagesAreRejected() {
    Camera blind =
        new Camera(
            "blind",
            Camera.Scale.FULL_SCALE,
            SiteValues.uniform(0.1),
            new Rgb(0, 1, 1),
            Matrix3.IDENTITY);
    assertThatThrownBy(() -> new InverseIsp(blind, SensorSpec.DRONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("white_balance of RED is 0.0");
    Camera bright =
        new Camera(
            "bright",
            Camera.Scale.FULL_SCALE,
            new SiteValues(0.1, 0.1, -0.1, 0.1),
            new Rgb(1, 1, 1),
            Matrix3.IDENTITY);
    assertThatThrownBy(() -> new InverseIsp(bright, SensorSpec.DRONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "camera bright has its black level of GREEN_IN_BLUE_ROW at -6553.5 DN, but sensor drone"
                + " stores 0 to 65520.0 DN: use the sensor that belongs to the camera parameters");
    assertThatThrownBy(() -> new InverseIsp(Camera.DRONE, with(SensorSpec.DRONE, Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sensor drone has no colour filters and records no colour mosaic: expected one with a"
                + " cfa");
    assertThatThrownBy(() -> Camera.DRONE.withLight(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("light is 0: expected a finite number above 0 (share, no unit)");
  }

  /** Returns a mosaic of nearly grey colours as the sensor stores them. */
  private static RawImage mosaic(InverseIsp inverse, int width, int height, Random random) {
    Rgb white = LIGHT_OF_WHITE.get(inverse.camera().name());
    double step = 1 << inverse.sensor().shift();
    float[] stored = new float[width * height];
    for (int i = 0; i < stored.length; i++) {
      Cfa cfa = inverse.sensor().layout();
      Colour colour = cfa.colourAt(i / width, i % width);
      double black = inverse.camera().blackLevel().at(cfa.siteAt(i / width, i % width));
      double light = (0.4 + 0.08 * random.nextDouble()) * white.at(colour);
      stored[i] = (float) (step * Math.round((light + black) * 65535 / step));
    }
    RawImage any = recorded(inverse, even(width, height, 0.5f, 0.5f, 0.5f));
    return any.with(RawImage.Unit.DN, stored);
  }

  private static RawImage recorded(InverseIsp inverse, View picture) {
    return inverse.recorded(inverse.expected(picture).charge(), Optional.empty());
  }

  private static View forward(InverseIsp inverse, Demosaicing demosaicing, RawImage raw) {
    return Isp.plain(inverse.camera(), demosaicing).apply(inverse.camera().normalise(raw));
  }

  private static double psnr(View view, View reference) {
    return Psnr.DEFAULT.of(view, reference);
  }

  private static View even(int width, int height, float red, float green, float blue) {
    float[] samples = new float[3 * width * height];
    Arrays.fill(samples, 0, width * height, red);
    Arrays.fill(samples, width * height, 2 * width * height, green);
    Arrays.fill(samples, 2 * width * height, 3 * width * height, blue);
    return new View(width, height, samples);
  }

  private static InverseIsp with(InverseIsp inverse, Cfa cfa) {
    return new InverseIsp(inverse.camera(), with(inverse.sensor(), Optional.of(cfa)));
  }

  private static SensorSpec with(SensorSpec sensor, Optional<Cfa> cfa) {
    return sensor.with(
        values -> {
          values.cfa = cfa;
          values.transmission = cfa.flatMap(filters -> sensor.transmission());
          values.origins = Map.of();
        });
  }
}
