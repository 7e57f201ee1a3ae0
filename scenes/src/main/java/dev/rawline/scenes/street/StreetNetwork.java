package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * An unlimited network of streets.
 *
 * <p>Points have coordinates (u, v), the world's with a rotation and a slight bend. Avenues run
 * along v at irregular distances. Between two avenues side streets run along u, at distances that
 * differ from strip to strip, so that most junctions are T-junctions. The land between the middles
 * of two avenues and two side streets is a {@link CityBlock}.
 */
final class StreetNetwork {
  private static final double STRIP = 82;
  private static final double ROW = 88;
  private static final double BEND = 5;
  private static final double BEND_CELL = 150;

  private final int seed;
  private final double cosine;
  private final double sine;

  /** Creates the network. */
  StreetNetwork(RandomDraws draws) {
    seed = draws.seed();
    double angle = draws.between(0, 2 * Math.PI);
    cosine = StrictMath.cos(angle);
    sine = StrictMath.sin(angle);
  }

  double u(double x, double y) {
    double straight = x * cosine + y * sine;
    double across = y * cosine - x * sine;
    return straight + BEND * ValueNoise.at(seed, straight / BEND_CELL + 0.37, across / BEND_CELL);
  }

  double v(double x, double y) {
    double straight = x * cosine + y * sine;
    double across = y * cosine - x * sine;
    return across + BEND * ValueNoise.at(seed + 1, straight / BEND_CELL, across / BEND_CELL + 0.71);
  }

  /**
   * Returns the pose at (u, v) next to an avenue: at angle 0 it faces perpendicular to the avenue,
   * towards higher u.
   */
  Pose byAvenue(double u, double v, double angle) {
    double[] here = world(u, v);
    double[] ahead = world(u, v + 0.5);
    return facing(here, ahead[1] - here[1], here[0] - ahead[0], angle);
  }

  /**
   * Returns the pose at (u, v) next to a side street: at angle 0 it faces along the street, towards
   * higher u.
   */
  Pose bySide(double u, double v, double angle) {
    double[] here = world(u, v);
    double[] ahead = world(u + 0.5, v);
    return facing(here, ahead[0] - here[0], ahead[1] - here[1], angle);
  }

  private static Pose facing(double[] here, double dx, double dy, double angle) {
    double length = Math.sqrt(dx * dx + dy * dy);
    return new Pose(here[0], here[1], dx / length, dy / length).shifted(0, 0, angle);
  }

  private static GroundMaterial verge(long key) {
    RandomDraws draws = new RandomDraws(new RandomStream(key));
    return switch (draws.below(4)) {
      case 0 -> GroundMaterial.Kind.MEADOW.of(GroundMaterial.GRASS, draws);
      case 1 -> GroundMaterial.Kind.GRAVEL.of(GroundMaterial.LIME, draws);
      default -> GroundMaterial.lawn(draws.between(0, 0.6), draws.seed());
    };
  }

  private double[] world(double u, double v) {
    // The bend is gentle, so a few steps of fixed-point iteration find its inverse.
    double straight = u;
    double across = v;
    for (int step = 0; step < 8; step++) {
      double nextStraight =
          u - BEND * ValueNoise.at(seed, straight / BEND_CELL + 0.37, across / BEND_CELL);
      across = v - BEND * ValueNoise.at(seed + 1, straight / BEND_CELL, across / BEND_CELL + 0.71);
      straight = nextStraight;
    }
    return new double[] {straight * cosine - across * sine, straight * sine + across * cosine};
  }

  /** Returns the blocks that may touch a rectangle of the world. */
  List<CityBlock> blocks(BoundingBox bounds) {
    double middleX = (bounds.left() + bounds.right()) / 2;
    double middleY = (bounds.top() + bounds.bottom()) / 2;
    double reach =
        Math.hypot(bounds.right() - bounds.left(), bounds.bottom() - bounds.top()) / 2 + BEND;
    double u = u(middleX, middleY);
    double v = v(middleX, middleY);
    List<CityBlock> blocks = new ArrayList<>();
    int i = ValueNoise.floor((u - reach) / STRIP) - 2;
    while (avenueAt(i + 1) < u - reach) {
      i++;
    }
    for (; avenueAt(i) <= u + reach; i++) {
      int j = ValueNoise.floor((v - reach) / ROW) - 2;
      while (sideAt(i, j + 1) < v - reach) {
        j++;
      }
      for (; sideAt(i, j) <= v + reach; j++) {
        blocks.add(block(i, j));
      }
    }
    return blocks;
  }

  private CityBlock block(int i, int j) {
    double low = sideAt(i, j);
    double high = sideAt(i, j + 1);
    return new CityBlock(
        this,
        avenueAt(i),
        avenueAt(i + 1),
        low,
        high,
        Street.avenue(key(i, 0, 1)),
        Street.avenue(key(i + 1, 0, 1)),
        Street.side(key(i, j, 2)),
        Street.side(key(i, j + 1, 2)),
        crossings(i, low, high),
        crossings(i + 1, low, high),
        verge(key(i, j, 4)),
        key(i, j, 3));
  }

  private double avenueAt(int i) {
    return STRIP * (i + 0.56 * (ValueNoise.uniform(seed + 2, i, 0) - 0.5));
  }

  private double sideAt(int i, int j) {
    return ROW
        * (j
            + 0.6 * (ValueNoise.uniform(seed + 3, i, j) - 0.5)
            + ValueNoise.uniform(seed + 4, i, 1));
  }

  /**
   * Returns the pedestrian crossings of an avenue: at some of the junctions of the strip after it.
   */
  private List<Double> crossings(int avenue, double low, double high) {
    List<Double> places = new ArrayList<>();
    int j = ValueNoise.floor(low / ROW) - 3;
    for (; sideAt(avenue, j) < high + 20; j++) {
      double junction = sideAt(avenue, j);
      if (junction > low - 20 && ValueNoise.uniform(seed + 5, avenue, j) < 0.55) {
        double side = ValueNoise.uniform(seed + 6, avenue, j) < 0.5 ? -1 : 1;
        places.add(junction + side * (Street.side(key(avenue, j, 2)).half() + 6.5));
      }
    }
    return places;
  }

  private long key(int i, int j, int kind) {
    long bits = ((long) ValueNoise.hash(seed + 10 + kind, i, j) << 32);
    return new RandomStream(bits ^ (ValueNoise.hash(seed + 20 + kind, j, i) >>> 4)).nextLong();
  }
}
