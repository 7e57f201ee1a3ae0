package dev.rawline.imaging.frame;

/**
 * The output of a sensor: a Bayer mosaic, or the samples of a monochrome sensor; one sample a
 * pixel.
 *
 * <p>Samples are float32, from the top left, row by row, in the unit that {@link #unit} names.
 */
public final class RawImage extends SampleArray implements Mosaic {
  private final Cfa cfa;
  private final Unit unit;
  private final Calibration calibration;

  /** The unit of a mosaic's samples. */
  public enum Unit {
    /** Digital numbers as stored in the file [DN]. */
    DN,
    /** A camera's scale: 1 is full scale or the white level; unbounded on both sides. */
    NORMALISED
  }

  /**
   * Wraps samples without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param cfa the colour filter layout
   * @param unit the unit of the samples
   * @param samples height · width values, row by row
   * @param calibration what is known about the recording
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples
   */
  public RawImage(
      int width, int height, Cfa cfa, Unit unit, float[] samples, Calibration calibration) {
    super("RawImage", width, height, 1, samples);
    this.cfa = cfa;
    this.unit = unit;
    this.calibration = calibration;
  }

  /** Returns a normalised mosaic without calibration data. */
  public static RawImage normalised(int width, int height, Cfa cfa, float[] samples) {
    return new RawImage(
        width, height, cfa, Unit.NORMALISED, samples, Calibration.unknown(Short.SIZE));
  }

  @Override
  public Cfa cfa() {
    return cfa;
  }

  /** Returns the unit of the samples. */
  public Unit unit() {
    return unit;
  }

  /** Returns what is known about the recording. */
  public Calibration calibration() {
    return calibration;
  }

  /** Returns a mosaic of the same shape and recording with other samples. */
  public RawImage with(Unit newUnit, float[] newSamples) {
    return new RawImage(width, height, cfa, newUnit, newSamples, calibration);
  }

  /** Returns the same samples as a mosaic of another layout. */
  public RawImage with(Cfa layout) {
    return new RawImage(width, height, layout, unit, samples, calibration);
  }

  /**
   * Returns the crop of this mosaic that begins at (top, left), with its own colour layout.
   *
   * @throws IllegalArgumentException if the rectangle is empty or leaves the mosaic
   */
  public RawImage crop(int top, int left, int newHeight, int newWidth) {
    if (top < 0
        || left < 0
        || newHeight < 1
        || newWidth < 1
        || top > height - newHeight
        || left > width - newWidth) {
      throw new IllegalArgumentException(
          "a crop of %d×%d pixels at row %d, column %d leaves the mosaic of %d×%d pixels"
              .formatted(newWidth, newHeight, top, left, width, height));
    }
    float[] cropped = new float[newWidth * newHeight];
    for (int row = 0; row < newHeight; row++) {
      System.arraycopy(samples, (top + row) * width + left, cropped, row * newWidth, newWidth);
    }
    return new RawImage(newWidth, newHeight, cfa.shifted(top, left), unit, cropped, calibration);
  }

  /**
   * Returns this mosaic rotated or mirrored to be upright, by its calibration's orientation.
   *
   * <p>A Bayer mosaic stays one: the colour layout follows the samples, and so does a black level
   * whose two greens differ.
   */
  public RawImage upright() {
    Orientation orientation = calibration.orientation();
    if (orientation == Orientation.UPRIGHT) {
      return this;
    }
    return new RawImage(
        orientation.transposed() ? height : width,
        orientation.transposed() ? width : height,
        turnedCfa(orientation),
        unit,
        orientation.upright(samples, width, height),
        calibration.turned(orientation.transposed()));
  }

  private Cfa turnedCfa(Orientation orientation) {
    if (!cfa.hasFilters()) {
      return cfa;
    }
    for (Cfa candidate : Cfa.BAYER) {
      int row = orientation.storedRow(candidate.redRow(), candidate.redColumn(), height);
      int column = orientation.storedColumn(candidate.redRow(), candidate.redColumn(), width);
      if (cfa.siteAt(row, column) == Cfa.Site.RED) {
        return candidate;
      }
    }
    throw new AssertionError("every turned Bayer layout is a Bayer layout");
  }

  @Override
  public String toString() {
    return super.toString() + " " + cfa + " " + unit;
  }
}
