package dev.rawline.scenes.street;

import java.util.List;

/**
 * A convex body with upright walls: a box, a gabled or hipped roof, a frustum.
 *
 * <p>Its top is z = min(cap, eaves + slopeQ · (halfQ − |q|), eaves + slopeP · (halfP − |p|)): with
 * no slopes a box, with slopeQ alone a gabled roof whose ridge runs along p, with both a hipped
 * one.
 *
 * @param place its pose
 * @param halfP half its length along p [m]
 * @param halfQ half its length along q [m]
 * @param base the height of its lower face [m]
 * @param eaves the height of its top at the edge [m]
 * @param slopeP how much the top rises along p from the ends, per metre; 0 for an upright gable
 * @param slopeQ how much the top rises along q from the sides, per metre
 * @param cap the height at which the top is cut off [m]
 * @param finish the finish of its top
 * @param insets insets of its top, such as skylights
 */
record Solid(
    Pose place,
    double halfP,
    double halfQ,
    double base,
    double eaves,
    double slopeP,
    double slopeQ,
    double cap,
    SurfaceFinish finish,
    List<Inset> insets)
    implements SceneObject {

  /**
   * A rectangle of another finish on the top.
   *
   * @param p its middle along p [m]
   * @param q its middle along q [m]
   * @param halfP half its length along p [m]
   * @param halfQ half its length along q [m]
   * @param finish its finish
   */
  record Inset(double p, double q, double halfP, double halfQ, SurfaceFinish finish) {}

  static Solid box(
      Pose place, double halfP, double halfQ, double base, double top, SurfaceFinish finish) {
    return new Solid(place, halfP, halfQ, base, top, 0, 0, top, finish, List.of());
  }

  /** Returns this body with a sloping top, cut off at a height. */
  Solid sloped(double alongP, double alongQ, double highest) {
    return new Solid(place, halfP, halfQ, base, eaves, alongP, alongQ, highest, finish, insets);
  }

  Solid with(List<Inset> newInsets) {
    return new Solid(place, halfP, halfQ, base, eaves, slopeP, slopeQ, cap, finish, newInsets);
  }

  @Override
  public BoundingBox bounds() {
    return place.bounds(halfP, halfQ);
  }

  @Override
  public double height() {
    return topAt(0, 0);
  }

  /** Returns the height of the top at a point of its own axes. */
  double topAt(double p, double q) {
    double top = slopeQ == 0 && slopeP == 0 ? eaves : cap;
    if (slopeQ > 0) {
      top = Math.min(top, eaves + slopeQ * (halfQ - Math.abs(q)));
    }
    if (slopeP > 0) {
      top = Math.min(top, eaves + slopeP * (halfP - Math.abs(p)));
    }
    return top;
  }

  @Override
  public void cover(double x, double y, SurfacePoint surface) {
    double p = place.p(x, y);
    double q = place.q(x, y);
    if (Math.abs(p) > halfP || Math.abs(q) > halfQ) {
      return;
    }
    double top = topAt(p, q);
    if (top <= surface.z) {
      return;
    }
    surface.z = top;
    surface.owner = this;
    surface.gloss = 0;
    double along = p;
    double down = halfQ - Math.abs(q);
    double rise = 0;
    if (slopeQ > 0 && top == eaves + slopeQ * (halfQ - Math.abs(q))) {
      rise = slopeQ;
      double tilt = -Math.signum(q) * slopeQ;
      surface.slopes(-place.sine() * tilt, place.cosine() * tilt);
    } else if (slopeP > 0 && top == eaves + slopeP * (halfP - Math.abs(p))) {
      rise = slopeP;
      along = q + 100;
      down = halfP - Math.abs(p);
      double tilt = -Math.signum(p) * slopeP;
      surface.slopes(place.cosine() * tilt, place.sine() * tilt);
    } else {
      surface.flat();
      down = q;
    }
    for (Inset inset : insets) {
      double insideP = inset.halfP - Math.abs(p - inset.p);
      double insideQ = inset.halfQ - Math.abs(q - inset.q);
      if (insideP > 0 && insideQ > 0) {
        inset.finish.paint(p - inset.p, q - inset.q, Math.min(insideP, insideQ), 0, x, y, surface);
        return;
      }
    }
    double edge = Math.min(halfP - Math.abs(p), halfQ - Math.abs(q));
    double ridge = rise == 0 ? 9 : Math.min(halfQ - down, rise == slopeP ? 9 : halfQ - down);
    finish.paint(
        along, down * Math.sqrt(1 + rise * rise), edge, rise == 0 ? 9 : ridge, x, y, surface);
  }

  @Override
  public double blocks(double x, double y, double z, boolean own, double dx, double dy) {
    if (own) {
      return 0;
    }
    double p = place.p(x, y);
    double q = place.q(x, y);
    double dp = place.alongP(dx, dy);
    double dq = place.alongQ(dx, dy);
    // The ray is (p + t·dp, q + t·dq, z + t); the walls and faces leave an interval of t.
    double from = Math.max(0, base - z);
    double to = (slopeP == 0 && slopeQ == 0 ? eaves : cap) - z;
    if (dp != 0) {
      double first = (-halfP - p) / dp;
      double second = (halfP - p) / dp;
      from = Math.max(from, Math.min(first, second));
      to = Math.min(to, Math.max(first, second));
    } else if (Math.abs(p) > halfP) {
      return 0;
    }
    if (dq != 0) {
      double first = (-halfQ - q) / dq;
      double second = (halfQ - q) / dq;
      from = Math.max(from, Math.min(first, second));
      to = Math.min(to, Math.max(first, second));
    } else if (Math.abs(q) > halfQ) {
      return 0;
    }
    if (from >= to) {
      return 0;
    }
    if (slopeQ > 0) {
      for (int side = -1; side <= 1; side += 2) {
        // z + t ≤ eaves + slope · (half − side · (q + t·dq))
        double rest = eaves + slopeQ * (halfQ - side * q) - z;
        double speed = 1 + slopeQ * side * dq;
        if (speed > 0) {
          to = Math.min(to, rest / speed);
        } else if (speed < 0) {
          from = Math.max(from, rest / speed);
        } else if (rest < 0) {
          return 0;
        }
      }
    }
    if (slopeP > 0) {
      for (int side = -1; side <= 1; side += 2) {
        double rest = eaves + slopeP * (halfP - side * p) - z;
        double speed = 1 + slopeP * side * dp;
        if (speed > 0) {
          to = Math.min(to, rest / speed);
        } else if (speed < 0) {
          from = Math.max(from, rest / speed);
        } else if (rest < 0) {
          return 0;
        }
      }
    }
    return from < to ? 1 : 0;
  }

  @Override
  public double hides(double x, double y) {
    double p = Math.max(0, Math.abs(place.p(x, y)) - halfP);
    double q = Math.max(0, Math.abs(place.q(x, y)) - halfQ);
    double distance = Math.sqrt(p * p + q * q);
    double near = Math.max(0, 1 - distance / reach());
    // A small object blocks less of the sky than a wall.
    double width = Math.min(halfP, halfQ) * 2;
    return 0.5 * near * near * (width / (width + 0.5 * distance));
  }

  @Override
  public double reach() {
    return 1.6 * height();
  }
}
