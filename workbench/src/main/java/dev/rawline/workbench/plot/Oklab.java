package dev.rawline.workbench.plot;

import java.awt.Color;

/**
 * A colour in a perceptually uniform space: steps of one length look equal (Ottosson, "A perceptual
 * color space for image processing", 2020).
 *
 * @param lightness from 0 (black) to 1 (white)
 * @param a from green (below 0) to red
 * @param b from blue (below 0) to yellow
 */
record Oklab(double lightness, double a, double b) {

  /** Returns the colour between this one and another. */
  Oklab towards(Oklab other, double share) {
    return new Oklab(
        lightness + share * (other.lightness - lightness),
        a + share * (other.a - a),
        b + share * (other.b - b));
  }

  /** Returns the nearest colour of a screen, channel by channel. */
  Color rgb() {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new Color(
        level(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        level(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        level(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
  }

  /** Returns the light of a level of sRGB, 0 to 1. */
  static double linear(int level) {
    double value = level / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int level(double light) {
    double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    return Math.clamp(Math.round(255 * value), 0, 255);
  }

  private static double cube(double value) {
    return value * value * value;
  }
}
