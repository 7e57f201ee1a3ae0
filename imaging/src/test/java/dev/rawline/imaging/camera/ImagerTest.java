package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagerTest {
  /** A white surface in daylight, three bands [photons·s⁻¹·m⁻²·sr⁻¹]. */
  private static final Rgb WHITE = new Rgb(3.74e19, 3.86e19, 3.46e19);

  private static final Seed SEED = new Seed(7, "a");

  /**
   * The chain from the lamp to the file against the textbook: E = π τ L / (4 N²), μ = pitch² t Σ T
   * QE E, DN = (K μ + offset) · 2^shift.
   */
  @Test
  void meanOfAFlatSceneMatchesThePhotons() {
    double seconds = 1 / 400.0;
    SensorSpec sensor = quiet(SensorSpec.DRONE);
    OpticsSpec lens = OpticsSpec.DRONE;
    int side = 128;
    Imager imager = new Imager(lens, new SensorDevice(sensor, side, side, 3), WHITE);

    RawImage raw =
        imager.record(
            imager.light(Painted.grey(0.3)), new Exposure(seconds, 25), new Seed(11, "flat"));

    for (Colour filter : Colour.values()) {
      double electrons = electrons(sensor, lens, filter, seconds);
      double sum = 0;
      double predicted = 0;
      int pixels = 0;
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          if (raw.cfa().colourAt(row, column) == filter) {
            // The corners lie under cos⁴ θ, here 0.9994 of the middle.
            double down = (row - (side - 1) / 2.0) * 2.4e-3;
            double right = (column - (side - 1) / 2.0) * 2.4e-3;
            double cosine = Math.cos(Math.atan(Math.hypot(down, right) / 10.3));
            predicted += 16 * (0.528 * electrons * Math.pow(cosine, 4) + 256);
            sum += raw.at(row, column);
            pixels++;
          }
        }
      }
      // Shot noise, read noise and rounding of one sample [DN]; the mean has 1/√pixels of it.
      double variance = 16 * 16 * (0.528 * 0.528 * (electrons + 2.8 * 2.8) + 1 / 12.0);
      assertThat(sum / pixels)
          .as(filter.name())
          .isCloseTo(predicted / pixels, within(5 * Math.sqrt(variance / pixels)));
    }
  }

  /** Returns the electrons of a pixel on the axis, from a grey of 0.3 through a lens of f/8. */
  private static double electrons(
      SensorSpec sensor, OpticsSpec lens, Colour filter, double seconds) {
    double solidAngle = Math.PI / (4 * 8 * 8);
    double area = 2.4e-6 * 2.4e-6;
    double electrons = 0;
    for (Colour band : Colour.values()) {
      electrons +=
          sensor.transmission().orElseThrow().at(filter.plane(), band.plane())
              * sensor.quantumEfficiency().at(band)
              * 0.3
              * WHITE.at(band)
              * solidAngle
              * lens.transmission()
              * area
              * seconds;
    }
    return electrons;
  }

  @Test
  void objectSizeInPixelsFollowsTheGroundSamplingDistance() {
    SensorDevice device = new SensorDevice(quiet(SensorSpec.DRONE), 200, 100, 1);
    Imager drone = new Imager(OpticsSpec.DRONE, device, WHITE);
    assertThat(drone.grid()).isEqualTo(new Grid(200, 100, 0.06));
    assertThat(widthOf(drone, 4.5)).isCloseTo(4.5 / 0.06, within(0.05));

    SensorDevice small = new SensorDevice(quiet(SensorSpec.MICROSCOPE), 200, 100, 1);
    Imager microscope = new Imager(OpticsSpec.MICROSCOPE, small, WHITE);
    assertThat(microscope.grid().spacing()).isCloseTo(6.5e-6 / 40, within(1e-15));
    assertThat(widthOf(microscope, 12e-6)).isCloseTo(12 / 0.1625, within(0.05));
  }

  /** Returns the width of a bright bar in the light on the sensor, computed from its area [px]. */
  private static double widthOf(Imager imager, double width) {
    Irradiance light = imager.light(new Bar(width));
    int row = light.height() / 2;
    double dark = light.at(Colour.GREEN, row, 0);
    double bright = light.at(Colour.GREEN, row, light.width() / 2);
    double area = 0;
    for (int column = 0; column < light.width(); column++) {
      area += (light.at(Colour.GREEN, row, column) - dark) / (bright - dark);
    }
    return area;
  }

  @Test
  void cameraOfARawImageRendersTheReflectances() {
    SensorSpec sensor = quiet(SensorSpec.DRONE);
    Imager imager = new Imager(OpticsSpec.DRONE, new SensorDevice(sensor, 64, 64, 1), WHITE);
    Rgb white = shown(imager.record(new Painted(new Rgb(0.8, 0.8, 0.8)), SEED));
    assertThat(white.red()).isCloseTo(white.green(), within(0.01 * white.green()));
    assertThat(white.blue()).isCloseTo(white.green(), within(0.01 * white.green()));

    Rgb brick = new Rgb(0.5, 0.2, 0.1);
    Rgb shown = shown(imager.record(new Painted(brick), SEED));
    assertThat(shown.red() / shown.green()).isCloseTo(2.5, within(0.05));
    assertThat(shown.blue() / shown.green()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aSaturatedPixelStaysWhite() {
    SensorSpec sensor = quiet(SensorSpec.DRONE);
    Imager imager = new Imager(OpticsSpec.DRONE, new SensorDevice(sensor, 32, 32, 1), WHITE);
    RawImage raw = imager.record(imager.light(Painted.grey(1)), new Exposure(1, 25), SEED);
    Rgb gains = raw.calibration().whiteBalance().orElseThrow().value();
    assertThat(Math.min(gains.red(), Math.min(gains.green(), gains.blue()))).isEqualTo(1);
    assertThat(raw.at(5, 5))
        .isEqualTo(raw.calibration().whiteLevel().orElseThrow().value().floatValue());
  }

  @Test
  void monochromeSensorRendersGrey() {
    SensorSpec grey = monochrome(SensorSpec.DRONE);
    assertThat(ColourProfile.of(grey, WHITE))
        .isEqualTo(new ColourProfile(new Rgb(1, 1, 1), Matrix3.IDENTITY));
    Imager imager = new Imager(OpticsSpec.DRONE, new SensorDevice(grey, 32, 32, 1), WHITE);
    Rgb shown = shown(imager.record(new Painted(new Rgb(0.5, 0.2, 0.1)), SEED));
    assertThat(shown.red()).isCloseTo(shown.green(), within(0.02 * shown.green()));
  }

  @Test
  void theAutomaticExposureKeepsTheBrightPixelsBelowSaturation() {
    SensorSpec sensor = quiet(SensorSpec.DRONE);
    Imager imager = new Imager(OpticsSpec.DRONE, new SensorDevice(sensor, 64, 64, 1), WHITE);
    Irradiance light = imager.light(Painted.grey(0.5));
    double seconds = AutomaticExposure.DEFAULT.seconds(sensor, light);
    RawImage raw = imager.record(light, new Exposure(seconds, 25), new Seed(3, "a"));

    double brightest = 0;
    for (Colour filter : Colour.values()) {
      double sum = 0;
      int pixels = 0;
      for (int i = 0; i < raw.samples().length; i++) {
        if (raw.cfa().colourAt(i / 64, i % 64) == filter) {
          sum += raw.samples()[i];
          pixels++;
        }
      }
      brightest = Math.max(brightest, sum / pixels);
    }
    double electrons = (brightest / 16 - 256) / 0.528;
    assertThat(electrons / sensor.saturation()).isCloseTo(0.7, within(0.01));
    assertThat(raw.calibration().exposureSeconds().orElseThrow().value()).isEqualTo(seconds);
  }

  @Test
  void unsuitableScenesAreRejected() {
    SensorSpec sensor = SensorSpec.DRONE;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AutomaticExposure.DEFAULT.seconds(sensor, new Irradiance(2, 2, new float[12])))
        .withMessage(
            "the sensor drone gathers 0.0 e⁻ a second in its bright pixels, so no exposure time is"
                + " long enough: state an exposure time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AutomaticExposure(0.99, 70))
        .withMessage("automatic exposure level is 70: expected 1.0E-6 to 1 (share of saturation)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ColourProfile.of(filtered(Matrix3.of(1, 1, 1, 1, 1, 1, 0, 0, 0.5)), WHITE))
        .withMessage(
            "sensor drone cannot distinguish colours by its filters: expected a transmission whose"
                + " rows are independent");
    SensorDevice blind = new SensorDevice(filtered(Matrix3.of(1, 0, 0, 0, 0, 0, 0, 0, 1)), 2, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Imager(OpticsSpec.DRONE, blind, WHITE))
        .withMessage(
            "sensor drone gets no charge from white light through its green filter: give it a"
                + " transmission and a quantum efficiency above 0");
  }

  /** Returns the mean of a mosaic rendered by its own camera, before the gamma. */
  private static Rgb shown(RawImage raw) {
    Camera camera = Camera.of(raw);
    LinearRgb colours =
        new ColourCorrection(camera.colourMatrix())
            .apply(
                new WhiteBalance(camera.whiteBalance())
                    .apply(Bilinear.DEFAULT.apply(camera.normalise(raw))));
    double[] means = new double[3];
    int plane = raw.width() * raw.height();
    for (int i = 0; i < 3 * plane; i++) {
      means[i / plane] += colours.samples()[i] / plane;
    }
    return new Rgb(means[0], means[1], means[2]);
  }

  /** Returns a sensor without fixed pattern, dark current, row noise and defects. */
  private static SensorSpec quiet(SensorSpec sensor) {
    return spec(sensor, sensor.cfa(), sensor.transmission());
  }

  private static SensorSpec monochrome(SensorSpec sensor) {
    return spec(sensor, Optional.empty(), Optional.empty());
  }

  private static SensorSpec filtered(Matrix3 transmission) {
    return spec(SensorSpec.DRONE, Optional.of(Cfa.RGGB), Optional.of(transmission));
  }

  private static SensorSpec spec(
      SensorSpec sensor, Optional<Cfa> cfa, Optional<Matrix3> transmission) {
    return sensor.with(
        values -> {
          values.cfa = cfa;
          values.transmission = transmission;
          values.darkCurrent = 0;
          values.rowNoise = 0;
          values.photoResponseNonUniformity = 0;
          values.darkSignalNonUniformity = 0;
          values.hotPixels = 0;
          values.hotPixelCurrent = 0;
          values.deadPixels = 0;
          values.origins = Map.of();
        });
  }

  /** An even surface of one colour in daylight. */
  private record Painted(Rgb reflectance) implements Scene {

    static Painted grey(double reflectance) {
      return new Painted(new Rgb(reflectance, reflectance, reflectance));
    }

    @Override
    public Radiance radiance(Grid grid) {
      int plane = grid.width() * grid.height();
      float[] samples = new float[3 * plane];
      for (Colour band : Colour.values()) {
        for (int i = 0; i < plane; i++) {
          samples[band.plane() * plane + i] = (float) (reflectance.at(band) * WHITE.at(band));
        }
      }
      return new Radiance(grid.width(), grid.height(), grid.spacing(), samples);
    }

    @Override
    public Optional<Mask> mask(Grid grid) {
      return Optional.empty();
    }
  }

  /** A white bar on black, of a width in metres. */
  private record Bar(double width) implements Scene {
    @Override
    public Radiance radiance(Grid grid) {
      int plane = grid.width() * grid.height();
      float[] samples = new float[3 * plane];
      for (int i = 0; i < samples.length; i++) {
        double left = grid.x(i % grid.width() - 0.5);
        double right = left + grid.spacing();
        double covered = Math.min(right, width / 2) - Math.max(left, -width / 2);
        samples[i] = (float) (1e19 * Math.max(0, covered / grid.spacing()));
      }
      return new Radiance(grid.width(), grid.height(), grid.spacing(), samples);
    }

    @Override
    public Optional<Mask> mask(Grid grid) {
      return Optional.empty();
    }
  }
}
