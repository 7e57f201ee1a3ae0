package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Invertible;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Rgb;
import java.util.List;

/**
 * White balance: one gain a colour, so that grey objects become grey.
 *
 * <p>out_c = gain_c · in_c
 *
 * <pre>{@code
 * LinearRgb balanced = new WhiteBalance(new Rgb(2.1, 1, 1.6)).apply(rgb);
 * }</pre>
 */
@FileWord("white_balance")
public record WhiteBalance(
    @Described(meaning = "gains, no unit", bare = true, camera = true) Rgb gains)
    implements ColourStage, Invertible<LinearRgb, LinearRgb> {

  /**
   * Checks the gains.
   *
   * @throws IllegalArgumentException if a gain is not finite
   */
  public WhiteBalance {
    requireFinite("white_balance", gains);
  }

  static void requireFinite(String name, Rgb gains) {
    for (Colour colour : Colour.values()) {
      ParameterChecks.requireFinite(name + " of " + colour, gains.at(colour), "gain, no unit");
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.free(name(), "gain, no unit", Colour.values().length));
  }

  @Override
  public double[] values() {
    return new double[] {gains.red(), gains.green(), gains.blue()};
  }

  @Override
  public WhiteBalance with(double[] values) {
    return new WhiteBalance(new Rgb(values[0], values[1], values[2]));
  }

  /**
   * Returns the white balance of the gains 1 / gain.
   *
   * @throws IllegalArgumentException if a gain is 0, or so small that its inverse is not finite
   */
  @Override
  public WhiteBalance inverse() {
    for (Colour colour : Colour.values()) {
      if (!Double.isFinite(1 / gains.at(colour))) {
        throw new IllegalArgumentException(
            "white_balance of %s is %s, which removes this colour: expected an invertible gain (not 0, no unit)"
                .formatted(colour, gains.at(colour)));
      }
    }
    return new WhiteBalance(new Rgb(1 / gains.red(), 1 / gains.green(), 1 / gains.blue()));
  }

  Planes plain(Planes rgb) {
    Planes out = rgb.blank();
    int area = rgb.height * rgb.width;
    for (Colour colour : Colour.values()) {
      int first = colour.plane() * area;
      for (int i = first; i < first + area; i++) {
        out.samples[i] = gains.at(colour) * rgb.samples[i];
      }
    }
    return out;
  }

  Planes back(Planes rgb, Planes cotangent, double[] gradient) {
    Planes input = rgb.blank();
    int area = rgb.height * rgb.width;
    for (Colour colour : Colour.values()) {
      int first = colour.plane() * area;
      for (int i = first; i < first + area; i++) {
        input.samples[i] = gains.at(colour) * cotangent.samples[i];
        gradient[colour.plane()] += rgb.samples[i] * cotangent.samples[i];
      }
    }
    return input;
  }
}
