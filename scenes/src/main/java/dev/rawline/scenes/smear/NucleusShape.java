package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.smear.CapsuleChain.Rod;
import java.util.ArrayList;
import java.util.List;

/** Generates the rods of a nucleus, around the origin [µm]. */
final class NucleusShape {
  private NucleusShape() {}

  /**
   * Generates an oval.
   *
   * @param radius half its width
   * @param longer its length minus its width, in radii
   */
  static List<Rod> oval(RandomDraws draws, double radius, double longer) {
    double angle = draws.angle();
    double right = radius * longer * StrictMath.cos(angle);
    double down = radius * longer * StrictMath.sin(angle);
    return List.of(
        new Rod(-right, -down, radius, right, down, radius * draws.between(0.86, 1.0), 0));
  }

  /**
   * Generates a bent rod of nearly constant width.
   *
   * @param radius half its width
   * @param bend the radius of curvature of its middle line
   * @param span its angular extent [rad]
   * @param swelling the relative thickening of its ends
   * @param winding whether its second half bends the other way, like an S
   */
  static List<Rod> arc(
      RandomDraws draws,
      double radius,
      double bend,
      double span,
      double swelling,
      boolean winding) {
    int pieces = 12;
    double uneven = draws.between(-0.1, 0.1);
    double ripple = draws.between(0, 0.1);
    double phase = draws.angle();
    // A spiral has more curvature at one end.
    double turn = draws.between(-0.35, 0.35);
    double side = draws.sign();
    List<Rod> rods = new ArrayList<>();
    double x = 0;
    double y = 0;
    double width = 0;
    double heading = draws.angle();
    double step = bend * span / pieces;
    for (int i = 0; i <= pieces; i++) {
      double place = 2.0 * i / pieces - 1;
      double nextWidth =
          radius
              * (1
                  + swelling * (place * place - 0.4)
                  + uneven * place
                  + ripple * StrictMath.sin(phase + 4 * place));
      double nextX = x + step * StrictMath.cos(heading);
      double nextY = y + step * StrictMath.sin(heading);
      if (i > 0) {
        rods.add(new Rod(x, y, width, nextX, nextY, nextWidth, 0));
      }
      x = nextX;
      y = nextY;
      width = nextWidth;
      double bending = side * span / pieces * (1 + turn * place);
      heading += winding && i > pieces / 2 ? -0.8 * bending : bending;
    }
    return rods;
  }

  /**
   * Generates lobes on a winding path, with neighbours joined by threads.
   *
   * @param lobes their number
   * @param radius half the width of a lobe
   * @param longest the largest length of a lobe, in radii
   * @param apart the distance of neighbours, in sums of their radii
   * @param thread half the width of a thread [µm]
   */
  static List<Rod> lobes(
      RandomDraws draws, int lobes, double radius, double longest, double apart, double thread) {
    List<Rod> rods = new ArrayList<>();
    double x = 0;
    double y = 0;
    double heading = draws.angle();
    double side = draws.sign();
    boolean winding = draws.chance(0.3);
    for (int lobe = 0; lobe < lobes; lobe++) {
      double size = radius * draws.between(0.72, 1.2);
      double piece = size * draws.between(0.15, longest) / 2;
      double start = size * draws.between(0.6, 1.0);
      double bend = draws.between(-0.9, 0.9);
      double width = start;
      for (int half = 0; half < 2; half++) {
        double nextWidth = half == 0 ? size : size * draws.between(0.6, 1.0);
        double nextX = x + piece * StrictMath.cos(heading);
        double nextY = y + piece * StrictMath.sin(heading);
        rods.add(new Rod(x, y, width, nextX, nextY, nextWidth, lobe));
        x = nextX;
        y = nextY;
        width = nextWidth;
        heading += bend;
      }
      if (lobe < lobes - 1) {
        heading += side * draws.between(0.2, 1.1);
        if (winding) {
          side = -side;
        }
        // The thread tapers out of the lobes on both sides.
        double half = radius * apart * draws.between(0.88, 1.15);
        double drawn = Math.max(thread, 0.5 * width);
        for (int end = 0; end < 2; end++) {
          double nextX = x + half * StrictMath.cos(heading);
          double nextY = y + half * StrictMath.sin(heading);
          rods.add(
              new Rod(
                  x,
                  y,
                  end == 0 ? drawn : thread,
                  nextX,
                  nextY,
                  end == 0 ? thread : drawn,
                  lobe + end));
          x = nextX;
          y = nextY;
        }
        heading += side * draws.between(-0.2, 0.8);
      }
    }
    return rods;
  }

  /** Generates beads of burst chromatin within a radius. */
  static List<Rod> beads(RandomDraws draws, int beads, double within) {
    List<Rod> rods = new ArrayList<>();
    for (int bead = 0; bead < beads; bead++) {
      double away = within * Math.sqrt(draws.between(0, 1));
      double angle = draws.angle();
      double x = away * StrictMath.cos(angle);
      double y = away * StrictMath.sin(angle);
      double size = draws.between(0.45, 1.5);
      rods.add(new Rod(x, y, size, x + draws.between(-0.3, 0.3), y, size, bead));
    }
    return rods;
  }

  /** Moves rods by a random vector up to a length [µm]. */
  static List<Rod> moved(RandomDraws draws, List<Rod> rods, double most) {
    return moved(draws, rods, most, 0);
  }

  /** Moves rods by a random vector within a range of lengths [µm]. */
  static List<Rod> moved(RandomDraws draws, List<Rod> rods, double most, double least) {
    double away = draws.between(least, most);
    double angle = draws.angle();
    double right = away * StrictMath.cos(angle);
    double down = away * StrictMath.sin(angle);
    return rods.stream().map(rod -> rod.moved(1, right, down)).toList();
  }

  /** Generates nucleoli inside the first rod. */
  static List<Disc> nucleoli(
      RandomDraws draws, List<Rod> rods, int count, double smallest, double largest) {
    Rod rod = rods.getFirst();
    double middleX = (rod.ax() + rod.bx()) / 2;
    double middleY = (rod.ay() + rod.by()) / 2;
    List<Disc> nucleoli = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double radius = draws.between(smallest, largest);
      double away = 0.6 * rod.aRadius() * Math.sqrt(draws.between(0, 1));
      nucleoli.add(Disc.polar(middleX, middleY, away, draws.angle(), radius));
    }
    return nucleoli;
  }

  /**
   * Generates a fold from the edge of the first rod.
   *
   * @param width half its width
   * @param depth its depth
   */
  static CapsuleChain notch(RandomDraws draws, List<Rod> rods, double width, double depth) {
    Rod rod = rods.getFirst();
    double angle = draws.angle();
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double edge = rod.aRadius() + width;
    double tip = rod.aRadius() - depth + width;
    return new CapsuleChain(
        List.of(
            new Rod(
                rod.ax() + edge * cosine,
                rod.ay() + edge * sine,
                width,
                rod.ax() + tip * cosine,
                rod.ay() + tip * sine,
                width * 0.6,
                0)),
        1);
  }
}
