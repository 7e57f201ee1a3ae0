package dev.rawline.imaging.corruption;

import java.util.function.DoubleUnaryOperator;

/**
 * Hue, saturation and value (Smith 1978) of every pixel, with one of them changed.
 *
 * <p>v = max(r, g, b), s = (v − min(r, g, b)) / v, and the hue is the position on the colour
 * circle, 0 to 1 from red over green and blue to red.
 */
final class Hsv {
  private Hsv() {}

  /**
   * Adds to the value of every pixel, which is clipped to [0, 1]. It has no length parameter.
   *
   * @param more the added value, relative to full scale
   */
  static Definition brightness(double more) {
    return (picture, _, _) ->
        map(picture, saturation -> saturation, value -> DoubleImage.clip(value + more));
  }

  /**
   * Changes the saturation s of every pixel to a · s + b, which is clipped to [0, 1].
   *
   * <p>Severities 1 and 2 make colours paler, the others stronger. It has no length parameter.
   *
   * @param factor a
   * @param more b
   */
  static Definition saturate(double factor, double more) {
    return (picture, _, _) ->
        map(picture, saturation -> DoubleImage.clip(saturation * factor + more), value -> value);
  }

  private static DoubleImage map(
      DoubleImage rgb, DoubleUnaryOperator saturate, DoubleUnaryOperator lighten) {
    DoubleImage changed = rgb.blank();
    int area = rgb.area();
    for (int i = 0; i < area; i++) {
      double red = rgb.samples[i];
      double green = rgb.samples[area + i];
      double blue = rgb.samples[2 * area + i];
      double most = Math.max(red, Math.max(green, blue));
      double range = most - Math.min(red, Math.min(green, blue));
      double saturation = range == 0 ? 0 : range / most;
      write(
          changed,
          i,
          6 * hue(red, green, blue, most, range),
          saturate.applyAsDouble(saturation),
          lighten.applyAsDouble(most));
    }
    return changed;
  }

  /** If two colours are the maximum, the later one determines the hue. */
  private static double hue(double red, double green, double blue, double most, double range) {
    if (range == 0) {
      return 0;
    }
    double sixth;
    if (blue == most) {
      sixth = 4 + (red - green) / range;
    } else if (green == most) {
      sixth = 2 + (blue - red) / range;
    } else {
      sixth = (green - blue) / range;
    }
    double turn = sixth / 6;
    return turn - Math.floor(turn);
  }

  /** Writes the colour of a hue in sixths of the circle. */
  private static void write(DoubleImage to, int i, double sixths, double saturation, double value) {
    double whole = Math.floor(sixths);
    double past = sixths - whole;
    double least = value * (1 - saturation);
    double falling = value * (1 - past * saturation);
    double rising = value * (1 - (1 - past) * saturation);
    switch ((int) whole % 6) {
      case 0 -> put(to, i, value, rising, least);
      case 1 -> put(to, i, falling, value, least);
      case 2 -> put(to, i, least, value, rising);
      case 3 -> put(to, i, least, falling, value);
      case 4 -> put(to, i, rising, least, value);
      default -> put(to, i, value, least, falling);
    }
  }

  private static void put(DoubleImage to, int i, double red, double green, double blue) {
    to.samples[i] = red;
    to.samples[to.area() + i] = green;
    to.samples[2 * to.area() + i] = blue;
  }
}
