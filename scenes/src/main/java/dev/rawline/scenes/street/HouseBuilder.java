package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.street.SurfaceFinish.Kind;
import java.util.ArrayList;
import java.util.List;

/** Builds houses as seen from above: their roofs. */
class HouseBuilder extends YardObjects {
  private static final SurfaceFinish SKYLIGHT =
      new SurfaceFinish(Kind.GLASS, new Rgb(0.03, 0.035, 0.04), 1);
  private static final SurfaceFinish CELLS =
      new SurfaceFinish(Kind.SOLAR, new Rgb(0.016, 0.02, 0.034), 2);
  private static final SurfaceFinish STEEL =
      new SurfaceFinish(Kind.PLAIN, new Rgb(0.36, 0.36, 0.36), 3);

  final CityBlock block;
  final double left;
  final double right;
  final double top;
  final double bottom;

  HouseBuilder(CityBlock block, VisibleObjects out, RandomDraws draws) {
    super(out, draws);
    this.block = block;
    left = block.plotLeft();
    right = block.plotRight();
    top = block.plotTop();
    bottom = block.plotBottom();
  }

  /**
   * Adds a house with a gabled or hipped roof whose ridge runs along p, with its roof structures.
   *
   * @param rich the probability of skylights, chimneys, dormers and solar cells, 0 to 1
   */
  void house(
      Pose place,
      double halfP,
      double halfQ,
      double eaves,
      double slope,
      boolean hipped,
      SurfaceFinish finish,
      double rich) {
    double ridge = eaves + slope * halfQ;
    Solid body =
        Solid.box(place, halfP, halfQ, 0, eaves, finish).sloped(hipped ? slope : 0, slope, ridge);
    List<Solid.Inset> insets = new ArrayList<>();
    double room = halfP - (hipped ? halfQ * 0.9 : 0.8);
    for (int side = -1; side <= 1; side += 2) {
      double kind = draws.between(0, 1);
      if (room < 1.2) {
        continue;
      }
      if (kind < 0.16 * rich) {
        int modules = Math.max(2, (int) (2 * room * draws.between(0.5, 0.95)));
        double half = modules * 0.5;
        double p = draws.between(-1, 1) * Math.max(0, room - half);
        insets.add(
            new Solid.Inset(p, side * 0.52 * halfQ, half, Math.min(0.36 * halfQ, 1.6), CELLS));
      } else if (kind < 0.75 * rich) {
        int count = 1 + draws.below(Math.max(1, Math.min(4, (int) (room / 1.1))));
        double pitch = 2 * room / count;
        for (int i = 0; i < count; i++) {
          double p = -room + (i + 0.5) * pitch + draws.around(0, 0.15);
          insets.add(new Solid.Inset(p, side * 0.5 * halfQ, 0.42, 0.52, SKYLIGHT));
        }
      } else if (kind < rich && halfQ > 3.6) {
        double p = draws.between(-0.6, 0.6) * room;
        Pose dormer = place.shifted(p, side * 0.55 * halfQ, Math.PI / 2);
        double width = draws.between(0.8, 1.3);
        out.add(
            Solid.box(dormer, 0.34 * halfQ, width, eaves, eaves + 0.55 * slope * halfQ, finish)
                .sloped(0, 0.5, ridge));
      }
    }
    out.add(body.with(insets));
    int chimneys = draws.weighted(0.3, 0.5, 0.2);
    for (int i = 0; i < chimneys; i++) {
      double p = draws.between(-0.85, 0.85) * room;
      double q = draws.between(-0.35, 0.35) * halfQ;
      chimney(place.shifted(p, q, 0), ridge + draws.between(0.3, 0.9), eaves);
    }
  }

  void chimney(Pose place, double top, double base) {
    double halfP = draws.between(0.25, 0.5);
    SurfaceFinish brick = plain(draws.chance(0.6) ? GroundMaterial.BRICK : GroundMaterial.CONCRETE);
    SurfaceFinish flue = plain(new Rgb(0.03, 0.03, 0.03));
    out.add(
        Solid.box(place, halfP, 0.24, base, top, brick)
            .with(List.of(new Solid.Inset(0, 0, halfP * 0.55, 0.11, flue))));
  }

  /**
   * Adds a building with a flat roof, a parapet, and its roof structures.
   *
   * @param busy the density of roof structures, 0 to 1
   */
  void flatRoof(
      Pose place, double halfP, double halfQ, double height, SurfaceFinish finish, double busy) {
    box(place, halfP, halfQ, 0, height, finish);
    SurfaceFinish coping =
        plain(draws.chance(0.5) ? new Rgb(0.3, 0.3, 0.3) : new Rgb(0.2, 0.19, 0.18));
    double top = height + draws.between(0.3, 0.7);
    double thick = 0.16;
    for (int side = -1; side <= 1; side += 2) {
      Pose along = place.shifted(0, side * (halfQ - thick), 0);
      box(along, halfP, thick, 0, top, coping);
      Pose across = place.shifted(side * (halfP - thick), 0, 0);
      box(across, thick, halfQ, 0, top, coping);
    }
    if (halfP < 2 || halfQ < 2) {
      return;
    }
    double area = 4 * halfP * halfQ;
    int machines = (int) (busy * area / 45 * draws.between(0.5, 1.5));
    for (int i = 0; i < machines; i++) {
      Pose at = within(place, halfP - 1.3, halfQ - 1.3);
      double size = draws.between(0.3, 1.1);
      box(
          at,
          size,
          size * draws.between(0.5, 1),
          height,
          height + draws.between(0.3, 1.3),
          draws.chance(0.6) ? STEEL : plain(new Rgb(0.2, 0.2, 0.21)));
    }
    int domes = draws.chance(0.6) ? (int) (busy * area / 60) : 0;
    double pitch = 2 * (halfP - 1.5) / Math.max(1, domes);
    double line = draws.between(-0.5, 0.5) * halfQ;
    for (int i = 0; i < domes; i++) {
      double p = -(halfP - 1.5) + (i + 0.5) * pitch;
      out.add(
          Solid.box(
                  place.shifted(p, line, 0),
                  0.55,
                  0.55,
                  height,
                  height + 0.2,
                  new SurfaceFinish(Kind.GLASS, new Rgb(0.4, 0.42, 0.43), i))
              .sloped(0.5, 0.5, height + 0.4));
    }
    if (busy > 0.5 && draws.chance(0.35)) {
      int rows = (int) ((2 * halfQ - 3) / 2.6);
      for (int row = 0; row < rows; row++) {
        double q = -halfQ + 2.3 + row * 2.6;
        if (Math.abs(q - line) > 1.4) {
          double half = Math.floor((halfP - 2) * 0.8);
          box(place.shifted(0, q, 0), half, 0.81, height + 0.2, height + 0.5, CELLS);
        }
      }
    }
  }
}
