package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import java.util.List;

/** Paints the streets of a block: carriageways with their markings, kerbs, pavements. */
final class Carriageway {
  private static final double KERB = 0.15;
  private static final double DASH = 3;
  private static final double PERIOD = 9;
  private static final Rgb TAR = new Rgb(0.03, 0.03, 0.03);

  private Carriageway() {}

  /**
   * Paints a point if it is on a street or its pavement.
   *
   * @return whether patches may cover this point: it is neither carriageway nor kerb
   */
  static boolean paint(CityBlock block, double u, double v, SurfacePoint surface) {
    double fromAvenue = block.fromAvenue(u);
    double fromSide = block.fromSide(v);
    double fromKerb = block.fromKerb(u, v);
    boolean isWest = u - block.uLow() < block.uHigh() - u;
    boolean isNorth = v - block.vLow() < block.vHigh() - v;
    Street avenue = isWest ? block.west() : block.east();
    Street side = isNorth ? block.north() : block.south();
    if (fromKerb < 0) {
      double acrossAvenue = isWest ? u - block.uLow() : u - block.uHigh();
      double acrossSide = isNorth ? v - block.vLow() : v - block.vHigh();
      if (fromAvenue < 0) {
        avenue(block, avenue, isWest, acrossAvenue, v, fromSide, surface);
      } else {
        side(side, acrossSide, u, fromAvenue, surface);
      }
      // Dirt collects in the gutter.
      surface.scale(1 - 0.3 * ValueNoise.step(-0.45, 0, fromKerb));
      return false;
    }
    boolean alongAvenue = fromAvenue < fromSide;
    Street street = alongAvenue ? avenue : side;
    if (fromKerb < KERB) {
      surface.reflects(GroundMaterial.CONCRETE);
      double along = alongAvenue ? v : u;
      surface.scale(GroundMaterial.toLine(along, 1) < 0.015 ? 0.6 : 1.1);
      surface.mottle(street.seed() + 1, 1.7, 3, 0.15);
      return false;
    }
    if (fromAvenue < avenue.pavement() || fromSide < side.pavement()) {
      if (street.slabs()) {
        GroundMaterial slabs =
            new GroundMaterial(GroundMaterial.Kind.PAVING, GroundMaterial.SLABS, street.seed() + 2);
        surface.reflects(GroundMaterial.SLABS);
        slabs.paving(alongAvenue ? v : u, alongAvenue ? u : v, 0.35, surface);
      } else {
        surface.reflects(GroundMaterial.ASPHALT);
        surface.scale(1.35);
        GroundMaterial.asphalt(street.seed() + 3, surface);
      }
      return true;
    }
    block.verge().paint(u, v, 9, 9, 9, surface);
    return true;
  }

  private static void avenue(
      CityBlock block,
      Street street,
      boolean isWest,
      double across,
      double v,
      double fromSide,
      SurfacePoint surface) {
    bare(street, across, v, surface);
    List<Double> crossings = isWest ? block.westCrossings() : block.eastCrossings();
    for (double crossing : crossings) {
      double off = Math.abs(v - crossing);
      if (off < 1.9) {
        double stripe = GroundMaterial.toLine(across, 1);
        if (stripe < 0.25 && Math.abs(across) < street.half() - 0.3) {
          mark(street, surface);
        }
        return;
      }
      // The directions are not divided close to a crossing.
      if (off < 3.2) {
        if (off > 2.6
            && off < 3
            && (v > crossing) == (across < 0)
            && Math.abs(across) < street.lanes() * street.lane()) {
          mark(street, surface);
        }
        return;
      }
    }
    lines(street, across, v, fromSide < 7, surface);
  }

  private static void side(
      Street street, double across, double u, double fromAvenue, SurfacePoint surface) {
    bare(street, across, u, surface);
    boolean zebra = (street.seed() & 1) == 0;
    if (zebra && fromAvenue > 2.6 && fromAvenue < 5.8) {
      if (GroundMaterial.toLine(across, 1) < 0.25 && Math.abs(across) < street.half() - 0.3) {
        mark(street, surface);
      }
      return;
    }
    if (fromAvenue < 7) {
      // Traffic from a side street gives way.
      double line = zebra ? 6.5 : 0.5;
      if (Math.abs(fromAvenue - line) < 0.2
          && GroundMaterial.toLine(across + 0.25, 0.75) > 0.12
          && Math.abs(across) < street.half() - 0.2) {
        mark(street, surface);
      }
      return;
    }
    lines(street, across, u, fromAvenue < 9, surface);
  }

