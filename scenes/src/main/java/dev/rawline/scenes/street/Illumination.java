package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;

/**
 * The sun and the sky over a scene.
 *
 * <p>Numbers are photon irradiances in bands of 100 nm (600 to 700 nm, 500 to 600 nm, 400 to 500
 * nm) at the ground: the sun's extraterrestrial irradiance (4.9, 5.1 and 4.4 · 10²⁰
 * photons·s⁻¹·m⁻², from the ASTM E490 spectrum, rounded), weakened over the air mass 1 / sin
 * elevation by optical depths of 0.10, 0.17 and 0.28 (clear air with a little haze) and by clouds.
 *
 * @param x the part of the direction to the sun along x
 * @param y the part along y
 * @param z the part upwards, the sine of its elevation
 * @param sun the irradiance of the sun on a surface facing it [photons·s⁻¹·m⁻²]
 * @param sky the irradiance of the open sky on level ground [photons·s⁻¹·m⁻²]
 * @param around the irradiance from walls and ground that hide the sky [photons·s⁻¹·m⁻²]
 */
record Illumination(double x, double y, double z, Rgb sun, Rgb sky, Rgb around) {
  private static final double[] OUTSIDE = {4.9e20, 5.1e20, 4.4e20};
  private static final double[] DEPTH = {0.10, 0.17, 0.28};

  /** The tangent of the sun's angular radius. */
  static final double SUN_RADIUS = 0.00465;

  /**
   * Draws an hour and a weather: the sun 24° to 62° high, and one sky in five so cloudy that
   * shadows are faint.
   */
  static Illumination drawn(RandomDraws draws) {
    double azimuth = draws.between(0, 2 * Math.PI);
    double elevation = StrictMath.toRadians(draws.between(24, 62));
    double cloud =
        switch (draws.weighted(0.62, 0.2, 0.18)) {
          case 0 -> draws.between(0, 0.08);
          case 1 -> draws.between(0.2, 0.6);
          default -> draws.between(0.85, 0.985);
        };
    return of(azimuth, elevation, cloud);
  }

  /**
   * Returns the illumination by the sun and a cloud cover.
   *
   * @param azimuth the direction to the sun, from x towards y [rad]
   * @param elevation its elevation [rad]
   * @param cloud the share of its direct light that clouds scatter, 0 to 1
   */
  static Illumination of(double azimuth, double elevation, double cloud) {
    double sine = StrictMath.sin(elevation);
    double cosine = StrictMath.cos(elevation);
    double[] direct = new double[3];
    double[] diffuse = new double[3];
    for (int band = 0; band < 3; band++) {
      double reaching = OUTSIDE[band] * StrictMath.exp(-DEPTH[band] / sine);
      direct[band] = reaching * (1 - cloud);
      // Haze scatters mostly forward; clouds scatter half of it back up.
      diffuse[band] = sine * (0.65 * (OUTSIDE[band] - reaching) + 0.5 * reaching * cloud);
    }
    return new Illumination(
        cosine * StrictMath.cos(azimuth),
        cosine * StrictMath.sin(azimuth),
        sine,
        new Rgb(direct[0], direct[1], direct[2]),
        new Rgb(diffuse[0], diffuse[1], diffuse[2]),
        new Rgb(
            0.1 * (sine * direct[0] + diffuse[0]),
            0.09 * (sine * direct[1] + diffuse[1]),
            0.075 * (sine * direct[2] + diffuse[2])));
  }

  /** Returns the x component of a ray to the sun per unit of height. */
  double alongX() {
    return x / z;
  }

  /** Returns the y component of a ray to the sun per unit of height. */
  double alongY() {
    return y / z;
  }
}
