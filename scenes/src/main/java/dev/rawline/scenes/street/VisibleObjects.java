package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects the objects of a section; objects that are neither visible nor shade it are omitted. */
final class VisibleObjects {
  private static final Rgb BARK = new Rgb(0.1, 0.08, 0.06);

  private final BoundingBox view;
  private final Illumination light;
  private final Predicate<Car> allowed;
  private final boolean leaves;
  private final List<SceneObject> objects = new ArrayList<>();
  private final List<GroundPatch> patches = new ArrayList<>();

  /**
   * Starts empty.
   *
   * @param view the visible part of the world
   * @param light the illumination
   * @param allowed whether a car may be there
   * @param leaves whether to include trees, shrubs and hedges
   */
  VisibleObjects(BoundingBox view, Illumination light, Predicate<Car> allowed, boolean leaves) {
    this.view = view;
    this.light = light;
    this.allowed = allowed;
    this.leaves = leaves;
  }

  List<SceneObject> objects() {
    return objects;
  }

  List<GroundPatch> patches() {
    return patches;
  }

  /**
   * Returns whether an object of these bounds and this height is visible or casts a visible shadow.
   */
  boolean matters(BoundingBox bounds, double height) {
    return bounds
        .grown(1.6 * height)
        .swept(-height * light.alongX(), -height * light.alongY())
        .meets(view);
  }

  void add(SceneObject object) {
    if (matters(object.bounds(), object.height())) {
      objects.add(object);
    }
  }

  void add(GroundPatch patch) {
    if (patch.bounds().meets(view)) {
      patches.add(patch);
    }
  }

  void patch(Pose place, double halfP, double halfQ, GroundMaterial ground) {
    add(new GroundPatch(place, halfP, halfQ, 0, 0, ground));
  }

  /** Adds a car where it is allowed. */
  void car(Pose place, RandomDraws draws) {
    Car car = Car.of(place, CarShape.drawn(draws), CarPaint.drawn(draws), draws.seed());
    if (allowed.test(car)) {
      add(car);
      return;
    }
    // Another object may replace it, so that the position alone does not indicate a car.
    RandomDraws own = new RandomDraws(new RandomStream(car.seed()));
    if (own.chance(0.25)) {
      new YardObjects(this, own).clutter(place);
    }
  }

  /** Adds a broad-leaved tree. */
  void tree(Pose place, double radius, double height, RandomDraws draws) {
    RandomDraws own = new RandomDraws(new RandomStream(draws.seed()));
    BoundingBox bounds = place.bounds(1.4 * radius + 0.5, 1.4 * radius + 0.5);
    if (!leaves || !matters(bounds, height + radius)) {
      return;
    }
    Rgb colour = leaves(own);
    double loose = own.chance(0.3) ? own.between(0.5, 1) : own.between(0, 0.4);
    LeafClusters puffs = LeafClusters.broadleaf(place.x(), place.y(), radius, height, loose, own);
    objects.add(new TreeCrown(puffs, colour, lighter(colour, own), light, view));
    add(
        Solid.box(
            place,
            0.14,
            0.14,
            0,
            0.6 * height,
            new SurfaceFinish(SurfaceFinish.Kind.PLAIN, BARK, 0)));
  }

  /** Adds a conifer. */
  void conifer(Pose place, double radius, double height, RandomDraws draws) {
    RandomDraws own = new RandomDraws(new RandomStream(draws.seed()));
    if (!leaves || !matters(place.bounds(1.3 * radius + 0.5, 1.3 * radius + 0.5), height + 1)) {
      return;
    }
    double bright = own.between(0.8, 1.25);
    Rgb needles = new Rgb(0.034 * bright, 0.058 * bright, 0.03 * bright);
    LeafClusters puffs = LeafClusters.conifer(place.x(), place.y(), radius, height, own);
    objects.add(new TreeCrown(puffs, needles, lighter(needles, own), light, view));
  }

  /** Adds a shrub. */
  void shrub(Pose place, double radius, RandomDraws draws) {
    tree(place, radius, radius * 1.5, draws);
  }

  /** Adds a hedge along p. */
  void hedge(Pose place, double halfLength, double width, double height, RandomDraws draws) {
    RandomDraws own = new RandomDraws(new RandomStream(draws.seed()));
    if (!leaves
        || halfLength < 0.4
        || !matters(place.bounds(halfLength + 0.3, width), height + 0.5)) {
      return;
    }
    double bright = own.between(0.8, 1.2);
    Rgb colour = new Rgb(0.04 * bright, 0.072 * bright, 0.022 * bright);
    LeafClusters puffs = LeafClusters.hedge(place, halfLength, width, height, own);
    objects.add(new TreeCrown(puffs, colour, lighter(colour, own), light, view));
  }

  private static Rgb leaves(RandomDraws draws) {
    double bright = draws.between(0.8, 1.3);
    Rgb leaves =
        switch (draws.weighted(8, 4, 2, 0.7, 0.5)) {
          case 0 -> new Rgb(0.042, 0.078, 0.021);
          case 1 -> new Rgb(0.058, 0.094, 0.026);
          case 2 -> new Rgb(0.05, 0.076, 0.038);
          case 3 -> new Rgb(0.12, 0.1, 0.03);
          default -> new Rgb(0.06, 0.03, 0.03);
        };
    return new Rgb(leaves.red() * bright, leaves.green() * bright, leaves.blue() * bright);
  }

  private static Rgb lighter(Rgb leaves, RandomDraws draws) {
    double by = draws.between(1.25, 1.7);
    return new Rgb(leaves.red() * by * 1.08, leaves.green() * by, leaves.blue() * by * 0.95);
  }
}
