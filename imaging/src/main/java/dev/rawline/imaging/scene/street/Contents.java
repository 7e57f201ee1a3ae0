package dev.rawline.imaging.scene.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.Dice;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what stands in a part of the world; what can neither be seen there nor shade it is left
 * out.
 */
final class Contents {
  private static final Rgb BARK = new Rgb(0.1, 0.08, 0.06);

  private final Bounds view;
  private final Light light;
  private final double quietX;
  private final double quietY;
  private final double quiet;
  private final boolean leaves;
  private final List<Thing> things = new ArrayList<>();
  private final List<Patch> patches = new ArrayList<>();

  /**
   * Begins with nothing.
   *
   * @param view the part of the world that will be looked at
   * @param light where the sun stands
   * @param quietX the middle of a circle that cars keep out of, along x [m]
   * @param quietY along y [m]
   * @param quiet the circle's radius [m], 0 for none
   * @param leaves whether trees, shrubs and hedges matter
   */
  Contents(Bounds view, Light light, double quietX, double quietY, double quiet, boolean leaves) {
    this.view = view;
    this.light = light;
    this.quietX = quietX;
    this.quietY = quietY;
    this.quiet = quiet;
    this.leaves = leaves;
  }

  List<Thing> things() {
    return things;
  }

  List<Patch> patches() {
    return patches;
  }

  /** Returns whether a thing of these bounds and this height matters. */
  boolean matters(Bounds bounds, double height) {
    return bounds
        .grown(1.6 * height)
        .swept(-height * light.alongX(), -height * light.alongY())
        .meets(view);
  }

  void add(Thing thing) {
    if (matters(thing.bounds(), thing.height())) {
      things.add(thing);
    }
  }

  void add(Patch patch) {
    if (patch.bounds().meets(view)) {
      patches.add(patch);
    }
  }

  void patch(Placement place, double halfP, double halfQ, Ground ground) {
    add(new Patch(place, halfP, halfQ, 0, 0, ground));
  }

  /** Adds a car, unless cars keep out of there. */
  void car(Placement place, Dice dice) {
    Car car = Car.of(place, CarShape.drawn(dice), Paint.drawn(dice), dice.seed());
    if (quiet == 0 || car.bounds().distance(quietX, quietY) > quiet) {
      add(car);
      return;
    }
    // Something else may stand in its place, so that not only cars stand where cars do.
    Dice own = new Dice(new RandomStream(car.seed()));
    if (own.chance(0.25)) {
      Yard.clutter(this, place, own);
    }
  }

  /** Adds a broad-leaved tree. */
  void tree(Placement place, double radius, double height, Dice dice) {
    Dice own = new Dice(new RandomStream(dice.seed()));
    Bounds bounds = place.bounds(1.4 * radius + 0.5, 1.4 * radius + 0.5);
    if (!leaves || !matters(bounds, height + radius)) {
      return;
    }
    Rgb colour = leaves(own);
    double loose = own.chance(0.3) ? own.between(0.5, 1) : own.between(0, 0.4);
    Puffs puffs = Puffs.broadleaf(place.x(), place.y(), radius, height, loose, own);
    things.add(new Crown(puffs, colour, lighter(colour, own), light, view));
    add(Solid.box(place, 0.14, 0.14, 0, 0.6 * height, new Finish(Finish.Kind.PLAIN, BARK, 0)));
  }

  /** Adds a conifer. */
  void conifer(Placement place, double radius, double height, Dice dice) {
    Dice own = new Dice(new RandomStream(dice.seed()));
    if (!leaves || !matters(place.bounds(1.3 * radius + 0.5, 1.3 * radius + 0.5), height + 1)) {
      return;
    }
    double bright = own.between(0.8, 1.25);
    Rgb needles = new Rgb(0.034 * bright, 0.058 * bright, 0.03 * bright);
    Puffs puffs = Puffs.conifer(place.x(), place.y(), radius, height, own);
    things.add(new Crown(puffs, needles, lighter(needles, own), light, view));
  }

  /** Adds a shrub. */
  void shrub(Placement place, double radius, Dice dice) {
    tree(place, radius, radius * 1.5, dice);
  }

  /** Adds a hedge along p. */
  void hedge(Placement place, double halfLength, double width, double height, Dice dice) {
    Dice own = new Dice(new RandomStream(dice.seed()));
    if (!leaves
        || halfLength < 0.4
        || !matters(place.bounds(halfLength + 0.3, width), height + 0.5)) {
      return;
    }
    double bright = own.between(0.8, 1.2);
    Rgb colour = new Rgb(0.04 * bright, 0.072 * bright, 0.022 * bright);
    Puffs puffs = Puffs.hedge(place, halfLength, width, height, own);
    things.add(new Crown(puffs, colour, lighter(colour, own), light, view));
  }

  private static Rgb leaves(Dice dice) {
    double bright = dice.between(0.8, 1.3);
    Rgb leaves =
        switch (dice.weighted(8, 4, 2, 0.7, 0.5)) {
          case 0 -> new Rgb(0.042, 0.078, 0.021);
          case 1 -> new Rgb(0.058, 0.094, 0.026);
          case 2 -> new Rgb(0.05, 0.076, 0.038);
          case 3 -> new Rgb(0.12, 0.1, 0.03);
          default -> new Rgb(0.06, 0.03, 0.03);
        };
    return new Rgb(leaves.red() * bright, leaves.green() * bright, leaves.blue() * bright);
  }

  private static Rgb lighter(Rgb leaves, Dice dice) {
    double by = dice.between(1.25, 1.7);
    return new Rgb(leaves.red() * by * 1.08, leaves.green() * by, leaves.blue() * by * 0.95);
  }
}
