package dev.rawline.imaging.camera;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.Mosaicing;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Adc;
import dev.rawline.imaging.sensor.DarkSignalNonUniformity;
import dev.rawline.imaging.sensor.FixedPattern;
import dev.rawline.imaging.sensor.FullWell;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.ReadoutNoise;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.ShotNoise;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * View → RawImage: the raw image from which a camera would have rendered a picture.
 *
 * <pre>
 *   View [0, 1]
 *     │  gamma⁻¹                v^γ                                              ┐
 *     │  colour_correction⁻¹    M⁻¹                                              │
 *     │  white_balance⁻¹        1 / gain                                         │ expected
 *   LinearRgb                   the camera's own colours                         │
 *     │  mosaicing              one colour a pixel                               │
 *     │  camera scale⁻¹, gain⁻¹ light · span / K, light below 0 becoming 0       ┘
 *   Electrons                   the expected charge of the light
 *     │  shot noise, full well, black_level⁻¹, row noise, read noise, converter    recorded
 *   RawImage [DN]
 * </pre>
 *
 * <p>The span is the distance of the stored numbers that the camera's scale makes 0 and 1 [DN], K
 * the sensor's stored gain [DN/e⁻]; where it is a curve over the signal, the charge is that which
 * makes light · span. The black level is that of the camera, one a kind of pixel; it is added to
 * the read-out as charge without shot noise. The sensor's pattern of PRNU, DSNU and dark current,
 * which belongs to one device and an exposure time, is left out.
 *
 * <p>{@link Isp#plain} of the same camera reproduces the picture, up to demosaicing errors,
 * quantization, noise, and light outside the sensor's range. Sharpening and denoising are not
 * undone. The light is what this camera would have needed, not a measurement: the effects of
 * another camera and its processing stay in the picture.
 *
 * @param camera whose processing is undone, with γ = 2.2 ({@link Gamma#DEFAULT}); {@link
 *     Camera#withLight} is for raw images of more or less light
 * @param sensor whose range and noise the raw image gets; one with colour filters
 */
public record InverseIsp(Camera camera, SensorSpec sensor) {

  /** Rows processed at a time; even, so that every band has the same layout. */
  private static final int BAND = 64;

  /**
   * Validates that every step can be inverted.
   *
   * @throws IllegalArgumentException if a gain is 0, the colour matrix singular, the sensor has no
   *     colour filters, or it does not store the camera's black level
   */
  public InverseIsp {
    if (sensor.cfa().isEmpty()) {
      throw new IllegalArgumentException(
          "sensor %s has no colour filters and records no colour mosaic: expected one with a cfa"
              .formatted(sensor.name()));
    }
    var _ = toLight(camera);
    SiteValues dark = stored(camera, sensor, 0);
    for (Cfa.Site site : Cfa.Site.values()) {
      if (!(dark.at(site) >= 0 && dark.at(site) < sensor.storedSaturation())) {
        throw new IllegalArgumentException(
            "camera %s has its black level of %s at %s DN, but sensor %s stores 0 to %s DN: use the sensor that belongs to the camera parameters"
                .formatted(
                    camera.name(), site, dark.at(site), sensor.name(), sensor.storedSaturation()));
      }
    }
  }

  /** Returns the inverse of a preset: the camera and the sensor of this name, if there are both. */
  public static Optional<InverseIsp> preset(String name) {
    return Camera.preset(name)
        .flatMap(camera -> SensorSpec.preset(name).map(sensor -> new InverseIsp(camera, sensor)));
  }

  private static Chain<View, LinearRgb> toLight(Camera camera) {
    return Chain.of(Gamma.DEFAULT.inverse())
        .then(new ColourCorrection(camera.colourMatrix()).inverse())
        .then(new WhiteBalance(camera.whiteBalance()).inverse());
  }

  /**
   * Returns the expected charge of the picture's light, and the shares of it that are out of range.
   */
  public ExpectedCharge expected(View picture) {
    int width = picture.width();
    float[] charge = new float[width * picture.height()];
    Range range = Range.of(this);
    Mosaicing mosaicing = new Mosaicing(sensor.layout(), levels(sensor));
    LongAdder negative = new LongAdder();
    LongAdder saturated = new LongAdder();
    LongAdder unreachable = new LongAdder();
    Parallel.forEach(
        Parallel.CORES,
        (picture.height() + BAND - 1) / BAND,
        band -> {
          int first = band * BAND;
          LinearRgb light = toLight(camera).apply(rows(picture, first));
          unreachable.add(range.unreachable(light));
          float[] mosaic = mosaicing.apply(light).samples();
          for (int i = 0; i < mosaic.length; i++) {
            Cfa.Site site = sensor.layout().siteAt(i / width, i % width);
            double electrons = range.charge(mosaic[i], site);
            negative.add(electrons < range.least() ? 1 : 0);
            saturated.add(electrons > range.most().at(site) ? 1 : 0);
            charge[first * width + i] = (float) Math.max(0, electrons);
          }
        });
    double samples = charge.length;
    return new ExpectedCharge(
        new Electrons(width, picture.height(), sensor.layout(), charge),
        negative.sum() / samples,
        saturated.sum() / samples,
        unreachable.sum() / samples);
  }

  private static View rows(View picture, int first) {
    int height = Math.min(BAND, picture.height() - first);
    int width = picture.width();
    float[] samples = new float[View.CHANNELS * height * width];
    for (int channel = 0; channel < View.CHANNELS; channel++) {
      System.arraycopy(
          picture.samples(),
          (channel * picture.height() + first) * width,
          samples,
          channel * height * width,
          height * width);
    }
    return new View(width, height, samples);
  }

  /**
   * Returns the sensor's recording of an expected charge.
   *
   * <p>The raw image states its levels, white balance and colour matrix, so {@link Camera#of} of it
   * renders it like this camera.
   *
   * @param light the expected charge [e⁻]
   * @param noise the random seed of shot noise, row noise and read noise; empty for no noise
   */
  public RawImage recorded(Electrons light, Optional<Seed> noise) {
    Chain<Electrons, Electrons> charge = Chain.of(new FullWell(sensor.fullWell()));
    if (noise.isPresent()) {
      charge = charge.after(ShotNoise.of(sensor).draw(noise.get()));
    }
    charge = charge.then(new DarkSignalNonUniformity(black(light)));
    if (noise.isPresent()) {
      charge =
          charge
              .then(ReadoutNoise.ofRows(sensor.rowNoise()).draw(noise.get()))
              .then(ReadoutNoise.ofPixels(sensor.readNoise()).draw(noise.get()));
    }
    RawImage raw = charge.then(new Adc(sensor, /* seconds= */ 1)).apply(light);
    return new RawImage(
        raw.width(), raw.height(), raw.cfa(), raw.unit(), raw.samples(), described());
  }

  /** Returns the camera's black level as charge in addition to the sensor's own offset. */
  private FixedPattern black(Electrons light) {
    FixedPattern pattern = FixedPattern.even(sensor, light.width(), light.height());
    SiteValues charge =
        stored(camera, sensor, 0)
            .map(
                level ->
                    sensor.storedResponse().linear(level - sensor.storedOffset())
                        / sensor.storedGain());
    float[] black = pattern.darkSignal();
    for (int i = 0; i < black.length; i++) {
      black[i] = (float) charge.at(light.cfa().siteAt(i / light.width(), i % light.width()));
    }
    return pattern;
  }

  private Calibration described() {
    String source = "camera " + camera.name();
    SiteValues dark = stored(camera, sensor, 0);
    SiteValues bright = stored(camera, sensor, 1);
    double white = sensor.storedSaturation();
    Rgb gains =
        new Rgb(
            gain(Colour.RED, (white - dark.red()) / (bright.red() - dark.red())),
            gain(Colour.GREEN, (white - green(dark)) / (green(bright) - green(dark))),
            gain(Colour.BLUE, (white - dark.blue()) / (bright.blue() - dark.blue())));
    return new Calibration(
        sensor.containerBits(),
        Optional.of(new SourcedValue<>(dark, source)),
        Optional.of(new SourcedValue<>(white, "sensor " + sensor.name())),
        Optional.of(new SourcedValue<>(gains, source)),
        Optional.of(new SourcedValue<>(camera.colourMatrix(), source)),
        Optional.of(new SourcedValue<>(camera.name(), source)),
        Optional.empty(),
        Optional.empty(),
        Orientation.UPRIGHT);
  }

  private double gain(Colour colour, double share) {
    return camera.whiteBalance().at(colour) * share;
  }

  private static double green(SiteValues values) {
    return (values.greenInRedRow() + values.greenInBlueRow()) / 2;
  }

  /** Returns the stored values of a light level, neither rounded nor clipped. */
  private static SiteValues stored(Camera camera, SensorSpec sensor, double light) {
    float[] samples = new float[4];
    Arrays.fill(samples, (float) light);
    RawImage mosaic =
        new RawImage(2, 2, Cfa.RGGB, RawImage.Unit.NORMALISED, samples, levels(sensor));
    float[] stored =
        camera
            .digitalNumbers(new BlackLevel(camera.blackLevel()).inverse().apply(mosaic))
            .samples();
    return new SiteValues(stored[0], stored[1], stored[2], stored[3]);
  }

  /** Returns the levels that the sensor's own raw images state. */
  private static Calibration levels(SensorSpec sensor) {
    return Calibration.ofLevels(
        sensor.containerBits(),
        SiteValues.uniform(sensor.storedOffset()),
        sensor.storedSaturation(),
        "sensor " + sensor.name());
  }

  /**
   * The charge that a sensor can hold.
   *
   * @param electrons the charge of light 1 at each kind of pixel by the gain without light [e⁻]
   * @param least the lower bound; below it the difference exceeds rounding [e⁻]
   * @param most the upper bound; above it the charge exceeds what the sensor holds plus rounding
   *     [e⁻]
   * @param dark the stored level of no light [DN]
   * @param sensor whose gain it is
   */
  private record Range(
      SiteValues electrons, double least, SiteValues most, SiteValues dark, SensorSpec sensor) {
    static Range of(InverseIsp inverse) {
      SensorSpec sensor = inverse.sensor;
      SiteValues dark = stored(inverse.camera, sensor, 0);
      SiteValues bright = stored(inverse.camera, sensor, 1);
      double half = 0.5 / sensor.gain();
      double largest = Math.scalb((double) sensor.largestNumber(), sensor.shift());
      return new Range(
          new SiteValues(
                  bright.red() - dark.red(),
                  bright.greenInRedRow() - dark.greenInRedRow(),
                  bright.greenInBlueRow() - dark.greenInBlueRow(),
                  bright.blue() - dark.blue())
              .map(span -> span / sensor.storedGain()),
          -half,
          dark.map(
              level ->
                  half + Math.min(sensor.fullWell(), electrons(largest - level, level, sensor))),
          dark,
          sensor);
    }

    /** Returns the charge that raises a stored level by a span of DN [e⁻]. */
    private static double electrons(double span, double level, SensorSpec sensor) {
      GainCurve response = sensor.storedResponse();
      double base = level - sensor.storedOffset();
      return response.isConstant()
          ? span / sensor.storedGain()
          : (response.linear(base + span) - response.linear(base)) / sensor.storedGain();
    }

    /** Returns the charge of light at a kind of pixel [e⁻]. */
    double charge(double light, Cfa.Site site) {
      double straight = light * electrons.at(site);
      return sensor.gainCurve().isEmpty()
          ? straight
          : electrons(straight * sensor.storedGain(), dark.at(site), sensor);
    }

    /** Returns how many pixels have a colour, kept by the mosaic or not, that is out of range. */
    long unreachable(LinearRgb light) {
      int area = light.width() * light.height();
      float[] samples = light.samples();
      long count = 0;
      for (int i = 0; i < area; i++) {
        boolean within =
            holds(samples[i], Cfa.Site.RED)
                && holds(samples[area + i], Cfa.Site.GREEN_IN_RED_ROW)
                && holds(samples[area + i], Cfa.Site.GREEN_IN_BLUE_ROW)
                && holds(samples[2 * area + i], Cfa.Site.BLUE);
        count += within ? 0 : 1;
      }
      return count;
    }

    private boolean holds(float light, Cfa.Site site) {
      double charge = charge(light, site);
      return charge >= least && charge <= most.at(site);
    }
  }
}
