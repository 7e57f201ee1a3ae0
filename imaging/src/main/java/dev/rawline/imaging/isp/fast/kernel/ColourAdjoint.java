package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.numeric.Lanes;

/** The backward pass through {@link ColourKernel} to the three colours that its matrix mixes. */
public final class ColourAdjoint extends RowStep {
  /** The luma plane of colours without a luma. */
  public static final int NO_LUMA = 0;

  /** The number of sums over pixels for the gradient with respect to the matrix. */
  public static final int SUMS = 9;

  private final RowStep coming;
  private final int comingLuma;
  private final RowStep luma;
  private final int lumaPlane;
  private final RowStep in;
  private final RowSums sums;
  private final float[] matrix = new float[SUMS];

  private final int[] row = new int[Picture.CHANNELS + 1];
  private final int[] from = new int[Picture.CHANNELS];
  private final int[] to = new int[Picture.CHANNELS + 1];

  /**
   * Prepares the step.
   *
   * @param coming the gradients with respect to the colours, and to the luma that replaced theirs
   * @param luma the gradient with respect to the luma computed from them; {@code coming} and {@link
   *     #NO_LUMA} if there is none
   * @param in the input of the matrix
   */
  public ColourAdjoint(
      RowStep coming, RowStep luma, int lumaPlane, RowStep in, Matrix3 matrix, RowSums sums) {
    super(Picture.CHANNELS, new Reads(coming, 0), new Reads(luma, 0), new Reads(in, 0));
    this.coming = coming;
    this.luma = luma;
    this.lumaPlane = lumaPlane;
    this.comingLuma = coming instanceof GammaAdjoint ? GammaAdjoint.LUMA : NO_LUMA;
    this.in = in;
    this.sums = sums;
    for (int i = 0; i < this.matrix.length; i++) {
      this.matrix[i] = (float) matrix.at(i / Picture.CHANNELS, i % Picture.CHANNELS);
    }
  }

  @Override
  public void compute(int here) {
    for (int plane = 0; plane < Picture.CHANNELS; plane++) {
      row[plane] = coming.at(plane, here);
      from[plane] = in.at(plane, here);
    }
    row[Picture.CHANNELS] = coming.at(comingLuma, here);
    // The kernel interleaves; if all columns count as red columns it writes green twice.
    to[0] = at(Colour.RED.plane(), here);
    to[1] = at(Colour.GREEN.plane(), here);
    to[2] = at(Colour.GREEN.plane(), here);
    to[3] = at(Colour.BLUE.plane(), here);
    ColourPullbackKernel.row(
        coming.samples,
        row,
        luma.samples,
        luma.at(lumaPlane, here),
        in.samples,
        from,
        matrix,
        samples,
        to,
        Lanes.ALL,
        sums.lanes(here),
        columns);
  }
}
