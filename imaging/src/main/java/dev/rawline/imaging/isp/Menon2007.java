package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.function.DoubleBinaryOperator;

/**
 * Demosaicing by Menon, Andriani and Calvagno: interpolates along rows or along columns, in the
 * direction in which the colours change less.
 *
 * <ol>
 *   <li>Green at red and blue pixels, once along the row and once along the column, by the weights
 *       ¼ · (−1 2 2 2 −1) on the mosaic.
 *   <li>Colour differences C = mosaic − green of both, and how much each changes over two pixels:
 *       D_row(y, x) = |C_row(y, x) − C_row(y, x+2)|, D_column(y, x) = |C_column(y, x) −
 *       C_column(y+2, x)|.
 *   <li>Votes: the sum of D over a 5×5 neighbourhood, with the middle row (column) weighted three
 *       times. A pixel is interpolated along its row if the sum of D_column is at least that of
 *       D_row.
 *   <li>Red and blue at green pixels from the two neighbours that have them, as mean colour
 *       difference to green; then blue at red and red at blue the same way, along the chosen
 *       direction.
 *   <li>Refinement: green at red and blue pixels once more, from colour differences that are
 *       low-passed by ⅓ · (1 1 1) along the direction; then the other colours from it.
 * </ol>
 *
 * <p>Backwards the chosen directions are constant (rows for ties); the rest is linear, and the
 * gradient is its exact adjoint.
 *
 * <p>Source: D. Menon, S. Andriani, G. Calvagno, "Demosaicing with directional filtering and a
 * posteriori decision", IEEE Transactions on Image Processing 16 (1), 2007.
 *
 * <pre>{@code
 * LinearRgb rgb = Menon2007.DEFAULT.apply(raw);
 * RawImage ofRaw = Menon2007.DEFAULT.pull(raw).back(ofRgb).input(); // ∂L/∂raw
 * }</pre>
 */
