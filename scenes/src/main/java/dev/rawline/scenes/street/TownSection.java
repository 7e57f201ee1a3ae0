package dev.rawline.scenes.street;

import java.util.List;

/**
 * A part of the world with all that stands there.
 *
 * @param network the streets
 * @param blocks the blocks that may be seen
 * @param contents the things and patches that may be seen or throw a shadow
 * @param cells where they matter
 * @param light the sun and the sky
 */
record TownSection(
    StreetNetwork network,
    List<CityBlock> blocks,
    VisibleObjects contents,
    SpatialIndex cells,
    Illumination light) {
  /** The highest thing is lower than this [m]. */
  private static final double HIGHEST = 24;

  /**
   * Returns a part of the world.
   *
   * @param view what will be looked at
   * @param quietX the middle of a circle that cars keep out of, along x [m]
   * @param quietY along y [m]
   * @param quiet the circle's radius [m], 0 for none
   */
  static TownSection of(
      StreetNetwork network,
      Illumination light,
      BoundingBox view,
      double quietX,
      double quietY,
      double quiet) {
    VisibleObjects contents =
        new VisibleObjects(view, light, quietX, quietY, quiet, /* leaves= */ true);
    List<CityBlock> blocks = fill(network, light, view, contents);
    return new TownSection(
        network, blocks, contents, SpatialIndex.of(view, contents, light), light);
  }

  /** Returns the cars of a part of the world, hidden ones among them. */
  static List<Car> cars(StreetNetwork network, Illumination light, BoundingBox view) {
    VisibleObjects contents = new VisibleObjects(view, light, 0, 0, 0, /* leaves= */ false);
    fill(network, light, view, contents);
    return contents.things().stream()
        .filter(Car.class::isInstance)
        .map(Car.class::cast)
        .filter(car -> car.bounds().meets(view))
        .toList();
  }

  private static List<CityBlock> fill(
      StreetNetwork network, Illumination light, BoundingBox view, VisibleObjects contents) {
    // A shadow that is seen may fall from a block that is not.
    BoundingBox wide =
        view.swept(HIGHEST * light.alongX(), HIGHEST * light.alongY()).grown(1.6 * HIGHEST);
    List<CityBlock> seen = network.blocks(view);
    for (CityBlock block : network.blocks(wide)) {
      LandUse.fill(block, contents);
    }
    return seen;
  }
}
