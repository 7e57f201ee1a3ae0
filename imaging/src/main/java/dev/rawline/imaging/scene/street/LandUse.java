package dev.rawline.imaging.scene.street;

import dev.rawline.imaging.random.Dice;
import dev.rawline.imaging.random.RandomStream;

/** What a block's land is used for. */
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

  /** Fills a block: its streets' sides and its plots. */
  static void fill(Block block, Contents out) {
    Dice dice = new Dice(new RandomStream(block.key()));
    LandUse use = values()[dice.weighted(5, 2.5, 2.5, 2, 1.5, 1)];
    StreetSides.add(block, out, dice);
    double width = block.plotRight() - block.plotLeft();
    double depth = block.plotBottom() - block.plotTop();
    if (width < 8 || depth < 8) {
      return;
    }
    switch (use) {
      case HOUSES -> Houses.add(block, out, dice);
      case ROWS -> Rows.add(block, out, dice);
      case TOWN -> Town.add(block, out, dice);
      case FLATS -> Flats.add(block, out, dice);
      case WORKS -> Works.add(block, out, dice);
      case PARK -> Park.add(block, out, dice);
    }
  }
}