@FileWord("menon2007")
public record Menon2007(
    @Described(meaning = "whether the colours are refined") boolean refine,
    @Described(meaning = "how the mosaic is extended at its edges") Border border,
    @Described(meaning = "the gradients that decide the direction near the edge") VoteRegion votes)
    implements Demosaicing {

  /** Which changes D determine the direction of a pixel near the edge. */
  public enum VoteRegion {
    /** The whole neighbourhood, the part beyond the edge by the border mode (default). */
    WHOLE_NEIGHBOURHOOD,
    /** Only changes that begin inside the frame, as in the published reference. */
    INSIDE_FRAME
  }

  /** Menon's demosaicing with refinement and a mirrored border. */
  public static final Menon2007 DEFAULT = new Menon2007(true, Border.MIRROR);

  private static final Convolution GREEN_ALONG_ROW =
      Convolution.horizontal(-0.25, 0.5, 0.5, 0.5, -0.25);
  private static final Convolution GREEN_ALONG_COLUMN = GREEN_ALONG_ROW.transposed();

  /**
   * The weight of each change along a row: rows −2 to 2 and columns −2 to 0 from the pixel are
   * where it begins.
   */
  private static final int[][] VOTES = {
    {1, 0, 1}, //
    {0, 1, 0}, //
    {3, 0, 3}, //
    {0, 1, 0}, //
    {1, 0, 1}
  };

  private static final int RIM = 2;

  /** Menon's demosaicing with votes of the whole neighbourhood. */
  public Menon2007(boolean refine, Border border) {
    this(refine, border, VoteRegion.WHOLE_NEIGHBOURHOOD);
  }

  Planes plain(Planes mosaic, Cfa cfa) {
    Planes alongRow = green(mosaic, cfa, GREEN_ALONG_ROW);
    Planes alongColumn = green(mosaic, cfa, GREEN_ALONG_COLUMN);
    Planes margin = margin(mosaic, alongRow, alongColumn);
    Planes green = mosaic.blank();
    for (int i = 0; i < green.samples.length; i++) {
      green.samples[i] = margin.samples[i] >= 0 ? alongRow.samples[i] : alongColumn.samples[i];
    }

    Planes rgb = Planes.stack(mosaic, green, mosaic);
    redAndBlueAtGreen(rgb, cfa);
    redAtBlueAndBlueAtRed(rgb, cfa, margin, this::neighbours);
    if (refine) {
      greenAtRedAndBlue(rgb, cfa, margin);
      redAndBlueAtGreen(rgb, cfa);
      redAtBlueAndBlueAtRed(rgb, cfa, margin, this::lowPassed);
    }
    return rgb;
  }

  Planes back(Planes mosaic, Cfa cfa, Planes cotangent) {
    Planes margin = margin(mosaic, cfa);
    Planes ofRgb = cotangent.copy();
    if (refine) {
      redAtBlueAndBlueAtRedBack(ofRgb, cfa, margin, this::lowPassedBack);
      redAndBlueAtGreenBack(ofRgb, cfa);
      greenAtRedAndBlueBack(ofRgb, cfa, margin);
    }
    redAtBlueAndBlueAtRedBack(ofRgb, cfa, margin, this::neighboursBack);
    redAndBlueAtGreenBack(ofRgb, cfa);

    Planes ofGreen = ofRgb.plane(Colour.GREEN.plane());
    Planes alongRow = mosaic.blank();
    Planes alongColumn = mosaic.blank();
    for (int i = 0; i < mosaic.samples.length; i++) {
      Planes chosen = margin.samples[i] >= 0 ? alongRow : alongColumn;
      chosen.samples[i] = ofGreen.samples[i];
    }
    return ofRgb
        .plane(Colour.RED.plane())
        .with(ofRgb.plane(Colour.BLUE.plane()), Double::sum)
        .with(greenBack(alongRow, cfa, GREEN_ALONG_ROW), Double::sum)
        .with(greenBack(alongColumn, cfa, GREEN_ALONG_COLUMN), Double::sum);
  }

  /** Returns the margin of the votes for the row over the column; 0 selects the row. */
  Planes margin(Planes mosaic, Cfa cfa) {
    return margin(
        mosaic, green(mosaic, cfa, GREEN_ALONG_ROW), green(mosaic, cfa, GREEN_ALONG_COLUMN));
  }

  private Planes green(Planes mosaic, Cfa cfa, Convolution kernel) {
    Planes green = kernel.of(mosaic, border);
    forEach(
        mosaic,
        cfa,
        (row, column, seen) -> {
          if (seen == Colour.GREEN) {
            green.set(0, row, column, mosaic.at(0, row, column));
          }
        });
    return green;
  }

  private Planes greenBack(Planes ofGreen, Cfa cfa, Convolution kernel) {
    Planes seenAsGreen = ofGreen.blank();
    Planes interpolated = ofGreen.copy();
    forEach(
        ofGreen,
        cfa,
        (row, column, seen) -> {
          if (seen == Colour.GREEN) {
            seenAsGreen.set(0, row, column, interpolated.take(0, row, column));
          }
        });
    return kernel.adjoint(interpolated, border).with(seenAsGreen, Double::sum);
  }

  private Planes margin(Planes mosaic, Planes greenAlongRow, Planes greenAlongColumn) {
    DoubleBinaryOperator difference = (seen, green) -> seen - green;
    Planes changesAlongRow = changes(mosaic.with(greenAlongRow, difference), 0, 2);
    Planes changesAlongColumn = changes(mosaic.with(greenAlongColumn, difference), 2, 0);
    Planes margin = mosaic.blank();
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        double votes = 0;
        for (int across = 0; across < VOTES.length; across++) {
          for (int along = 0; along < VOTES[across].length; along++) {
            votes +=
                VOTES[across][along]
                    * (changesAlongColumn.at(0, row + along, column + across)
                        - changesAlongRow.at(0, row + across, column + along));
          }
        }
        margin.set(0, row, column, votes);
      }
    }
    return margin;
  }

  /**
   * Returns the changes of colour differences between pixels.
   *
   * @return planes with a rim of {@link #RIM} pixels: (RIM + y, RIM + x) holds the change that
   *     begins at (y, x)
   */
  private Planes changes(Planes differences, int down, int right) {
    Planes changes = new Planes(1, differences.height + 2 * RIM, differences.width + 2 * RIM);
    for (int y = -RIM; y < differences.height + RIM; y++) {
      for (int x = -RIM; x < differences.width + RIM; x++) {
        boolean inside = y >= 0 && y < differences.height && x >= 0 && x < differences.width;
        boolean counts =
            switch (votes) {
              case WHOLE_NEIGHBOURHOOD -> true;
              case INSIDE_FRAME -> inside;
            };
        if (counts) {
          double change =
              differences.at(0, y, x, border) - differences.at(0, y + down, x + right, border);
          changes.set(0, RIM + y, RIM + x, Math.abs(change));
        }
      }
    }
    return changes;
  }

  private void redAndBlueAtGreen(Planes rgb, Cfa cfa) {
    forEach(
        rgb,
        cfa,
        (row, column, seen) -> {
          if (seen == Colour.GREEN) {
            Colour ofRow = cfa.colourAt(row, column + 1);
            Colour ofColumn = cfa.colourAt(row + 1, column);
            double green = rgb.at(Colour.GREEN.plane(), row, column);
            rgb.set(
                ofRow.plane(),
                row,
                column,
                green + neighbours(rgb, ofRow, Colour.GREEN, row, column, true));
            rgb.set(
                ofColumn.plane(),
                row,
                column,
                green + neighbours(rgb, ofColumn, Colour.GREEN, row, column, false));
          }
        });
  }

  private void redAndBlueAtGreenBack(Planes ofRgb, Cfa cfa) {
    forEach(
        ofRgb,
        cfa,
        (row, column, seen) -> {
          if (seen == Colour.GREEN) {
            Colour ofRow = cfa.colourAt(row, column + 1);
            Colour ofColumn = cfa.colourAt(row + 1, column);
            double coming = ofRgb.take(ofColumn.plane(), row, column);
            ofRgb.add(Colour.GREEN.plane(), row, column, coming);
            neighboursBack(ofRgb, ofColumn, Colour.GREEN, row, column, false, coming);
            coming = ofRgb.take(ofRow.plane(), row, column);
            ofRgb.add(Colour.GREEN.plane(), row, column, coming);
            neighboursBack(ofRgb, ofRow, Colour.GREEN, row, column, true, coming);
          }
        });
  }

  private void redAtBlueAndBlueAtRed(Planes rgb, Cfa cfa, Planes margin, Difference difference) {
    forEach(
        rgb,
        cfa,
        (row, column, seen) -> {
          if (seen != Colour.GREEN) {
            Colour missing = seen == Colour.RED ? Colour.BLUE : Colour.RED;
            boolean alongRow = margin.at(0, row, column) >= 0;
            rgb.set(
                missing.plane(),
                row,
                column,
                rgb.at(seen.plane(), row, column)
                    + difference.of(rgb, missing, seen, row, column, alongRow));
          }
        });
  }

  private void redAtBlueAndBlueAtRedBack(
      Planes ofRgb, Cfa cfa, Planes margin, DifferenceBack differenceBack) {
    forEach(
        ofRgb,
        cfa,
        (row, column, seen) -> {
          if (seen != Colour.GREEN) {
            Colour missing = seen == Colour.RED ? Colour.BLUE : Colour.RED;
            boolean alongRow = margin.at(0, row, column) >= 0;
            double coming = ofRgb.take(missing.plane(), row, column);
            ofRgb.add(seen.plane(), row, column, coming);
            differenceBack.of(ofRgb, missing, seen, row, column, alongRow, coming);
          }
        });
  }

  private void greenAtRedAndBlue(Planes rgb, Cfa cfa, Planes margin) {
    forEach(
        rgb,
        cfa,
        (row, column, seen) -> {
          if (seen != Colour.GREEN) {
            boolean alongRow = margin.at(0, row, column) >= 0;
            rgb.set(
                Colour.GREEN.plane(),
                row,
                column,
                rgb.at(seen.plane(), row, column)
                    + lowPassed(rgb, Colour.GREEN, seen, row, column, alongRow));
          }
        });
  }

  private void greenAtRedAndBlueBack(Planes ofRgb, Cfa cfa, Planes margin) {
    forEach(
        ofRgb,
        cfa,
        (row, column, seen) -> {
          if (seen != Colour.GREEN) {
            boolean alongRow = margin.at(0, row, column) >= 0;
            double coming = ofRgb.take(Colour.GREEN.plane(), row, column);
            ofRgb.add(seen.plane(), row, column, coming);
            lowPassedBack(ofRgb, Colour.GREEN, seen, row, column, alongRow, coming);
          }
        });
  }

  /** The difference of two colours around a pixel, along its row or its column. */
  private interface Difference {
    double of(Planes rgb, Colour first, Colour second, int row, int column, boolean alongRow);
  }

  /** Adds a cotangent of such a difference to the cotangents of its samples. */
  private interface DifferenceBack {
    void of(
        Planes ofRgb,
        Colour first,
        Colour second,
        int row,
        int column,
        boolean alongRow,
        double coming);
  }

  /** Returns the mean of first − second at the two neighbours. */
  private double neighbours(
      Planes rgb, Colour first, Colour second, int row, int column, boolean alongRow) {
    int down = alongRow ? 0 : 1;
    int right = alongRow ? 1 : 0;
    return (difference(rgb, first, second, row - down, column - right)
            + difference(rgb, first, second, row + down, column + right))
        / 2;
  }

  private void neighboursBack(
      Planes ofRgb,
      Colour first,
      Colour second,
      int row,
      int column,
      boolean alongRow,
      double coming) {
    int down = alongRow ? 0 : 1;
    int right = alongRow ? 1 : 0;
    differenceBack(ofRgb, first, second, row - down, column - right, coming / 2);
    differenceBack(ofRgb, first, second, row + down, column + right, coming / 2);
  }

  /** Returns the mean of first − second at the pixel and its two neighbours. */
  private double lowPassed(
      Planes rgb, Colour first, Colour second, int row, int column, boolean alongRow) {
    return (2 * neighbours(rgb, first, second, row, column, alongRow)
            + difference(rgb, first, second, row, column))
        / 3;
  }

  private void lowPassedBack(
      Planes ofRgb,
      Colour first,
      Colour second,
      int row,
      int column,
      boolean alongRow,
      double coming) {
    neighboursBack(ofRgb, first, second, row, column, alongRow, coming * 2 / 3);
    differenceBack(ofRgb, first, second, row, column, coming / 3);
  }

  private double difference(Planes rgb, Colour first, Colour second, int row, int column) {
    return rgb.at(first.plane(), row, column, border) - rgb.at(second.plane(), row, column, border);
  }

  private void differenceBack(
      Planes ofRgb, Colour first, Colour second, int row, int column, double coming) {
    ofRgb.add(first.plane(), row, column, border, coming);
    ofRgb.add(second.plane(), row, column, border, -coming);
  }

  /** Visits every pixel of a mosaic. */
  private interface AtPixel {
    void at(int row, int column, Colour seen);
  }

  private static void forEach(Planes planes, Cfa cfa, AtPixel action) {
    for (int row = 0; row < planes.height; row++) {
      for (int column = 0; column < planes.width; column++) {
        action.at(row, column, cfa.colourAt(row, column));
      }
    }
  }
}