  /** Paints the asphalt of a carriageway. */
  private static void bare(Street street, double across, double along, SurfacePoint surface) {
    surface.reflects(GroundMaterial.ASPHALT);
    int seed = street.seed();
    surface.scale(0.62 + 0.62 * street.age());
    // Strips of other asphalt, each some metres long, from repairs.
    int stretch = ValueNoise.floor(along / 23);
    double begin = 23 * ValueNoise.uniform(seed + 30, stretch, 0) * 0.6;
    double length = 2 + 13 * ValueNoise.uniform(seed + 30, stretch, 1);
    double inStretch = along - 23 * stretch - begin;
    double middle = (ValueNoise.uniform(seed + 30, stretch, 2) - 0.5) * 2 * street.half();
    double wide = 0.35 + 1.3 * ValueNoise.uniform(seed + 30, stretch, 3);
    double edge =
        Math.min(Math.min(inStretch, length - inStretch), wide - Math.abs(across - middle));
    if (edge > 0 && ValueNoise.uniform(seed + 30, stretch, 4) < 0.55) {
      surface.scale(ValueNoise.lerp(0.62, 1.25, ValueNoise.uniform(seed + 30, stretch, 5)));
      if (edge < 0.05) {
        surface.mix(TAR, 0.5);
      }
    }
    GroundMaterial.asphalt(seed + 31, surface);
    // Wheels polish two bands of each lane and leave rubber; oil drips between them.
    double off =
        Math.abs(across) - street.lane() * ValueNoise.floor(Math.abs(across) / street.lane());
    double fromMiddle = Math.abs(off - street.lane() / 2);
    boolean driven = Math.abs(across) < street.lanes() * street.lane();
    if (driven) {
      double wheel = (fromMiddle - 0.75) / 0.28;
      double worn = 0.6 + 0.8 * ValueNoise.at(seed + 32, across * 0.7, along / 17);
      surface.scale(1 + 0.09 * worn / (1 + wheel * wheel));
      double drip = fromMiddle / 0.3;
      surface.scale(1 - 0.14 * worn / (1 + drip * drip));
    }
    // Skid marks.
    double skid = ValueNoise.at(seed + 33, across * 5, along / 6.5);
    if (skid > 0.62 && driven) {
      surface.scale(1 - 0.9 * (skid - 0.62));
    }
    joint(across, along, seed, surface);
    manhole(street, across, along, surface);
  }

  private static void joint(double across, double along, int seed, SurfacePoint surface) {
    double wander = 0.06 * ValueNoise.at(seed + 34, along / 2.1, 0.5);
    if (Math.abs(across - 0.35 - wander) < 0.014) {
      surface.mix(TAR, 0.55);
    }
  }

  private static void manhole(Street street, double across, double along, SurfacePoint surface) {
    int stretch = ValueNoise.floor(along / 31);
    double middle = 31 * stretch + 6 + 19 * ValueNoise.uniform(street.seed() + 35, stretch, 0);
    double side = (ValueNoise.uniform(street.seed() + 35, stretch, 1) - 0.5) * 1.4 * street.half();
    double dx = across - side;
    double dy = along - middle;
    double distance = Math.sqrt(dx * dx + dy * dy);
    if (distance < 0.42) {
      double ring = Math.abs(distance - 0.33);
      surface.scale(ring < 0.02 ? 0.5 : distance < 0.33 ? 0.72 : 0.85);
      if (distance < 0.3 && GroundMaterial.toLine(dx, 0.12) < 0.025) {
        surface.scale(0.8);
      }
    }
  }

  /** Paints the lines along a street. */
  private static void lines(
      Street street, double across, double along, boolean nearJunction, SurfacePoint surface) {
    boolean dash = along / PERIOD - ValueNoise.floor(along / PERIOD) < DASH / PERIOD;
    double side = Math.abs(across);
    boolean marked =
        switch (street.line()) {
          case NONE -> false;
          case DASHED -> side < 0.06 && dash;
          case SOLID -> side < 0.06 && (!nearJunction || dash);
          case DOUBLE -> side > 0.09 && side < 0.21 && !nearJunction;
        };
    if (street.lanes() == 2) {
      marked |= Math.abs(side - street.lane()) < 0.06 && dash;
    }
    if (street.parking() && !nearJunction) {
      double bay = side - street.half() + Street.BAY;
      marked |= Math.abs(bay) < 0.05 && GroundMaterial.toLine(along, 0.5) < 0.13;
    }
    if (marked) {
      mark(street, surface);
    }
  }

  private static void mark(Street street, SurfacePoint surface) {
    new GroundMaterial(GroundMaterial.Kind.TARMAC, GroundMaterial.ASPHALT, street.seed())
        .marking(surface);
  }
}
