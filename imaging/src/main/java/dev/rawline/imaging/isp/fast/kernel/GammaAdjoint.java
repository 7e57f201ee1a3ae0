package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.numeric.Lanes;

/**
 * Carries the gradient by a view back through the gamma: gradients by the colours and, in the
 * fourth plane, by the luma that was put in the place of theirs.
 */
public final class GammaAdjoint extends RowStep {
  /** The plane of the luma. */
  public static final int LUMA = Picture.CHANNELS;

  private final ColourKernel colours;
  private final RowStep filtered;
  private final int plane;
  private final GammaPullbackKernel kernel;
  private final RowSums sums;

  private float[] coming;
  private int comingAt;
  private int width;
  private int height;
  private int reach;

  /** A row of the gradient by the view, filled up with zeros to whole vectors. */
  private float[] padded = {};

  /**
   * Prepares the step.
   *
   * @param colours what the curve was applied to, before the change of their luma
   * @param filtered holds the luma that was put in the place of theirs
   * @param plane the plane of that luma
   * @param kernel the slope of the curve
   * @param sums the sums that become the gradients by γ and the floor
   */
  public GammaAdjoint(
      ColourKernel colours, RowStep filtered, int plane, GammaPullbackKernel kernel, RowSums sums) {
    super(Picture.CHANNELS + 1, new Reads(colours, 0), new Reads(filtered, 0));
    this.colours = colours;
    this.filtered = filtered;
    this.plane = plane;
    this.kernel = kernel;
    this.sums = sums;
  }

  @Override
  public void allocate(int longest, int columnReach) {
    super.allocate(longest, columnReach);
    reach = columnReach;
  }

  /**
   * Begins a picture.
   *
   * @param viewGradients where the gradients by the view stand
   * @param at where the first of them stands
   */
  public void begin(float[] viewGradients, int at, int newWidth, int newHeight) {
    coming = viewGradients;
    comingAt = at;
    width = newWidth;
    height = newHeight;
    int length = Lanes.padded(width);
    if (padded.length != length) {
      padded = new float[length];
    }
  }

  @Override
  public void compute(int row) {
    int across = padded.length;
    boolean whole = across == width;
    int before = colours.at(ColourKernel.LUMA, row) + reach;
    int after = filtered.at(plane, row) + reach;
    float[] lanes = sums.lanes(row);
    for (int colour = 0; colour < Picture.CHANNELS; colour++) {
      int from = comingAt + (colour * height + row) * width;
      if (!whole) {
        System.arraycopy(coming, from, padded, 0, width);
      }
      kernel.row(
          whole ? coming : padded,
          whole ? from : 0,
          colours.samples,
          colours.at(colour, row) + reach,
          colours.samples,
          before,
          filtered.samples,
          after,
          samples,
          at(colour, row) + reach,
          lanes,
          across);
    }
    GammaPullbackKernel.sum(
        samples,
        at(0, row) + reach,
        at(1, row) + reach,
        at(2, row) + reach,
        samples,
        at(LUMA, row) + reach,
        across);
  }
}
