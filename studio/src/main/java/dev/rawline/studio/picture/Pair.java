package dev.rawline.studio.picture;

import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.DeltaE;
import dev.rawline.imaging.metric.Ssim;
import dev.rawline.workbench.plot.SequentialScale;
import java.awt.Color;
import java.util.Arrays;

/**
 * Two pictures that are compared.
 *
 * @param path how the one is made
 * @param pinned how the other is made
 */
record Pair(LightPath path, LightPath pinned) {
  private static final long MOST_PIXELS = 1 << 22;

  /** What colour differences are painted up to; 1 is just seen. */
  private static final double[] MOST_DIFFERENCES = {1, 2, 5, 10, 20, 50, 100};

  private static final float FULL = 255;
  private static final double MOST_OF_THEM = 0.95;

  /**
   * How alike they are.
   *
   * @param ssim the structural similarity, 1 where they are equal
   * @param deltaE the mean colour difference ΔE₀₀
   * @param deltaE95 what 95 % of the pixels differ by at most
   * @param painted a round number that most pixels differ by less, up to which to paint them
   */
  record Similarity(double ssim, double deltaE, double deltaE95, double painted) {}

  /**
   * Returns the part of a region that both have.
   *
   * @throws IllegalArgumentException if it is larger than 4 megapixels
   */
  Region within(Region region) {
    Region both =
        region
            .within(path.image().raw().width(), path.image().raw().height())
            .within(pinned.image().raw().width(), pinned.image().raw().height());
    if (both.area() > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "%d pixels are too many to compare: expected at most %d, zoom in"
              .formatted(both.area(), MOST_PIXELS));
    }
    return both;
  }

  private static View view(LightPath of, Region region) {
    return new Renderer(of).show(of.view(), region);
  }

  /**
   * Returns the colour difference ΔE₀₀ of every pixel, painted from light (0) to dark.
   *
   * @param most what is painted darkest
   */
  View difference(Region region, double most) {
    float[] distances = DeltaE.CIEDE2000.map(view(path, region), view(pinned, region));
    SequentialScale scale = new SequentialScale(0, most);
    float[] painted = new float[View.CHANNELS * distances.length];
    for (int i = 0; i < distances.length; i++) {
      Color colour = scale.of(distances[i]);
      painted[i] = colour.getRed() / FULL;
      painted[distances.length + i] = colour.getGreen() / FULL;
      painted[2 * distances.length + i] = colour.getBlue() / FULL;
    }
    return new View(region.width(), region.height(), painted);
  }

  /** Returns how alike they are in a region. */
  Similarity similarity(Region region) {
    View one = view(path, region);
    View other = view(pinned, region);
    float[] distances = DeltaE.CIEDE2000.map(one, other);
    double sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    Arrays.sort(distances);
    double most = distances[(int) (MOST_OF_THEM * (distances.length - 1))];
    return new Similarity(
        Ssim.DEFAULT.of(one, other),
        sum / distances.length,
        most,
        Arrays.stream(MOST_DIFFERENCES)
            .filter(end -> end >= most)
            .findFirst()
            .orElse(MOST_DIFFERENCES[MOST_DIFFERENCES.length - 1]));
  }
}
