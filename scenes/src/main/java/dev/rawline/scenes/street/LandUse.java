package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;

/** The land use of a block. */
enum LandUse {
  /** Houses in gardens. */
  HOUSES,
  /** Houses in rows, with narrow gardens. */
  ROWS,
  /** Town houses around a courtyard. */
  TOWN,
  /** Blocks of flats, lawns and car parks. */
  FLATS,
  /** Halls, yards and car parks. */
  WORKS,
  /** Lawns, paths and trees. */
  PARK;

  /** Fills a block: its roadsides and its plots. */
  static void fill(CityBlock block, VisibleObjects out) {
    RandomDraws draws = new RandomDraws(new RandomStream(block.key()));
    LandUse use = values()[draws.weighted(5, 2.5, 2.5, 2, 1.5, 1)];
    new RoadsideObjects(block, out, draws).add();
    double width = block.plotRight() - block.plotLeft();
    double depth = block.plotBottom() - block.plotTop();
    if (width < 8 || depth < 8) {
      return;
    }
    switch (use) {
      case HOUSES -> new DetachedHouses(block, out, draws).add();
      case ROWS -> new TerracedHouses(block, out, draws).add();
      case TOWN -> new PerimeterBlock(block, out, draws).add();
      case FLATS -> new ApartmentBlocks(block, out, draws).add();
      case WORKS -> new IndustrialSite(block, out, draws).add();
      case PARK -> new Park(block, out, draws).add();
    }
  }
}
