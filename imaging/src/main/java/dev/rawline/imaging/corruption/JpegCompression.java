package dev.rawline.imaging.corruption;

/**
 * Applies the losses of JPEG compression at a quality.
 *
 * <p>The picture becomes levels of 8 bits, luma and two chromas (JFIF: BT.601 of full range), the
 * chromas at half the resolution (4:2:0); each block of 8×8 is transformed to cosines, which are
 * rounded to multiples of a step, and back; chromas are enlarged by weights 3 : 1 and colours
 * rounded to 8 bits again. Entropy coding is lossless and is omitted. (This matches libjpeg, except
 * for the rounding inside its transforms.)
 *
 * <p>The blocks are those of the format and are not scaled.
 *
 * @param quality 1 to 100
 */
record JpegCompression(int quality) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    int width = picture.width;
    int height = picture.height;
    int area = picture.area();
    int[] luma = new int[area];
    int[] blueness = new int[area];
    int[] redness = new int[area];
    for (int i = 0; i < area; i++) {
      int red = level(picture.samples[i]);
      int green = level(picture.samples[area + i]);
      int blue = level(picture.samples[2 * area + i]);
      luma[i] = fixed(19595 * red + 38470 * green + 7471 * blue);
      // An offset a little below a half, so that 255 stays 255.
      blueness[i] = (-11059 * red - 21709 * green + 32768 * blue + CHROMA_OFFSET) >> BITS;
      redness[i] = (32768 * red - 27439 * green - 5329 * blue + CHROMA_OFFSET) >> BITS;
    }
    int halfWidth = Math.ceilDiv(width, 2);
    int halfHeight = Math.ceilDiv(height, 2);
    int[] lossyLuma = JpegBlocks.LUMA.lossy(luma, width, height, quality);
    int[] lossyBlue =
        JpegBlocks.CHROMA.lossy(halved(blueness, width, height), halfWidth, halfHeight, quality);
    int[] lossyRed =
        JpegBlocks.CHROMA.lossy(halved(redness, width, height), halfWidth, halfHeight, quality);
    return colours(
        picture,
        lossyLuma,
        doubled(lossyBlue, halfWidth, halfHeight, width, height),
        doubled(lossyRed, halfWidth, halfHeight, width, height));
  }

  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);
  private static final int MIDDLE = 128;
  private static final int CHROMA_OFFSET = (MIDDLE << BITS) + HALF - 1;

  private static int level(double sample) {
    return (int) Math.floor(sample * 255 + 0.5);
  }

  private static int fixed(int number) {
    return (number + HALF) >> BITS;
  }

  private static DoubleImage colours(DoubleImage like, int[] luma, int[] blueness, int[] redness) {
    DoubleImage colours = like.blank();
    int area = like.area();
    for (int i = 0; i < area; i++) {
      int blue = blueness[i] - MIDDLE;
      int red = redness[i] - MIDDLE;
      colours.samples[i] = sample(luma[i] + fixed(91881 * red));
      colours.samples[area + i] = sample(luma[i] + fixed(-22554 * blue - 46802 * red));
      colours.samples[2 * area + i] = sample(luma[i] + fixed(116130 * blue));
    }
    return colours;
  }

  private static double sample(int level) {
    return Math.clamp(level, 0, 255) / 255.0;
  }

  /** Returns the means of 2×2 levels, rounded up and down alternately. */
  private static int[] halved(int[] levels, int width, int height) {
    int halfWidth = Math.ceilDiv(width, 2);
    int[] half = new int[halfWidth * Math.ceilDiv(height, 2)];
    for (int i = 0; i < half.length; i++) {
      int row = i / halfWidth * 2;
      int column = i % halfWidth * 2;
      int nextRow = Math.min(row + 1, height - 1);
      int nextColumn = Math.min(column + 1, width - 1);
      int sum =
          levels[row * width + column]
              + levels[row * width + nextColumn]
              + levels[nextRow * width + column]
              + levels[nextRow * width + nextColumn];
      half[i] = (sum + 1 + i % halfWidth % 2) >> 2;
    }
    return half;
  }

  /** Returns levels at twice the resolution: three parts of the nearest, one of the next. */
  private static int[] doubled(int[] half, int halfWidth, int halfHeight, int width, int height) {
    int[] levels = new int[width * height];
    for (int row = 0; row < height; row++) {
      int near = row / 2;
      int far = Math.clamp(row % 2 == 0 ? near - 1 : near + 1, 0, halfHeight - 1);
      for (int column = 0; column < width; column++) {
        int at = column / 2;
        if (halfWidth <= 2) {
          // A picture this narrow is enlarged by repetition.
          levels[row * width + column] = half[near * halfWidth + at];
          continue;
        }
        int beside = Math.clamp(column % 2 == 0 ? at - 1 : at + 1, 0, halfWidth - 1);
        int here = 3 * half[near * halfWidth + at] + half[far * halfWidth + at];
        int there = 3 * half[near * halfWidth + beside] + half[far * halfWidth + beside];
        levels[row * width + column] = (3 * here + there + (column % 2 == 0 ? 8 : 7)) >> 4;
      }
    }
    return levels;
  }
}
