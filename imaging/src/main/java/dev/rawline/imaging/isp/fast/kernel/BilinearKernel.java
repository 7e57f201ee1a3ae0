package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The fast twin of {@link Bilinear}. */
public final class BilinearKernel extends RowStep {
  private final MosaicRows mosaic;

  /** Prepares the step. */
  public BilinearKernel(MosaicRows mosaic) {
    super(3, new Reads(mosaic, 1));
    this.mosaic = mosaic;
  }

  @Override
  public void compute(int row) {
    boolean red = mosaic.red(row);
    VectorMask<Float> atGreen = Lanes.alternating(mosaic.greenFirst(row));
    int up = mosaic.at(0, row - 1);
    int here = mosaic.at(0, row);
    int down = mosaic.at(0, row + 1);
    int green = at(Colour.GREEN.plane(), row);
    int own = at((red ? Colour.RED : Colour.BLUE).plane(), row);
    int other = at((red ? Colour.BLUE : Colour.RED).plane(), row);
    float[] in = mosaic.samples;
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      vector(in, up + i, here + i, down + i, atGreen, samples, green + i, own + i, other + i);
    }
  }

  /**
   * Interpolates rows of a mosaic straight into a picture as large, which saves two copies of each.
   *
   * @param from the first row
   * @param to the row after the last
   */
  public static void rows(RawImage raw, LinearRgb picture, int from, int to) {
    int width = raw.width();
    int plane = width * raw.height();
    int firstRed = raw.cfa().redRow();
    for (int row = from; row < to; row++) {
      boolean red = ((firstRed + row) & 1) == 0;
      int here = row * width;
      row(
          raw.samples(),
          Border.MIRROR.index(row - 1, raw.height()) * width,
          here,
          Border.MIRROR.index(row + 1, raw.height()) * width,
          ((firstRed + raw.cfa().redColumn() + row) & 1) != 0,
          picture.samples(),
          Colour.GREEN.plane() * plane + here,
          (red ? Colour.RED : Colour.BLUE).plane() * plane + here,
          (red ? Colour.BLUE : Colour.RED).plane() * plane + here,
          width);
    }
  }

  /** Interpolates one row as {@link #vector} does, reflected at its ends. */
  private static void row(
      float[] in,
      int up,
      int here,
      int down,
      boolean greenFirst,
      float[] out,
      int green,
      int own,
      int other,
      int width) {
    VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
    int end = 2;
    // Vectors begin at even columns and read one more on both sides; the last may overlap another.
    // Java unrolls a counted loop, which then takes a fifth longer.
    int last = (width - 1 - Lanes.COUNT) & -2;
    if (last >= 2) {
      for (int i = 2, step = 1; step > 0; i += step) {
        vector(in, up + i, here + i, down + i, atGreen, out, green + i, own + i, other + i);
        step = Math.min(Lanes.COUNT, last - i);
      }
      end = last + Lanes.COUNT;
    }
    for (int i = 0; i < width; i = i == 1 ? end : i + 1) {
      int left = Border.MIRROR.index(i - 1, width);
      int right = Border.MIRROR.index(i + 1, width);
      float seen = in[here + i];
      float beside = in[here + left] + in[here + right];
      float above = in[up + i] + in[down + i];
      float corners = in[up + left] + in[down + left] + (in[up + right] + in[down + right]);
      boolean isGreen = (i & 1) == 0 == greenFirst;
      out[green + i] = isGreen ? seen : (beside + above) * 0.25f;
      out[own + i] = isGreen ? beside * 0.5f : seen;
      out[other + i] = isGreen ? above * 0.5f : corners * 0.25f;
    }
  }

  /**
   * Interpolates one vector.
   *
   * @param own receives the colour of the row besides green
   * @param other receives the colour that the row does not have
   */
  private static void vector(
      float[] in,
      int up,
      int here,
      int down,
      VectorMask<Float> atGreen,
      float[] out,
      int green,
      int own,
      int other) {
    FloatVector seen = load(in, here);
    FloatVector beside = load(in, here - 1).add(load(in, here + 1));
    FloatVector above = load(in, up).add(load(in, down));
    FloatVector corners =
        load(in, up - 1).add(load(in, down - 1)).add(load(in, up + 1).add(load(in, down + 1)));
    beside.add(above).mul(0.25f).blend(seen, atGreen).intoArray(out, green);
    seen.blend(beside.mul(0.5f), atGreen).intoArray(out, own);
    corners.mul(0.25f).blend(above.mul(0.5f), atGreen).intoArray(out, other);
  }
}
