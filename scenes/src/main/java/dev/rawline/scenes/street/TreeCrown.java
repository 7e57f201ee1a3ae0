package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import java.util.Arrays;

/**
 * The leaves of a tree, a bush or a hedge.
 *
 * <p>A crown is many clusters of leaves, rendered into two rasters: from above, the height and the
 * tint of the highest leaf; from the sun, the blocked share of its light, and the height of the
 * first leaf that blocks it.
 */
final class TreeCrown implements SceneObject {
  /** The spacing of the rasters [m]. */
  private static final double STEP = 0.05;

  /** The spacing of the raster of the shadow [m]. */
  private static final double SHADOW_STEP = 0.1;

  /** The largest slope of a leaf; steeper steps between clusters look like gaps, not like walls. */
  private static final double STEEPEST = 1.3;

  private static final BoundingBox NOTHING = new BoundingBox(0, 0, 0, 0);
  private static final float NONE = Float.NEGATIVE_INFINITY;

  private final BoundingBox bounds;
  private final double height;
  private final Rgb colour;
  private final Rgb other;
  private final double radius;
  private final Raster above;
  private final Raster sunward;
  private final double dx;
  private final double dy;

  /**
   * Creates a crown.
   *
   * @param puffs its leaves
   * @param colour the reflectance of its leaves
   * @param other the reflectance of leaves of tint 1
   * @param light the illumination
   * @param view the visible part; outside it the crown has no leaves, only their shadow
   */
  TreeCrown(LeafClusters puffs, Rgb colour, Rgb other, Illumination light, BoundingBox view) {
    this.colour = colour;
    this.other = other;
    dx = light.alongX();
    dy = light.alongY();
    bounds = puffs.bounds();
    height = puffs.top();
    radius = Math.min(bounds.right() - bounds.left(), bounds.bottom() - bounds.top()) / 2;
    boolean seen = bounds.meets(view);
    above = new Raster(seen ? bounds : NOTHING, STEP);
    sunward = new Raster(puffs.shadowBounds(dx, dy), SHADOW_STEP);
    for (LeafClusters.Puff puff : puffs.puffs()) {
      double x = puff.x();
      double y = puff.y();
      double z = puff.z();
      if (seen) {
        above.dome(x, y, z, puff.radius(), puff.tint());
      }
      sunward.disc(x - z * dx, y - z * dy, z, puff.radius(), dx, dy);
    }
  }

  @Override
  public BoundingBox bounds() {
    return bounds;
  }

  @Override
  public double height() {
    return height;
  }

  @Override
  public void cover(double x, double y, SurfacePoint surface) {
    int column = ValueNoise.floor((x - above.left) / STEP + 0.5);
    int row = ValueNoise.floor((y - above.top) / STEP + 0.5);
    if (column < 1 || row < 1 || column >= above.width - 1 || row >= above.height - 1) {
      return;
    }
    int place = row * above.width + column;
    double top = above.heights[place];
    if (top <= surface.z) {
      return;
    }
    surface.z = top;
    surface.owner = this;
    surface.gloss = 0;
    surface.slopes(
        slope(above.heights[place - 1], above.heights[place + 1], top),
        slope(above.heights[place - above.width], above.heights[place + above.width], top));
    surface.reflects(colour);
    surface.mix(other, above.values[place]);
    // Leaves deep in the crown get little light.
    double high = Math.max(above.crest(column, row), top);
    surface.scale(1 - 0.75 * ValueNoise.step(0.1, 1.6, high - top));
  }

  /** Returns the slope between two neighbours; a missing one counts as a steep fall. */
  private static double slope(float before, float after, double here) {
    double from = before == NONE ? here - 0.1 : before;
    double to = after == NONE ? here - 0.1 : after;
    return Math.clamp((to - from) / (2 * STEP), -STEEPEST, STEEPEST);
  }

  @Override
  public double blocks(double x, double y, double z, boolean own, double rayX, double rayY) {
    if (z >= height) {
      return 0;
    }
    // A ray from the edge of the sun's disc meets the crown about half way up.
    double lift = Math.max(0, 0.7 * height - z);
    double column = (x - z * dx + (rayX - dx) * lift - sunward.left) / SHADOW_STEP;
    double row = (y - z * dy + (rayY - dy) * lift - sunward.top) / SHADOW_STEP;
    int i = ValueNoise.floor(column);
    int j = ValueNoise.floor(row);
    if (i < 0 || j < 0 || i >= sunward.width - 1 || j >= sunward.height - 1) {
      return 0;
    }
    int place = j * sunward.width + i;
    double across = column - i;
    double down = row - j;
    double kept =
        ValueNoise.lerp(
            ValueNoise.lerp(sunward.values[place], sunward.values[place + 1], across),
            ValueNoise.lerp(
                sunward.values[place + sunward.width],
                sunward.values[place + sunward.width + 1],
                across),
            down);
    if (kept <= 0) {
      return 0;
    }
    double first =
        Math.max(
            Math.max(sunward.heights[place], sunward.heights[place + 1]),
            Math.max(
                sunward.heights[place + sunward.width],
                sunward.heights[place + sunward.width + 1]));
    double dense = Math.min(0.97, kept);
    return own
        ? 0.9 * dense * ValueNoise.step(0.12, 0.9, first - z)
        : dense * ValueNoise.step(0, 0.2, first - z);
  }

