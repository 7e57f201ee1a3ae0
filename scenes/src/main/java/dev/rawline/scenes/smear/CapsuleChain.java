package dev.rawline.scenes.smear;

import java.util.ArrayList;
import java.util.List;

/**
 * A body of straight rods with round ends whose radius changes along them, smoothly joined.
 *
 * <p>Rods belong to lobes; overlaps of two lobes can be located.
 */
final class CapsuleChain {

  /** One rod from a to b. */
  record Rod(double ax, double ay, double aRadius, double bx, double by, double bRadius, int lobe) {

    double distance(double x, double y) {
      double alongX = bx - ax;
      double alongY = by - ay;
      double square = alongX * alongX + alongY * alongY;
      double t =
          square == 0 ? 0 : Math.clamp(((x - ax) * alongX + (y - ay) * alongY) / square, 0.0, 1.0);
      double right = x - ax - t * alongX;
      double down = y - ay - t * alongY;
      return Math.sqrt(right * right + down * down) - aRadius - t * (bRadius - aRadius);
    }

    Rod moved(double scale, double right, double down) {
      return new Rod(
          ax * scale + right,
          ay * scale + down,
          aRadius,
          bx * scale + right,
          by * scale + down,
          bRadius,
          lobe);
    }
  }

  private final Rod[] rods;
  private final double blend;

  CapsuleChain(List<Rod> rods, double blend) {
    this.rods = rods.toArray(Rod[]::new);
    this.blend = blend;
  }

  double distance(double x, double y) {
    double distance = rods[0].distance(x, y);
    for (int i = 1; i < rods.length; i++) {
      distance = SmoothFunctions.minimum(distance, rods[i].distance(x, y), blend);
    }
    return distance;
  }

  /**
   * Returns the distance of a point from the line where the edge of one lobe crosses another [µm];
   * a large number if no lobes overlap.
   */
  double crease(double x, double y) {
    double nearest = Double.MAX_VALUE;
    int first = rods[0].lobe();
    double deepest = Double.MAX_VALUE;
    double ofFirst = Double.MAX_VALUE;
    int current = first;
    for (Rod rod : rods) {
      if (rod.lobe() != current) {
        nearest = closer(nearest, deepest, ofFirst);
        deepest = Math.min(deepest, ofFirst);
        ofFirst = Double.MAX_VALUE;
        current = rod.lobe();
      }
      ofFirst = Math.min(ofFirst, rod.distance(x, y));
    }
    return closer(nearest, deepest, ofFirst);
  }

  private static double closer(double nearest, double others, double edge) {
    return others < -0.15 ? Math.min(nearest, Math.abs(edge)) : nearest;
  }

  /** Returns the rods moved and scaled to fit into a disc around the origin. */
  static List<Rod> fitted(List<Rod> rods, double radius) {
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (Rod rod : rods) {
      left = Math.min(left, Math.min(rod.ax() - rod.aRadius(), rod.bx() - rod.bRadius()));
      right = Math.max(right, Math.max(rod.ax() + rod.aRadius(), rod.bx() + rod.bRadius()));
      top = Math.min(top, Math.min(rod.ay() - rod.aRadius(), rod.by() - rod.bRadius()));
      bottom = Math.max(bottom, Math.max(rod.ay() + rod.aRadius(), rod.by() + rod.bRadius()));
    }
    double middleX = (left + right) / 2;
    double middleY = (top + bottom) / 2;
    double scale = 1;
    for (Rod rod : rods) {
      scale = Math.min(scale, room(rod.ax() - middleX, rod.ay() - middleY, rod.aRadius(), radius));
      scale = Math.min(scale, room(rod.bx() - middleX, rod.by() - middleY, rod.bRadius(), radius));
    }
    List<Rod> fitted = new ArrayList<>();
    for (Rod rod : rods) {
      fitted.add(rod.moved(scale, -middleX * scale, -middleY * scale));
    }
    return fitted;
  }

  private static double room(double x, double y, double own, double radius) {
    double away = Math.sqrt(x * x + y * y);
    return away == 0 ? 1 : Math.max(0.2, (radius - own) / away);
  }
}
