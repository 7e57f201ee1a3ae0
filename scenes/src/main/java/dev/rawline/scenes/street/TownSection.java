package dev.rawline.scenes.street;

import java.util.List;
import java.util.function.Predicate;

/**
 * A section of the town with all its objects.
 *
 * @param network the streets
 * @param blocks the blocks that may be visible
 * @param contents the objects and patches that may be visible or cast a shadow
 * @param cells the spatial index of the contents
 * @param light the sun and the sky
 */
record TownSection(
    StreetNetwork network,
    List<CityBlock> blocks,
    VisibleObjects contents,
    SpatialIndex cells,
    Illumination light) {
  /** No object is higher than this [m]. */
  private static final double HIGHEST = 24;

  /**
   * Returns a section of the town.
   *
   * @param view the visible part
   * @param allowed whether a car may be there
   */
  static TownSection of(
      StreetNetwork network, Illumination light, BoundingBox view, Predicate<Car> allowed) {
    VisibleObjects contents = new VisibleObjects(view, light, allowed, /* leaves= */ true);
    List<CityBlock> blocks = fill(network, light, view, contents);
    return new TownSection(
        network, blocks, contents, SpatialIndex.of(view, contents, light), light);
  }

  /** Returns the cars of a section, including hidden ones. */
  static List<Car> cars(StreetNetwork network, Illumination light, BoundingBox view) {
    VisibleObjects contents = new VisibleObjects(view, light, _ -> true, /* leaves= */ false);
    fill(network, light, view, contents);
    return contents.objects().stream()
        .filter(Car.class::isInstance)
        .map(Car.class::cast)
        .filter(car -> car.bounds().meets(view))
        .toList();
  }

  private static List<CityBlock> fill(
      StreetNetwork network, Illumination light, BoundingBox view, VisibleObjects contents) {
    // A visible shadow may come from a block that is not visible.
    BoundingBox wide =
        view.swept(HIGHEST * light.alongX(), HIGHEST * light.alongY()).grown(1.6 * HIGHEST);
    List<CityBlock> seen = network.blocks(view);
    for (CityBlock block : network.blocks(wide)) {
      LandUse.fill(block, contents);
    }
    return seen;
  }
}
