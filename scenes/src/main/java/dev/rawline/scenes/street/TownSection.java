package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;
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
      fill(block, contents);
    }
    return seen;
  }

  /** Fills a block, its roadsides and its plots, by a land use. */
  private static void fill(CityBlock block, VisibleObjects out) {
    RandomDraws draws = new RandomDraws(new RandomStream(block.key()));
    int use = draws.weighted(5, 2.5, 2.5, 2, 1.5, 1);
    new RoadsideObjects(block, out, draws).add();
    double width = block.plotRight() - block.plotLeft();
    double depth = block.plotBottom() - block.plotTop();
    if (width < 8 || depth < 8) {
      return;
    }
    switch (use) {
      case 0 -> new DetachedHouses(block, out, draws).add();
      case 1 -> new TerracedHouses(block, out, draws).add();
      case 2 -> new PerimeterBlock(block, out, draws).add();
      case 3 -> new ApartmentBlocks(block, out, draws).add();
      case 4 -> new IndustrialSite(block, out, draws).add();
      default -> new Park(block, out, draws).add();
    }
  }
}
