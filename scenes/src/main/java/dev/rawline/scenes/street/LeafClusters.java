package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import java.util.ArrayList;
import java.util.List;

/** The clusters of leaves of a crown: balls, each with a tint. */
final class LeafClusters {
  private final List<Puff> puffs = new ArrayList<>();

  /** A ball of leaves. */
  record Puff(double x, double y, double z, double radius, double tint) {}

  void add(double x, double y, double z, double radius, double tint) {
    puffs.add(new Puff(x, y, z, radius, tint));
  }

  List<Puff> puffs() {
    return puffs;
  }

  /** Returns the height of the highest leaf [m]. */
  double top() {
    double top = 0;
    for (Puff puff : puffs) {
      top = Math.max(top, puff.z + puff.radius);
    }
    return top;
  }

  BoundingBox bounds() {
    return shadowBounds(0, 0);
  }

  /** Returns the bounds of the shadow on the ground. */
  BoundingBox shadowBounds(double dx, double dy) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    double stretch = Math.sqrt(1 + dx * dx + dy * dy);
    for (Puff puff : puffs) {
      double x = puff.x - puff.z * dx;
      double y = puff.y - puff.z * dy;
      double reach = puff.radius * stretch;
      left = Math.min(left, x - reach);
      right = Math.max(right, x + reach);
      top = Math.min(top, y - reach);
      bottom = Math.max(bottom, y + reach);
    }
    return new BoundingBox(left, top, right, bottom);
  }

  /**
   * Returns the leaves of a broad-leaved tree: boughs, each a clump of puffs.
   *
   * @param x its position [m]
   * @param y its position [m]
   * @param radius the crown's radius [m]
   * @param height the tree's height [m]
   * @param loose 0 for a closed crown to 1 for one with gaps
   */
  static LeafClusters broadleaf(
      double x, double y, double radius, double height, double loose, RandomDraws draws) {
    LeafClusters puffs = new LeafClusters();
    double thick = Math.min(0.75 * height, 1.5 * radius);
    double middle = height - thick / 2;
    int boughs = 6 + (int) (3.2 * radius * radius * (1 - 0.35 * loose));
    double lean = draws.between(0.75, 1);
    double turn = draws.between(0, 2 * Math.PI);
    double leanX = StrictMath.cos(turn);
    double leanY = StrictMath.sin(turn);
    for (int bough = 0; bough < boughs; bough++) {
      double angle = 2.39996323 * bough + draws.between(-0.5, 0.5);
      double share = Math.sqrt((bough + 0.5) / boughs) * draws.between(0.86, 1.06);
      double across = radius * share;
      double boughX = across * StrictMath.cos(angle);
      double boughY = across * StrictMath.sin(angle);
      double along = boughX * leanX + boughY * leanY;
      boughX += leanX * along * (lean - 1);
      boughY += leanY * along * (lean - 1);
      double clump = Math.max(0.22, radius * draws.between(0.13, 0.25) + 0.1);
      double rim = Math.sqrt(Math.max(0.02, 1 - 0.9 * share * share));
      double boughZ = middle + (thick / 2 - 0.6 * clump) * rim + draws.around(0, 0.12 * radius);
      double tint = draws.between(0, 0.5);
      clump(puffs, x + boughX, y + boughY, Math.max(0.4, boughZ), clump, tint, loose, draws);
    }
    return puffs;
  }

  /** Returns the leaves of a conifer: whorls of branches that get longer from the top down. */
  static LeafClusters conifer(double x, double y, double radius, double height, RandomDraws draws) {
    LeafClusters puffs = new LeafClusters();
    int whorls = 8 + (int) (2 * radius);
    for (int whorl = 0; whorl < whorls; whorl++) {
      double share = (whorl + 0.6) / whorls;
      double z = height - share * 0.85 * height;
      int branches = 7 + draws.below(4);
      double turn = draws.between(0, 7);
      for (int branch = 0; branch < branches; branch++) {
        double angle = turn + branch * 2 * Math.PI / branches + draws.between(-0.2, 0.2);
        double length = radius * share * draws.between(0.75, 1.1);
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double tint = draws.between(0, 0.6);
        for (double along = 0.1; along < length; along += 0.16) {
          double width = 0.13 + 0.16 * (1 - along / length) * Math.min(1, length);
          puffs.add(
              x + along * cosine + draws.around(0, 0.06),
              y + along * sine + draws.around(0, 0.06),
              Math.max(0.2, z - 0.35 * along + draws.around(0, 0.05)),
              width,
              tint + draws.between(0, 0.4));
        }
      }
    }
    return puffs;
  }

  /** Returns the leaves of a clipped hedge along a line. */
  static LeafClusters hedge(
      Pose place, double halfLength, double width, double height, RandomDraws draws) {
    LeafClusters puffs = new LeafClusters();
    int count = (int) (2 * halfLength * width * 42) + 20;
    for (int i = 0; i < count; i++) {
      double p = draws.between(-halfLength, halfLength);
      double q = draws.between(-0.5, 0.5) * width;
      puffs.add(
          place.worldX(p, q),
          place.worldY(p, q),
          height - draws.between(0.08, 0.3),
          draws.between(0.08, 0.2),
          draws.between(0, 0.9));
    }
    return puffs;
  }

  private static void clump(
      LeafClusters puffs,
      double x,
      double y,
      double z,
      double radius,
      double tint,
      double loose,
      RandomDraws draws) {
    // The clump's own body, a little smaller, keeps it closed; leaves ruffle its top.
    puffs.add(x, y, z - 0.25 * radius, radius * (0.92 - 0.45 * loose), tint);
    int leaves = 5 + (int) (70 * radius * radius);
    for (int i = 0; i < leaves; i++) {
      double angle = draws.between(0, 2 * Math.PI);
      double share = Math.sqrt(draws.between(0, 1));
      double lift = Math.sqrt(1 - 0.95 * share * share);
      puffs.add(
          x + 1.08 * radius * share * StrictMath.cos(angle),
          y + 1.08 * radius * share * StrictMath.sin(angle),
          Math.max(0.15, z + radius * (lift - 0.42) * draws.between(0.8, 1.1)),
          draws.between(0.09, 0.2) * (1 + 0.2 * radius),
          Math.min(1, tint + draws.between(0, 0.55)));
    }
  }
}
