package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.isp.Luma;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * The fast twin of white balance and colour correction, folded into one matrix; the luma is the
 * fourth plane.
 */
public final class ColourKernel extends RowStep {
  /** The plane that holds the luma. */
  public static final int LUMA = 3;

  private final RowStep in;
  private final float[] matrix = new float[9];

  /** Prepares the step: a matrix on three colours. */
  public ColourKernel(RowStep in, Matrix3 matrix) {
    super(4, new Reads(in, 0));
    this.in = in;
    for (int i = 0; i < 9; i++) {
      this.matrix[i] = (float) matrix.at(i / 3, i % 3);
    }
  }

  @Override
  public void compute(int row) {
    colours(
        in.samples,
        in.at(0, row),
        in.at(1, row),
        in.at(2, row),
        matrix,
        samples,
        at(0, row),
        at(1, row),
        at(2, row),
        at(LUMA, row),
        columns);
  }

  /** Computes one row of the colours and of their luma. */
  public static void colours(
      float[] in,
      int fromRed,
      int fromGreen,
      int fromBlue,
      float[] m,
      float[] out,
      int toRed,
      int toGreen,
      int toBlue,
      int toLuma,
      int columns) {
    // Read before the loop: the compiler cannot exclude that the stores in the loop change the
    // array.
    float rr = m[0];
    float rg = m[1];
    float rb = m[2];
    float gr = m[3];
    float gg = m[4];
    float gb = m[5];
    float br = m[6];
    float bg = m[7];
    float bb = m[8];
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector r = load(in, fromRed + i);
      FloatVector g = load(in, fromGreen + i);
      FloatVector b = load(in, fromBlue + i);
      FloatVector red = sum(r, rr, g, rg, b, rb);
      FloatVector green = sum(r, gr, g, gg, b, gb);
      FloatVector blue = sum(r, br, g, bg, b, bb);
      red.intoArray(out, toRed + i);
      green.intoArray(out, toGreen + i);
      blue.intoArray(out, toBlue + i);
      sum(red, (float) Luma.RED, green, (float) Luma.GREEN, blue, (float) Luma.BLUE)
          .intoArray(out, toLuma + i);
    }
  }

  private static FloatVector sum(
      FloatVector a, float ofA, FloatVector b, float ofB, FloatVector c, float ofC) {
    return c.fma(all(ofC), b.fma(all(ofB), a.mul(ofA)));
  }
}
