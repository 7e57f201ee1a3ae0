package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;

/**
 * Bilinear demosaicing: a missing colour is the mean of its nearest samples.
 *
 * <p>Each colour's samples, with 0 where the mosaic saw another colour, are convolved with
 *
 * <pre>
 *            0 1 0                        1 2 1
 * green  ¼ · 1 4 1      red and blue  ¼ · 2 4 2
 *            0 1 0                        1 2 1
 * </pre>
 *
 * @param border how each colour's plane goes on beyond the edge. SYMMETRIC and ZERO break the
 *     parity of the mosaic there: a flat field does not stay flat
 */
public record Bilinear(Border border) implements Demosaicing {

  /** Bilinear demosaicing with a mirrored border. */
  public static final Bilinear DEFAULT = new Bilinear(Border.MIRROR);

  private static final Convolution GREEN =
      Convolution.square(
              0, 1, 0, //
              1, 4, 1, //
              0, 1, 0)
          .times(1.0 / 4);
  private static final Convolution RED_OR_BLUE =
      Convolution.square(
              1, 2, 1, //
              2, 4, 2, //
              1, 2, 1)
          .times(1.0 / 4);

  @Override
  public String name() {
    return "bilinear";
  }

  Planes plain(Planes mosaic, Cfa cfa) {
    return Planes.stack(
        RED_OR_BLUE.of(seen(mosaic, cfa, Colour.RED), border),
        GREEN.of(seen(mosaic, cfa, Colour.GREEN), border),
        RED_OR_BLUE.of(seen(mosaic, cfa, Colour.BLUE), border));
  }

  /** Returns the samples of one colour, with 0 in between. */
  private static Planes seen(Planes mosaic, Cfa cfa, Colour colour) {
    Planes seen = mosaic.blank();
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        if (cfa.colourAt(row, column) == colour) {
          seen.set(0, row, column, mosaic.at(0, row, column));
        }
      }
    }
    return seen;
  }
}
