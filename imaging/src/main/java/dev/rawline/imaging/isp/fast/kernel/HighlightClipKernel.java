package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The fast twin of {@link HighlightClip}. */
public final class HighlightClipKernel extends RowStep {
  private final RowStep in;
  private final float level;

  /** Prepares the step. */
  public HighlightClipKernel(RowStep in, HighlightClip clip) {
    super(3, new Reads(in, 0));
    this.in = in;
    this.level = (float) clip.level();
  }

  /** Returns the level above which colours are clipped. */
  public float level() {
    return level;
  }

  @Override
  public void compute(int row) {
    for (int plane = 0; plane < 3; plane++) {
      clip(in.samples, in.at(plane, row), level, samples, at(plane, row), columns);
    }
  }

  private static void clip(float[] in, int from, float level, float[] out, int to, int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector value = load(in, from + i);
      value.blend(all(level), value.compare(VectorOperators.GT, level)).intoArray(out, to + i);
    }
  }
}
