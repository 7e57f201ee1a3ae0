package dev.rawline.scenes.smear;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/**
 * The light behind the slide: brightest at one place, falling off slowly around it.
 *
 * <p>radiance(x, y) = peak / (1 + d² / width²), d the distance from the brightest place.
 *
 * @param peak the radiance at the brightest place [photons·s⁻¹·m⁻²·sr⁻¹]
 * @param x its x coordinate, to the right [µm]
 * @param y its y coordinate, down [µm]
 * @param width the distance at which the radiance is halved [µm]
 */
record Lamp(Rgb peak, double x, double y, double width) {

  /**
   * A luminance of 10⁴ cd/m² at 4200 K, that of a halogen lamp behind a daylight filter, in the
   * bands 600 to 700, 500 to 600 and 400 to 500 nm. At a numerical aperture of 0.95 and 40× that is
   * 7·10¹⁶ photons·s⁻¹·m⁻² on the sensor, some 20 000 photons in 10 ms on a pixel of 5.5 µm.
   */
  static final Rgb TYPICAL = new Rgb(5.02e19, 3.74e19, 2.10e19);

  /** Generates a lamp's level, colour and alignment. */
  static Lamp draw(RandomDraws draws) {
    double level = draws.factor(0.16);
    double warmth = draws.factor(0.09);
    double green = draws.factor(0.04);
    Rgb peak =
        new Rgb(
            TYPICAL.red() * level * warmth,
            TYPICAL.green() * level * green,
            TYPICAL.blue() * level / warmth);
    return new Lamp(peak, draws.gaussian(0, 10), draws.gaussian(0, 10), draws.between(50, 140));
  }

  /** Returns the radiance relative to the peak at a point. */
  double share(double atX, double atY) {
    double right = atX - x;
    double down = atY - y;
    return 1 / (1 + (right * right + down * down) / (width * width));
  }
}
