package dev.rawline.imaging.frame;

import java.util.List;

/**
 * The colour filter array: the filter colour of each pixel of a Bayer mosaic, or none.
 *
 * <p>A layout is named by its first two rows in reading order: in {@link #RGGB} pixel (0, 0) is
 * red, (0, 1) and (1, 0) are green, (1, 1) is blue.
 *
 * <p>The pixels of a {@link #MONOCHROME} sensor are all of one kind, which counts as {@link
 * Site#GREEN_IN_RED_ROW}: of four numbers, one for each kind of pixel, it has the one of that kind.
 */
public enum Cfa {
  /** Red at (0, 0). */
  RGGB(0, 0),
  /** Red at (0, 1). */
  GRBG(0, 1),
  /** Red at (1, 0). */
  GBRG(1, 0),
  /** Red at (1, 1). */
  BGGR(1, 1),
  /** No filters: every pixel receives all light. */
  MONOCHROME(0, 0);

  /** The layouts with filters. */
  public static final List<Cfa> BAYER = List.of(RGGB, GRBG, GBRG, BGGR);

  private final int redRow;
  private final int redColumn;

  Cfa(int redRow, int redColumn) {
    this.redRow = redRow;
    this.redColumn = redColumn;
  }

  /** Returns whether pixels have colour filters. */
  public boolean hasFilters() {
    return this != MONOCHROME;
  }

  /** Returns the distance between pixels of one kind [px]: 2, or 1 without filters. */
  public int lattice() {
    return hasFilters() ? 2 : 1;
  }

  /** Returns the parity of the rows that hold red, 0 or 1; 0 without filters. */
  public int redRow() {
    return redRow;
  }

  /** Returns the parity of the columns that hold red, 0 or 1; 0 without filters. */
  public int redColumn() {
    return redColumn;
  }

  /** Returns the colour of the filter at pixel (row, column). */
  public Colour colourAt(int row, int column) {
    return siteAt(row, column).colour();
  }

  /** Returns which of the four kinds of pixel is at (row, column). */
  public Site siteAt(int row, int column) {
    if (this == MONOCHROME) {
      return Site.GREEN_IN_RED_ROW;
    }
    boolean inRedRow = ((row ^ redRow) & 1) == 0;
    boolean inRedColumn = ((column ^ redColumn) & 1) == 0;
    if (inRedRow) {
      return inRedColumn ? Site.RED : Site.GREEN_IN_RED_ROW;
    }
    return inRedColumn ? Site.GREEN_IN_BLUE_ROW : Site.BLUE;
  }

  /**
   * Returns the layout of the mosaic that begins at pixel (rows, columns) of this one.
   *
   * @param rows how many rows are cut off at the top; negative adds rows
   * @param columns how many columns are cut off at the left; negative adds columns
   */
  public Cfa shifted(int rows, int columns) {
    return hasFilters() ? withRedAt(redRow - rows, redColumn - columns) : this;
  }

  /** Returns the layout whose red pixels lie at rows and columns of these parities. */
  public static Cfa withRedAt(int row, int column) {
    return BAYER.get((row & 1) * 2 + (column & 1));
  }

  /** One of the four kinds of pixel in a Bayer mosaic; the two greens differ by their row. */
  public enum Site {
    /** A red pixel (R). */
    RED(0),
    /** A green pixel in a row that also holds red (G1). */
    GREEN_IN_RED_ROW(1),
    /** A green pixel in a row that also holds blue (G2). */
    GREEN_IN_BLUE_ROW(2),
    /** A blue pixel (B). */
    BLUE(3);

    private final int index;

    Site(int index) {
      this.index = index;
    }

    /** Returns the filter colour of this kind of pixel. */
    public Colour colour() {
      return switch (this) {
        case RED -> Colour.RED;
        case GREEN_IN_RED_ROW, GREEN_IN_BLUE_ROW -> Colour.GREEN;
        case BLUE -> Colour.BLUE;
      };
    }

    /** Returns the index of this kind of pixel among the four, 0 to 3. */
    public int index() {
      return index;
    }
  }
}
