package dev.rawline.imaging.corruption;

/**
 * The blocks of 8×8 levels of a JPEG file: transformed to cosines, rounded, and back.
 *
 * <p>X(v, u) = ¼ c(u) c(v) Σ x(j, i) cos((2i + 1) u π / 16) cos((2j + 1) v π / 16), with c(0) = √½
 * and c = 1 else (ITU-T T.81, A.3.3); the steps that X is rounded to are those of its annex K at
 * quality 50.
 */
final class JpegBlocks {
  /** Those of luma. */
  static final JpegBlocks LUMA =
      new JpegBlocks(
          16, 11, 10, 16, 24, 40, 51, 61, //
          12, 12, 14, 19, 26, 58, 60, 55, //
          14, 13, 16, 24, 40, 57, 69, 56, //
          14, 17, 22, 29, 51, 87, 80, 62, //
          18, 22, 37, 56, 68, 109, 103, 77, //
          24, 35, 55, 64, 81, 104, 113, 92, //
          49, 64, 78, 87, 103, 121, 120, 101, //
          72, 92, 95, 98, 112, 100, 103, 99);

  /** Those of the two chromas. */
  static final JpegBlocks CHROMA =
      new JpegBlocks(
          17, 18, 24, 47, 99, 99, 99, 99, //
          18, 21, 26, 66, 99, 99, 99, 99, //
          24, 26, 56, 99, 99, 99, 99, 99, //
          47, 66, 99, 99, 99, 99, 99, 99, //
          99, 99, 99, 99, 99, 99, 99, 99, //
          99, 99, 99, 99, 99, 99, 99, 99, //
          99, 99, 99, 99, 99, 99, 99, 99, //
          99, 99, 99, 99, 99, 99, 99, 99);

  private static final int SIDE = 8;
  private static final int MIDDLE = 128;

  /** A half less a rounding tolerance: halves are frequent and are rounded up. */
  private static final double HALF = 0.5 + 1e-9;

  /** ½ c(u) cos((2i + 1) u π / 16), u by u. */
  private static final double[] COSINES = new double[SIDE * SIDE];

  static {
    for (int u = 0; u < SIDE; u++) {
      for (int i = 0; i < SIDE; i++) {
        double cosine = StrictMath.cos((2 * i + 1) * u * Math.PI / 16);
        COSINES[u * SIDE + i] = u == 0 ? Math.sqrt(0.125) : 0.5 * cosine;
      }
    }
  }

  private final int[] steps;

  private JpegBlocks(int... steps) {
    this.steps = steps;
  }

  /**
   * Returns the levels after compression, 0 to 255.
   *
   * @param quality 1 to 100
   */
  int[] lossy(int[] levels, int width, int height, int quality) {
    int[] kept = new int[levels.length];
    double[] block = new double[SIDE * SIDE];
    for (int top = 0; top < height; top += SIDE) {
      for (int left = 0; left < width; left += SIDE) {
        for (int i = 0; i < block.length; i++) {
          int row = Math.min(top + i / SIDE, height - 1);
          int column = Math.min(left + i % SIDE, width - 1);
          block[i] = levels[row * width + column] - MIDDLE;
        }
        quantize(block, quality);
        for (int i = 0; i < block.length; i++) {
          int row = top + i / SIDE;
          int column = left + i % SIDE;
          if (row < height && column < width) {
            kept[row * width + column] =
                (int) Math.clamp(Math.floor(block[i] + MIDDLE + HALF), 0, 255);
          }
        }
      }
    }
    return kept;
  }

  private void quantize(double[] block, int quality) {
    double[] cosines = transposed(forward(transposed(forward(block))));
    for (int i = 0; i < cosines.length; i++) {
      int step = step(i, quality);
      double multiple = Math.floor(Math.abs(cosines[i]) / step + HALF);
      cosines[i] = Math.copySign(multiple * step, cosines[i]);
    }
    double[] back = transposed(backward(transposed(backward(cosines))));
    System.arraycopy(back, 0, block, 0, block.length);
  }

  /** Returns the step of a place at a quality, as libjpeg scales it. */
  private int step(int place, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    return Math.clamp((steps[place] * percent + 50) / 100, 1, 255);
  }

  /** Transforms every row to cosines. */
  private static double[] forward(double[] block) {
    double[] cosines = new double[block.length];
    for (int row = 0; row < SIDE; row++) {
      for (int u = 0; u < SIDE; u++) {
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
          sum += COSINES[u * SIDE + i] * block[row * SIDE + i];
        }
        cosines[row * SIDE + u] = sum;
      }
    }
    return cosines;
  }

  /** Transforms every row back. */
  private static double[] backward(double[] cosines) {
    double[] block = new double[cosines.length];
    for (int row = 0; row < SIDE; row++) {
      for (int u = 0; u < SIDE; u++) {
        double cosine = cosines[row * SIDE + u];
        for (int i = 0; i < SIDE; i++) {
          block[row * SIDE + i] += COSINES[u * SIDE + i] * cosine;
        }
      }
    }
    return block;
  }

  private static double[] transposed(double[] block) {
    double[] turned = new double[block.length];
    for (int i = 0; i < block.length; i++) {
      turned[i % SIDE * SIDE + i / SIDE] = block[i];
    }
    return turned;
  }
}
