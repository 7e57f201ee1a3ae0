package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import java.util.List;

/**
 * A car: a rounded body with bonnet and boot, and a cabin of glass under a roof.
 *
 * @param place its middle; p points forward
 * @param shape its measures
 * @param paint the reflectance of its paint
 * @param seed the seed of its trim
 * @param shadow the bodies that cast its shadow: the lower part, then the cabin
 */
record Car(Pose place, CarShape shape, Rgb paint, int seed, List<Solid> shadow)
    implements SceneObject {
  private static final Rgb GLASS = new Rgb(0.018, 0.021, 0.024);
  private static final Rgb RUBBER = new Rgb(0.025, 0.025, 0.025);
  private static final Rgb LAMP = new Rgb(0.55, 0.55, 0.56);
  private static final Rgb TAIL_LAMP = new Rgb(0.3, 0.015, 0.015);
  private static final double MIRROR = 0.17;
  private static final SurfaceFinish NONE = new SurfaceFinish(SurfaceFinish.Kind.PLAIN, RUBBER, 0);

  /** The part of a car at a point. */
  private enum Part {
    PAINT,
    GLASS,
    RUBBER,
    LAMP,
    TAIL_LAMP
  }

  /** Returns a car with the bodies of its shadow. */
  static Car of(Pose place, CarShape shape, Rgb paint, int seed) {
    double half = shape.length() / 2;
    double cabinFront = half - shape.bonnet();
    double cabinRear = half - shape.boot();
    double cabinHalf = (cabinFront - cabinRear) / 2;
    double rise = shape.height() - shape.belt();
    Solid lower =
        Solid.box(place, half - 0.05, shape.width() / 2 - 0.02, 0.18, 0.66, NONE)
            .sloped(0.8, 1.5, shape.belt());
    Solid cabin =
        Solid.box(
                place.shifted((cabinFront + cabinRear) / 2, 0, 0),
                cabinHalf,
                shape.width() / 2 - 0.08,
                0.5,
                shape.belt(),
                NONE)
            .sloped(
                rise / Math.min(shape.roofFront() - shape.bonnet(), 0.7),
                rise / 0.24,
                shape.height());
    return new Car(place, shape, paint, seed, List.of(lower, cabin));
  }

  @Override
  public BoundingBox bounds() {
    return place.bounds(shape.length() / 2, shape.width() / 2 + MIRROR);
  }

  @Override
  public double height() {
    return shape.height();
  }

  /** Returns whether a point is within the outline, mirrors included. */
  boolean covers(double x, double y) {
    double p = place.p(x, y);
    double q = Math.abs(place.q(x, y));
    return outline(p, q) < 1 || mirror(p, q);
  }

  @Override
  public void cover(double x, double y, SurfacePoint surface) {
    double p = place.p(x, y);
    double q = place.q(x, y);
    double side = Math.abs(q);
    double outline = outline(p, side);
    boolean mirror = false;
    if (outline >= 1) {
      mirror = mirror(p, side);
      if (!mirror) {
        return;
      }
    }
    double z = mirror ? shape.belt() + 0.05 : heightAt(p, side, outline);
    if (z <= surface.z) {
      return;
    }
    surface.z = z;
    surface.owner = this;
    if (mirror) {
      surface.flat();
      surface.reflects(paint);
      surface.gloss = 0.04;
      return;
    }
    double step = 0.02;
    double slopeP =
        (heightAt(p + step, side, outline(p + step, side))
                - heightAt(p - step, side, outline(p - step, side)))
            / (2 * step);
    double outer = side + step;
    double inner = Math.abs(side - step);
    double slopeQ =
        (heightAt(p, outer, outline(p, outer)) - heightAt(p, inner, outline(p, inner)))
            / (2 * step)
            * Math.signum(q);
    slopeP = Math.clamp(slopeP, -3, 3);
    slopeQ = Math.clamp(slopeQ, -3, 3);
    surface.slopes(
        place.cosine() * slopeP - place.sine() * slopeQ,
        place.sine() * slopeP + place.cosine() * slopeQ);
    switch (part(p, side, outline)) {
      case PAINT -> {
        surface.reflects(paint);
        surface.gloss = 0.04;
        // Paint is dusty.
        surface.mix(new Rgb(0.22, 0.2, 0.17), 0.04 + 0.03 * ValueNoise.at(seed, p * 2, q * 2));
      }
      case GLASS -> {
        surface.reflects(GLASS);
        surface.gloss = 0.07;
        // Seats and a dashboard are faintly visible.
        surface.scale(1 + 0.6 * ValueNoise.at(seed + 3, p * 2.2, side * 3));
      }
      case RUBBER -> {
        surface.reflects(RUBBER);
        surface.gloss = 0.01;
      }
      case LAMP -> {
        surface.reflects(LAMP);
        surface.gloss = 0.06;
      }
      case TAIL_LAMP -> {
        surface.reflects(TAIL_LAMP);
        surface.gloss = 0.05;
      }
    }
  }

  /**
   * Returns the relative position of a point: 0 in the middle, 1 on the outline, a superellipse
   * whose front is rounder than its rear.
   */
  private double outline(double p, double side) {
    double e = p / (shape.length() / 2);
    double t = side / (shape.width() / 2);
    double ee = e * e;
    double tt = t * t;
    return e > 0
        ? ee * ee * (0.3 + 0.7 * ee) + tt * tt * tt * (0.6 + 0.4 * tt)
        : ee * ee * ee * ee + tt * tt * tt;
  }

  private boolean mirror(double p, double side) {
    double fromFront = shape.length() / 2 - p;
    double alongMirror = (fromFront - shape.bonnet() - 0.34) / 0.1;
    double acrossMirror = (side - shape.width() / 2 - 0.05) / (MIRROR - 0.06);
    return alongMirror * alongMirror + acrossMirror * acrossMirror < 1;
  }

  /** Returns the height of the body, cabin included. */
  private double heightAt(double p, double side, double outline) {
    double fromFront = shape.length() / 2 - p;
    double belt = shape.belt();
    double t = side / (shape.width() / 2);
    double lower;
    if (fromFront < shape.bonnet() + 0.3) {
      double share = Math.clamp(fromFront / shape.bonnet(), 0, 1);
      lower = belt - 0.27 * (1 - share) * (1 - 0.4 * share) - 0.05 * t * t;
      // Two creases run along the bonnet.
      double crease = (t - 0.55) / 0.09;
      lower += 0.014 / (1 + crease * crease);
    } else {
      lower = belt - 0.04 * t * t;
    }
    double shoulder = Math.max(0, outline - 0.6) / 0.4;
    lower -= 0.32 * shoulder * shoulder * shoulder;
    double inside = cabin(fromFront, side);
    if (inside <= 0) {
      return lower;
    }
    double share = Math.min(1, inside);
    double roof = belt + (shape.height() - belt) * share * (1 + 0.22 * (1 - share));
    if (inside >= 1) {
      double camber = 0.06 * t * t + 0.02 * Math.abs(p);
      roof = shape.height() - camber * Math.min(1, 2 * (inside - 1));
    }
    return Math.max(lower, roof);
  }

  /** Returns 0 and less outside the cabin, 1 where the roof begins, more on it. */
  private double cabin(double fromFront, double side) {
    return Math.min(front(fromFront, side), Math.min(rear(fromFront, side), flank(side)));
  }

  private double front(double fromFront, double side) {
    double t = side / (shape.width() / 2);
    double bow = 0.2 * t * t;
    return (fromFront - shape.bonnet() - bow) / (shape.roofFront() - shape.bonnet() - 0.35 * bow);
  }

  private double rear(double fromFront, double side) {
    double t = side / (shape.width() / 2);
    return (shape.boot() - 0.12 * t * t - fromFront)
        / Math.max(0.08, shape.boot() - shape.roofRear());
  }

  private double flank(double side) {
    double inward = 0.13 * shape.height();
    return (shape.width() / 2 - 0.07 - side) / inward;
  }

  private Part part(double p, double side, double outline) {
    double fromFront = shape.length() / 2 - p;
    double half = shape.width() / 2;
    double front = front(fromFront, side);
    double rear = rear(fromFront, side);
    double flank = flank(side);
    double inside = Math.min(front, Math.min(rear, flank));
    if (inside >= 1) {
      return onRoof(fromFront, side);
    }
    if (inside > 0) {
      // Pillars are between two panes.
      double second =
          inside == front
              ? Math.min(rear, flank)
              : inside == rear ? Math.min(front, flank) : Math.min(front, rear);
      boolean pillar = second < 1 && second - inside < 0.16;
      boolean van = shape.height() > 1.85;
      boolean paneless = van && (inside == rear || (inside == flank && fromFront > 2.0));
      if (inside > 0.93 || pillar || paneless) {
        return Part.PAINT;
      }
      if (inside == front && inside < 0.1) {
        return Part.RUBBER;
      }
      double middle = (shape.roofFront() + shape.roofRear()) / 2;
      if (inside == flank && (inside < 0.08 || Math.abs(fromFront - middle) < 0.04)) {
        return Part.RUBBER;
      }
      return Part.GLASS;
    }
    if (front > -0.09 && front <= 0 && side < half - 0.12) {
      return Part.RUBBER;
    }
    if (fromFront < 0.42 && fromFront > 0.1 && side > 0.52 * half && outline > 0.5) {
      return Part.LAMP;
    }
    if (fromFront > shape.length() - 0.22 && side > 0.55 * half && outline > 0.72) {
      return Part.TAIL_LAMP;
    }
    // The gap between bonnet and wing, and that of the boot lid.
    boolean onBonnet = fromFront < shape.bonnet() && fromFront > 0.3;
    boolean onBoot = fromFront > shape.boot() && fromFront < shape.length() - 0.2;
    boolean grille = Math.abs(fromFront - 0.24) < 0.012 && side < 0.8 * half;
    boolean gap = grille || ((onBonnet || onBoot) && Math.abs(side - 0.8 * half) < 0.012);
    return gap ? Part.RUBBER : Part.PAINT;
  }

  /** Returns the material of the roof: some have a glass panel, rails or an aerial. */
  private Part onRoof(double fromFront, double side) {
    int trim = seed & 15;
    double half = shape.width() / 2;
    boolean panel =
        trim < 3
            && fromFront > shape.roofFront() + 0.18
            && fromFront < shape.roofFront() + (trim == 0 ? 1.3 : 0.75)
            && side < 0.55 * half;
    if (panel) {
      return Part.GLASS;
    }
    boolean rails =
        trim > 11
            && Math.abs(side - 0.62 * half) < 0.03
            && fromFront > shape.roofFront() + 0.15
            && fromFront < shape.roofRear() - 0.1;
    boolean aerial = Math.abs(fromFront - shape.roofRear() + 0.15) < 0.07 && side < 0.03;
    return rails || aerial ? Part.RUBBER : Part.PAINT;
  }

  @Override
  public double blocks(double x, double y, double z, boolean own, double dx, double dy) {
    if (own) {
      // The cabin shades bonnet and boot.
      return z < shape.belt() - 0.01 ? shadow.get(1).blocks(x, y, z + 0.02, false, dx, dy) : 0;
    }
    double lower = shadow.get(0).blocks(x, y, z, false, dx, dy);
    return lower > 0 ? lower : shadow.get(1).blocks(x, y, z, false, dx, dy);
  }

  @Override
  public double hides(double x, double y) {
    return shadow.getFirst().hides(x, y);
  }

  @Override
  public double reach() {
    return 1.6 * shape.belt();
  }
}
