package dev.rawline.imaging.frame;

/**
 * One number a colour, such as the gains of a white balance.
 *
 * @param red for the red plane
 * @param green for the green plane
 * @param blue for the blue plane
 */
public record Rgb(double red, double green, double blue) {

  /** Returns the number for one colour. */
  public double at(Colour colour) {
    return switch (colour) {
      case RED -> red;
      case GREEN -> green;
      case BLUE -> blue;
    };
  }
}
