package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/**
 * Demosaicing by Malvar, He and Cutler: bilinear, corrected by the Laplacian of the pixel's own
 * colour.
 *
 * <p>Four 5×5 kernels on the mosaic itself, each multiplied by ⅛:
 *
 * <pre>
 *  green at red or blue  along the row           diagonal
 *    0  0 -1  0  0       0  0  ½  0  0       0  0  -3/2 0  0
 *    0  0  2  0  0       0 -1  0 -1  0       0  2   0   2  0
 *   -1  2  4  2 -1      -1  4  5  4 -1     -3/2 0   6   0 -3/2
 *    0  0  2  0  0       0 -1  0 -1  0       0  2   0   2  0
 *    0  0 -1  0  0       0  0  ½  0  0       0  0  -3/2 0  0
 * </pre>
 *
 * <p>At a green pixel the colour of its row is computed by the second kernel and the other one by
 * its transpose; blue at red and red at blue by the third. Backwards every colour's gradient is
 * propagated by the adjoint of its kernel.
 *
 * <p>Source: H. S. Malvar, L. He, R. Cutler, "High-quality linear interpolation for demosaicing of
 * Bayer-patterned color images", ICASSP 2004.
 *
 * <pre>{@code
 * LinearRgb rgb = Malvar2004.DEFAULT.apply(raw);
 * }</pre>
 */
@FileWord("malvar2004")
public record Malvar2004(
    @Described(meaning = "how the mosaic is extended at its edges") Border border)
    implements Demosaicing {

  /** Malvar's demosaicing with a mirrored border. */
  public static final Malvar2004 DEFAULT = new Malvar2004(Border.MIRROR);

  private static final Convolution GREEN =
      Convolution.square(
              0, 0, -1, 0, 0, //
              0, 0, 2, 0, 0, //
              -1, 2, 4, 2, -1, //
              0, 0, 2, 0, 0, //
              0, 0, -1, 0, 0)
          .times(1.0 / 8);
  private static final Convolution ALONG_ROW =
      Convolution.square(
              0, 0, 0.5, 0, 0, //
              0, -1, 0, -1, 0, //
              -1, 4, 5, 4, -1, //
              0, -1, 0, -1, 0, //
              0, 0, 0.5, 0, 0)
          .times(1.0 / 8);
  private static final Convolution ALONG_COLUMN = ALONG_ROW.transposed();
  private static final Convolution DIAGONAL =
      Convolution.square(
              0, 0, -1.5, 0, 0, //
              0, 2, 0, 2, 0, //
              -1.5, 0, 6, 0, -1.5, //
              0, 2, 0, 2, 0, //
              0, 0, -1.5, 0, 0)
          .times(1.0 / 8);

  Planes plain(Planes mosaic, Cfa cfa) {
    Planes green = GREEN.of(mosaic, border);
    Planes alongRow = ALONG_ROW.of(mosaic, border);
    Planes alongColumn = ALONG_COLUMN.of(mosaic, border);
    Planes diagonal = DIAGONAL.of(mosaic, border);

    Planes rgb = new Planes(Colour.values().length, mosaic.height, mosaic.width);
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        switch (cfa.siteAt(row, column)) {
          case RED -> set(rgb, row, column, mosaic, green, diagonal);
          case GREEN_IN_RED_ROW -> set(rgb, row, column, alongRow, mosaic, alongColumn);
          case GREEN_IN_BLUE_ROW -> set(rgb, row, column, alongColumn, mosaic, alongRow);
          case BLUE -> set(rgb, row, column, diagonal, green, mosaic);
        }
      }
    }
    return rgb;
  }

  private static void set(Planes rgb, int row, int column, Planes red, Planes green, Planes blue) {
    rgb.set(Colour.RED.plane(), row, column, red.at(0, row, column));
    rgb.set(Colour.GREEN.plane(), row, column, green.at(0, row, column));
    rgb.set(Colour.BLUE.plane(), row, column, blue.at(0, row, column));
  }

  Planes back(Cfa cfa, Planes cotangent) {
    Planes mosaic = new Planes(1, cotangent.height, cotangent.width);
    Planes green = mosaic.blank();
    Planes alongRow = mosaic.blank();
    Planes alongColumn = mosaic.blank();
    Planes diagonal = mosaic.blank();
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        switch (cfa.siteAt(row, column)) {
          case RED -> give(cotangent, row, column, mosaic, green, diagonal);
          case GREEN_IN_RED_ROW -> give(cotangent, row, column, alongRow, mosaic, alongColumn);
          case GREEN_IN_BLUE_ROW -> give(cotangent, row, column, alongColumn, mosaic, alongRow);
          case BLUE -> give(cotangent, row, column, diagonal, green, mosaic);
        }
      }
    }
    return mosaic
        .with(GREEN.adjoint(green, border), Double::sum)
        .with(ALONG_ROW.adjoint(alongRow, border), Double::sum)
        .with(ALONG_COLUMN.adjoint(alongColumn, border), Double::sum)
        .with(DIAGONAL.adjoint(diagonal, border), Double::sum);
  }

  private static void give(
      Planes cotangent, int row, int column, Planes red, Planes green, Planes blue) {
    red.set(0, row, column, cotangent.at(Colour.RED.plane(), row, column));
    green.set(0, row, column, cotangent.at(Colour.GREEN.plane(), row, column));
    blue.set(0, row, column, cotangent.at(Colour.BLUE.plane(), row, column));
  }
}
