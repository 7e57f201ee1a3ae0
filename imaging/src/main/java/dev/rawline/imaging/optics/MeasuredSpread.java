package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Kernel;
import java.util.Arrays;

/**
 * A measured point spread: the image of a point, one weight a pixel.
 *
 * <p>The weights are divided by their sum. They are oriented as in the image of a point; an
 * asymmetric kernel is not flipped.
 *
 * @param red the image of a point in red
 * @param green the image of a point in green
 * @param blue the image of a point in blue
 */
@FileWord("measured")
public record MeasuredSpread(Kernel red, Kernel green, Kernel blue) implements PointSpreadFunction {

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative, or all are 0
   */
  public MeasuredSpread {
    require(Colour.RED, red);
    require(Colour.GREEN, green);
    require(Colour.BLUE, blue);
  }

  private static void require(Colour colour, Kernel kernel) {
    double[] weights = kernel.weights();
    double smallest = Arrays.stream(weights).min().orElse(0);
    if (smallest < 0) {
      throw new IllegalArgumentException(
          "measured point spread of %s has the weight %s: expected 0 or more (share of the light); subtract the background and clip"
              .formatted(colour, smallest));
    }
    if (Arrays.stream(weights).sum() == 0) {
      throw new IllegalArgumentException(
          "measured point spread of %s has no weight above 0: expected the image of a point"
              .formatted(colour));
    }
  }

  /** Returns a function that is the same for every colour. */
  public static MeasuredSpread of(Kernel kernel) {
    return new MeasuredSpread(kernel, kernel, kernel);
  }

  /** Returns the image of a point in one colour. */
  public Kernel at(Colour colour) {
    return switch (colour) {
      case RED -> red;
      case GREEN -> green;
      case BLUE -> blue;
    };
  }

  ConvolutionPasses spread(Colour colour) {
    return ConvolutionPasses.square(ConvolutionPasses.normalised(at(colour).weights()));
  }
}
