package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.numeric.Lanes;

/**
 * Propagates the gradient of a view back through the gamma: gradients with respect to the colours
 * and, in the fourth plane, to the luma that replaced theirs.
 */
public final class GammaAdjoint extends RowStep {
  /** The plane of the luma. */
  public static final int LUMA = Picture.CHANNELS;

  private final ColourKernel colours;
  private final RowStep filtered;
  private final int plane;
  private final GammaPullbackKernel kernel;
  private final RowSums sums;

  private SampleMemory coming;
  private int comingAt;
  private int width;
  private int height;
  private int reach;

  /** A row of the gradient with respect to the view, padded with zeros to whole vectors. */
  private float[] padded = {};

  /**
   * Prepares the step.
   *
   * @param colours the colours before the change of their luma
   * @param filtered holds the luma that replaced theirs
   * @param plane the plane of that luma
   * @param kernel the slope of the curve
   * @param sums the sums for the gradients with respect to γ and the floor
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
   * Starts a picture.
   *
   * @param viewGradients the gradients with respect to the view
   * @param at the index of the first of them
   */
  public void begin(SampleMemory viewGradients, int at, int newWidth, int newHeight) {
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
    boolean whole = across == width && coming.isArray();
    int before = colours.at(ColourKernel.LUMA, row) + reach;
    int after = filtered.at(plane, row) + reach;
    float[] lanes = sums.lanes(row);
    for (int colour = 0; colour < Picture.CHANNELS; colour++) {
      int from = comingAt + (colour * height + row) * width;
      if (!whole) {
        coming.read(from, padded, 0, width);
      }
      kernel.row(
          whole ? coming.array() : padded,
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
