package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import java.util.Optional;

/**
 * Scene → RawImage: the assembled physical light path of one camera.
 *
 * <pre>
 *   Scene
 *     │  radiance               each sample is the mean over one pixel's area
 *   Radiance [photons·s⁻¹·m⁻²·sr⁻¹]
 *     │  optics                 geometry, lens, point spread, chromatic aberration, vignetting
 *   Irradiance [photons·s⁻¹·m⁻²]
 *     │  device                 photon conversion, PRNU, dark current, shot noise, full well, DSNU,
 *     │                         row noise, read noise, converter
 *   RawImage [DN]
 * </pre>
 *
 * <p>The raw image states its levels, and the white balance and colour matrix of {@link
 * ColourProfile}, so {@link Camera#of} of the raw image renders it, as {@link #camera} does.
 *
 * @param optics the lens
 * @param device the sensor, which determines the size of the picture
 * @param white the radiance of a white surface, to which the camera is balanced
 *     [photons·s⁻¹·m⁻²·sr⁻¹]; only its colour is used
 */
public record Imager(OpticsSpec optics, SensorDevice device, Rgb white) {

  /**
   * Validates that the sensor can be white-balanced.
   *
   * @throws IllegalArgumentException if it receives no white light, or does not distinguish colours
   */
  public Imager {
    ColourProfile.of(device.spec(), white);
  }

  /** Returns the grid of the pixels in a scene. */
  public Grid grid() {
    return new Grid(
        device.pattern().width(),
        device.pattern().height(),
        optics.spacing(device.spec().pixelPitch()));
  }

  /** Returns the camera that its raw images state, which renders all of them. */
  public Camera camera() {
    ColourProfile colour = ColourProfile.of(device.spec(), white);
    return new Camera(
        device.spec().name(),
        Camera.Scale.BLACK_TO_WHITE,
        SiteValues.uniform(0),
        colour.whiteBalance(),
        colour.colourMatrix());
  }

  /** Returns the irradiance of a scene on the sensor. */
  public Irradiance light(Scene scene) {
    return light(scene.radiance(grid()));
  }

  /**
   * Returns the irradiance on the sensor.
   *
   * @param scene sampled at least as finely as the {@link #grid}, and at least as large
   */
  public Irradiance light(Radiance scene) {
    return optics
        .chain(device.pattern().width(), device.pattern().height(), device.spec().pixelPitch())
        .apply(scene);
  }

  /**
   * Records a scene at the automatic exposure time ({@link AutomaticExposure#DEFAULT}), with the
   * sensor at its reference temperature.
   *
   * @param seed the random seed of the noise
   */
  public RawImage record(Scene scene, Seed seed) {
    Irradiance light = light(scene);
    double seconds = AutomaticExposure.DEFAULT.seconds(device.spec(), light);
    return record(light, new Exposure(seconds, device.spec().referenceTemperature()), seed);
  }

  /**
   * Records light.
   *
   * @param light one sample a pixel
   * @param seed the random seed of the noise
   */
  public RawImage record(Irradiance light, Exposure exposure, Seed seed) {
    RawImage raw = device.record(light, exposure, seed);
    Camera colour = camera();
    boolean colours = device.spec().cfa().isPresent();
    String source = "sensor " + device.spec().name();
    Calibration known = raw.calibration();
    return new RawImage(
        raw.width(),
        raw.height(),
        raw.cfa(),
        raw.unit(),
        raw.samples(),
        new Calibration(
            known.containerBits(),
            known.blackLevel(),
            known.whiteLevel(),
            Optional.of(new SourcedValue<>(colour.whiteBalance(), source)).filter(_ -> colours),
            Optional.of(new SourcedValue<>(colour.colourMatrix(), source)).filter(_ -> colours),
            known.camera(),
            known.iso(),
            known.exposureSeconds(),
            known.orientation()));
  }
}
