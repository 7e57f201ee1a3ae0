package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomDraws;

/**
 * Ice on a pane: a thin layer of uneven thickness, and on it ferns of crystals that branch twice,
 * at 60° as water freezes.
 *
 * <p>Lengths are in units of the picture's shorter side.
 */
final class IceCrystals {
  /** Ferns on a square. */
  private static final int FERNS = 16;

  private static final double SHORTEST = 0.2;
  private static final double LONGEST = 0.65;
  private static final double WIDTH = 0.009;

  /** The depth of branching. */
  private static final int DEEPEST = 2;

  /** The number of times that a branch bends and carries two branches. */
  private static final int JOINTS = 18;

  private static final double BRANCHING = Math.PI / 3;
  private static final double BEND = 0.11;

  /** The largest deviation of a branch's angle from 60° [rad]. */
  private static final double UNEVENNESS = 0.14;

  /** The length and width of a branch relative to its parent branch. */
  private static final double SHORTER = 0.45;

  private static final double THINNER = 0.62;

  /** The width of a branch at its tip, relative to its base. */
  private static final double TIP = 0.35;

  /** The brightness of a branch relative to its parent branch. */
  private static final double FAINTER = 0.22;

  private static final double CLOUD_DECAY = 1.9;
  private static final double THINNEST_LAYER = 0.18;
  private static final double LAYER_RANGE = 0.3;

  private final int width;
  private final int height;

  /** The number of pixels of a length of 1. */
  private final double unit;

  private final double[] thickness;
  private final RandomDraws draws;

  private IceCrystals(int width, int height, RandomDraws draws) {
    this.width = width;
    this.height = height;
    this.unit = Math.min(width, height);
    this.thickness = new double[width * height];
    this.draws = draws;
  }

  /** Returns the thickness of the ice, 0 to 1, in reading order. */
  static double[] draw(int width, int height, StageSeed random) {
    IceCrystals ice = new IceCrystals(width, height, new RandomDraws(random.stream(0)));
    ice.freeze();
    ice.coverWith(CloudTexture.draw(width, height, CLOUD_DECAY, random.stream(1)));
    return ice.thickness;
  }

  private void freeze() {
    double wide = width / unit;
    double high = height / unit;
    int count = (int) Math.ceil(FERNS * wide * high);
    for (int i = 0; i < count; i++) {
      grow(
          draws.between(0, wide),
          draws.between(0, high),
          draws.angle(),
          draws.between(SHORTEST, LONGEST),
          WIDTH,
          0);
    }
  }

  private void coverWith(double[] cloud) {
    for (int i = 0; i < thickness.length; i++) {
      double layer = THINNEST_LAYER + LAYER_RANGE * cloud[i];
      thickness[i] = layer + (1 - layer) * thickness[i];
    }
  }

  /** Grows a branch, which bends a little and carries pairs of branches that become shorter. */
  private void grow(double x, double y, double angle, double length, double wide, int depth) {
    double strength = 1 - FAINTER * depth;
    // Twigs shorter than half a pixel cannot be seen.
    if (depth == DEEPEST || length * SHORTER * unit < 0.5) {
      double toX = x + length * StrictMath.cos(angle);
      double toY = y + length * StrictMath.sin(angle);
      line(x, y, toX, toY, wide, strength);
      return;
    }
    double step = length / JOINTS;
    double fromX = x;
    double fromY = y;
    double direction = angle;
    for (int i = 0; i < JOINTS; i++) {
      double left = 1 - (i + 1.0) / JOINTS;
      direction += draws.between(-BEND, BEND) / (1 + depth);
      double toX = fromX + step * StrictMath.cos(direction);
      double toY = fromY + step * StrictMath.sin(direction);
      line(fromX, fromY, toX, toY, wide * (TIP + (1 - TIP) * left), strength);
      for (int side = -1; side <= 1 && i > 0; side += 2) {
        double share = SHORTER * left * draws.between(0.3, 1);
        double turn = side * BRANCHING + draws.between(-UNEVENNESS, UNEVENNESS);
        grow(toX, toY, direction + turn, length * share, wide * THINNER, depth + 1);
      }
      fromX = toX;
      fromY = toY;
    }
  }

  /** Draws a line that fades towards its rims; one thinner than a pixel is as much fainter. */
  private void line(double x1, double y1, double x2, double y2, double wide, double strength) {
    double thin = Math.min(1, wide * unit);
    double reach = Math.max(1, wide * unit);
    double startX = x1 * unit - 0.5;
    double startY = y1 * unit - 0.5;
    double alongX = (x2 - x1) * unit;
    double alongY = (y2 - y1) * unit;
    double square = alongX * alongX + alongY * alongY;
    int left = (int) Math.max(0, Math.ceil(Math.min(startX, startX + alongX) - reach));
    int right = (int) Math.min(width - 1, Math.floor(Math.max(startX, startX + alongX) + reach));
    int top = (int) Math.max(0, Math.ceil(Math.min(startY, startY + alongY) - reach));
    int bottom = (int) Math.min(height - 1, Math.floor(Math.max(startY, startY + alongY) + reach));
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double dx = column - startX;
        double dy = row - startY;
        double place = square > 0 ? Math.clamp((dx * alongX + dy * alongY) / square, 0, 1) : 0;
        double offX = dx - place * alongX;
        double offY = dy - place * alongY;
        double inside = 1 - (offX * offX + offY * offY) / (reach * reach);
        if (inside > 0) {
          int at = row * width + column;
          thickness[at] = Math.max(thickness[at], strength * thin * inside);
        }
      }
    }
  }
}
