package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.Gamma;

/** The last step of a rendering: writes the colours, or their view, into a picture. */
public final class OutputRows extends RowStep {
  private final RowStep colours;

  /** The new luma of the colours; null if the output is linear. */
  private final RowStep luma;

  private final int lumaPlane;

  /** The curve; null if the output is linear. */
  private final GammaKernel gamma;

  private int reach;
  private int width;

  private SampleMemory out;

  /** A row of a view on its way out of Java. */
  private float[] spare = {};

  private int outAt;
  private int outHeight;
  private int outWidth;
  private int firstRow;
  private int firstColumn;

  private OutputRows(
      RowStep colours, RowStep luma, int lumaPlane, GammaKernel gamma, Reads... reads) {
    super(0, reads);
    this.colours = colours;
    this.luma = luma;
    this.lumaPlane = lumaPlane;
    this.gamma = gamma;
  }

  /** Writes linear colours as they are. */
  public static OutputRows linear(RowStep colours) {
    return new OutputRows(colours, null, 0, null, new Reads(colours, 0));
  }

  /** Writes the view of colours, whose luma stays. */
  public static OutputRows view(ColourKernel colours, Gamma curve) {
    return new OutputRows(
        colours, colours, ColourKernel.LUMA, new GammaKernel(curve), new Reads(colours, 0));
  }

  /** Writes the view of colours whose luma was filtered. */
  public static OutputRows view(ColourKernel colours, RowStep filtered, Gamma curve) {
    return new OutputRows(
        colours,
        filtered,
        0,
        new GammaKernel(curve),
        new Reads(colours, 0),
        new Reads(filtered, 0));
  }

  @Override
  public void allocate(int longest, int columnReach) {
    reach = columnReach;
  }

  /**
   * Sets the columns to write.
   *
   * @param column the index of the first of them in the picture
   * @param count how many there are
   */
  public void begin(int column, int count) {
    firstColumn = column;
    width = count;
  }

  /** Sets the output picture and the row that is its first. */
  public void into(Picture picture, int row) {
    into(SampleMemory.of(picture.samples()), 0, picture.width(), picture.height(), row);
  }

  /**
   * Sets the output picture.
   *
   * @param samples hold its samples
   * @param at the index of the first of them
   * @param row the row that is its first
   */
  public void into(SampleMemory samples, int at, int pictureWidth, int pictureHeight, int row) {
    if (!samples.isArray() && spare.length < width) {
      spare = new float[width];
    }
    out = samples;
    outAt = at;
    outWidth = pictureWidth;
    outHeight = pictureHeight;
    firstRow = row;
  }

  @Override
  public void compute(int row) {
    for (int plane = 0; plane < 3; plane++) {
      int from = colours.at(plane, row) + reach;
      int to = outAt + (plane * outHeight + row - firstRow) * outWidth + firstColumn;
      if (gamma == null) {
        out.write(colours.samples, from, to, width);
      } else {
        gamma.row(
            colours.samples,
            from,
            colours.samples,
            colours.at(ColourKernel.LUMA, row) + reach,
            luma.samples,
            luma.at(lumaPlane, row) + reach,
            out.isArray() ? out.array() : spare,
            out.isArray() ? to : 0,
            width);
        if (!out.isArray()) {
          out.write(spare, 0, to, width);
        }
      }
    }
  }
}