  @Override
  public double hides(double x, double y) {
    double distance = bounds.grown(-0.8 * radius).distance(x, y) / (radius + 0.6 * height);
    double near = Math.max(0, 1 - distance);
    return 0.6 * near * near * (3 - 2 * near) * Math.min(1, height / 2);
  }

  @Override
  public double reach() {
    return 0.6 * height;
  }

  /** Heights and values on a lattice. */
  private static final class Raster {
    final double step;
    final double left;
    final double top;
    final int width;
    final int height;
    final float[] heights;
    final float[] values;

    Raster(BoundingBox bounds, double step) {
      this.step = step;
      left = bounds.left() - 2 * step;
      top = bounds.top() - 2 * step;
      width = (int) ((bounds.right() - bounds.left()) / step) + 6;
      height = (int) ((bounds.bottom() - bounds.top()) / step) + 6;
      heights = new float[width * height];
      values = new float[width * height];
      Arrays.fill(heights, NONE);
    }

    /** Adds the upper half of a ball, as seen from above. */
    void dome(double x, double y, double z, double radius, double tint) {
      int firstRow = Math.max(0, (int) ((y - radius - top) / step) + 1);
      int lastRow = Math.min(height - 1, (int) ((y + radius - top) / step));
      for (int row = firstRow; row <= lastRow; row++) {
        double dy = top + row * step - y;
        double half = Math.sqrt(Math.max(0, radius * radius - dy * dy));
        int first = Math.max(0, (int) ((x - half - left) / step) + 1);
        int last = Math.min(width - 1, (int) ((x + half - left) / step));
        for (int column = first; column <= last; column++) {
          double dx = left + column * step - x;
          double rest = (radius * radius - dx * dx - dy * dy) / (radius * radius);
          float here = (float) (z + radius * (0.3 + 0.7 * rest));
          int place = row * width + column;
          if (here > heights[place]) {
            heights[place] = here;
            values[place] = (float) tint;
          }
        }
      }
    }

    /** Adds the shadow of a ball on the ground, an ellipse that is longer away from the sun. */
    void disc(double x, double y, double z, double radius, double alongX, double alongY) {
      double slant = Math.sqrt(alongX * alongX + alongY * alongY);
      double stretch = Math.sqrt(1 + slant * slant);
      double cosine = alongX / slant;
      double sine = alongY / slant;
      double reachY = radius * Math.sqrt(1 + (stretch * stretch - 1) * sine * sine);
      double reachX = radius * Math.sqrt(1 + (stretch * stretch - 1) * cosine * cosine);
      int firstRow = Math.max(0, (int) ((y - reachY - top) / step) + 1);
      int lastRow = Math.min(height - 1, (int) ((y + reachY - top) / step));
      int first = Math.max(0, (int) ((x - reachX - left) / step) + 1);
      int last = Math.min(width - 1, (int) ((x + reachX - left) / step));
      for (int row = firstRow; row <= lastRow; row++) {
        double dy = top + row * step - y;
        for (int column = first; column <= last; column++) {
          double dx = left + column * step - x;
          double along = (dx * cosine + dy * sine) / stretch;
          double across = dy * cosine - dx * sine;
          double square = (along * along + across * across) / (radius * radius);
          if (square < 1) {
            int place = row * width + column;
            heights[place] = Math.max(heights[place], (float) (z + 0.5 * radius));
            float kept = (float) (0.8 * Math.min(1, 2.5 * (1 - square)));
            values[place] += (1 - values[place]) * kept;
          }
        }
      }
    }

    /** Returns the height of the leaves around a place, which decides how deep a gap is. */
    double crest(int column, int row) {
      double crest = NONE;
      for (int side = -1; side <= 1; side += 2) {
        int across = Math.clamp(column + side * 7, 0, width - 1);
        int down = Math.clamp(row + side * 7, 0, height - 1);
        crest = Math.max(crest, heights[row * width + across]);
        crest = Math.max(crest, heights[down * width + column]);
      }
      return crest;
    }
  }
}
