package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.street.SurfaceFinish.Kind;

/** Objects of gardens and yards, many of the size or the colours of cars. */
final class YardObjects {
  private static final Rgb WHITE = new Rgb(0.62, 0.62, 0.6);

  private YardObjects() {}

  /** Adds a shed or a small garage. */
  static void shed(VisibleObjects out, Pose place, RandomDraws draws) {
    double halfP = draws.between(1, 1.9);
    double halfQ = draws.between(0.9, 1.5);
    double eaves = draws.between(1.8, 2.3);
    SurfaceFinish roof =
        switch (draws.below(4)) {
          case 0 -> Kind.BITUMEN.of(new Rgb(0.09, 0.1, 0.09), draws);
          case 1 -> Kind.CORRUGATED.of(new Rgb(0.3, 0.31, 0.31), draws);
          case 2 -> Kind.BOARDS.of(new Rgb(0.2, 0.15, 0.1), draws);
          default -> HouseBuilder.pitched(draws);
        };
    out.add(Solid.box(place, halfP, halfQ, 0, eaves, roof).sloped(0, draws.between(0.15, 0.55), 9));
  }

  /** Adds a terrace's table with chairs, with or without a sunshade. */
  static void table(VisibleObjects out, Pose place, RandomDraws draws) {
    SurfaceFinish wood = Kind.BOARDS.of(new Rgb(0.24, 0.18, 0.12), draws);
    SurfaceFinish chair =
        HouseBuilder.plain(
            draws.pick(WHITE, new Rgb(0.1, 0.1, 0.1), new Rgb(0.2, 0.15, 0.1)), draws);
    double half = draws.between(0.6, 1);
    out.add(Solid.box(place, half, 0.45, 0.6, 0.74, wood));
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < 2; i++) {
        double turn = draws.around(0, 0.25);
        Pose at = place.shifted((i - 0.5) * half + draws.around(0, 0.1), side * 0.72, turn);
        out.add(Solid.box(at, 0.22, 0.22, 0.2, 0.46, chair));
      }
    }
    if (draws.chance(0.45)) {
      Rgb cloth =
          draws.pick(
              new Rgb(0.55, 0.53, 0.46),
              new Rgb(0.4, 0.07, 0.06),
              new Rgb(0.08, 0.2, 0.1),
              new Rgb(0.1, 0.14, 0.3));
      double width = draws.between(1, 1.5);
      out.add(
          Solid.box(
                  place.shifted(draws.around(0, 0.3), 0, 0.4),
                  width,
                  width,
                  2.1,
                  2.15,
                  new SurfaceFinish(Kind.CLOTH, cloth, 0))
              .sloped(0.3, 0.3, 2.7));
    }
  }

  /** Adds a skip with a load, or an empty one. */
  static void skip(VisibleObjects out, Pose place, RandomDraws draws) {
    Rgb colour =
        draws.pick(new Rgb(0.5, 0.36, 0.04), new Rgb(0.06, 0.13, 0.3), new Rgb(0.3, 0.05, 0.04));
    out.add(
        Solid.box(
                place,
                draws.between(1.5, 2),
                draws.between(0.8, 0.95),
                0.2,
                1.3,
                Kind.LOAD.of(colour, draws))
            .sloped(0, 0, 1.3));
  }

  /** Adds a freight container. */
  static void container(VisibleObjects out, Pose place, RandomDraws draws) {
    Rgb colour =
        draws.pick(
            new Rgb(0.3, 0.06, 0.04),
            new Rgb(0.05, 0.12, 0.26),
            new Rgb(0.35, 0.36, 0.36),
            new Rgb(0.06, 0.2, 0.12),
            new Rgb(0.45, 0.2, 0.04));
    out.add(
        Solid.box(
            place,
            draws.chance(0.7) ? 3.03 : 6.06,
            1.22,
            0,
            2.59,
            Kind.CORRUGATED.of(colour, draws)));
  }

  /** Adds a trailer under a tarpaulin. */
  static void trailer(VisibleObjects out, Pose place, RandomDraws draws) {
    Rgb cloth =
        draws.pick(
            new Rgb(0.1, 0.16, 0.35), new Rgb(0.3, 0.3, 0.3), new Rgb(0.06, 0.12, 0.07), WHITE);
    double halfP = draws.between(1.1, 1.9);
    out.add(
        Solid.box(
                place,
                halfP,
                draws.between(0.65, 0.95),
                0.4,
                draws.between(0.9, 1.5),
                HouseBuilder.plain(cloth, draws))
            .sloped(0.6, 0.6, 1.7));
    out.add(
        Solid.box(
            place.shifted(halfP + 0.55, 0, 0),
            0.6,
            0.05,
            0.4,
            0.5,
            HouseBuilder.plain(new Rgb(0.15, 0.15, 0.15), draws)));
  }

  /** Adds a row of waste bins along p. */
  static void bins(VisibleObjects out, Pose place, int count, RandomDraws draws) {
    for (int i = 0; i < count; i++) {
      Rgb colour =
          draws.pick(
              new Rgb(0.05, 0.05, 0.05),
              new Rgb(0.04, 0.09, 0.22),
              new Rgb(0.45, 0.36, 0.03),
              new Rgb(0.05, 0.12, 0.06));
      Pose at = place.shifted(i * 0.72, draws.around(0, 0.06), draws.around(0, 0.12));
      out.add(Solid.box(at, 0.29, 0.36, 0, 1.05, HouseBuilder.plain(colour, draws)));
    }
  }

  /** Adds a stack of pallets, planks or stones. */
  static void stack(VisibleObjects out, Pose place, RandomDraws draws) {
    out.add(
        Solid.box(
            place,
            draws.between(0.6, 2),
            draws.between(0.4, 0.8),
            0,
            draws.between(0.3, 1.4),
            Kind.BOARDS.of(new Rgb(0.3, 0.24, 0.17), draws)));
  }

  /** Adds one of the objects that are common in yards. */
  static void clutter(VisibleObjects out, Pose place, RandomDraws draws) {
    switch (draws.weighted(3, 1, 4, 2, 2)) {
      case 0 -> skip(out, place, draws);
      case 1 -> container(out, place, draws);
      case 2 -> trailer(out, place, draws);
      case 3 -> stack(out, place, draws);
      default -> bins(out, place, 2 + draws.below(4), draws);
    }
  }

  /** Adds a bus or a lorry, which do not count as cars. */
  static void lorry(VisibleObjects out, Pose place, RandomDraws draws) {
    Rgb colour =
        draws.pick(
            WHITE, new Rgb(0.5, 0.5, 0.5), new Rgb(0.35, 0.05, 0.04), new Rgb(0.06, 0.14, 0.3));
    SurfaceFinish dark = HouseBuilder.plain(new Rgb(0.06, 0.06, 0.06), draws);
    if (draws.chance(0.4)) {
      double half = 6;
      SurfaceFinish roof =
          HouseBuilder.plain(
              draws.pick(WHITE, new Rgb(0.5, 0.42, 0.05), new Rgb(0.2, 0.4, 0.15)), draws);
      out.add(Solid.box(place, half, 1.27, 0.3, 2.9, roof).sloped(0.8, 0.9, 3.1));
      SurfaceFinish unit = HouseBuilder.plain(new Rgb(0.4, 0.4, 0.4), draws);
      for (double p = -3.6; p < 5; p += 3.4) {
        out.add(Solid.box(place.shifted(p, 0, 0), 0.9, 0.7, 3, 3.3, p > 2 ? dark : unit));
      }
    } else {
      double half = draws.between(2.4, 3.8);
      SurfaceFinish box =
          Kind.SEAMED.of(HouseBuilder.scaled(draws.chance(0.7) ? WHITE : colour, 0.8), draws);
      out.add(Solid.box(place, half, 1.25, 0.5, draws.between(3, 3.6), box));
      SurfaceFinish cab =
          HouseBuilder.plain(
              draws.pick(WHITE, new Rgb(0.3, 0.05, 0.04), new Rgb(0.05, 0.1, 0.22)), draws);
      Pose front = place.shifted(half + 1.25, 0, 0);
      out.add(Solid.box(front, 1, 1.2, 0.4, 1.9, cab).sloped(1.6, 2.2, 2.6));
      out.add(Solid.box(place.shifted(half + 0.15, 0, 0), 0.2, 0.9, 0.3, 1.2, dark));
    }
  }

  /** Adds a lamp whose arm points along p. */
  static void lamp(VisibleObjects out, Pose place, RandomDraws draws) {
    double height = draws.between(6, 9);
    SurfaceFinish steel = HouseBuilder.plain(new Rgb(0.3, 0.31, 0.31), draws);
    out.add(Solid.box(place, 0.08, 0.08, 0, height, steel));
    out.add(Solid.box(place.shifted(0.8, 0, 0), 0.8, 0.04, height - 0.1, height, steel));
    out.add(Solid.box(place.shifted(1.7, 0, 0), 0.32, 0.13, height - 0.12, height + 0.03, steel));
  }
}
