package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import java.util.List;

/** Places cars, lorries, trees and lamps on the halves of the four streets around a block. */
final class RoadsideObjects {
  private static final double QUARTER = Math.PI / 2;

  private RoadsideObjects() {}

  static void add(CityBlock block, VisibleObjects out, RandomDraws draws) {
    StreetNetwork network = block.network();
    // Traffic keeps to the right: beside the avenue at uLow it runs towards lower v.
    half(
        block,
        block.west(),
        /* avenue= */ true,
        block.westCrossings(),
        (along, across, turn) -> network.byAvenue(block.uLow() + across, along, -QUARTER + turn),
        out,
        draws);
    half(
        block,
        block.east(),
        /* avenue= */ true,
        block.eastCrossings(),
        (along, across, turn) -> network.byAvenue(block.uHigh() - across, along, QUARTER + turn),
        out,
        draws);
    half(
        block,
        block.north(),
        /* avenue= */ false,
        List.of(),
        (along, across, turn) -> network.bySide(along, block.vLow() + across, turn),
        out,
        draws);
    half(
        block,
        block.south(),
        /* avenue= */ false,
        List.of(),
        (along, across, turn) -> network.bySide(along, block.vHigh() - across, 2 * QUARTER + turn),
        out,
        draws);
  }

  /** A pose relative to a street's middle line. */
  private interface Beside {
    Pose at(double along, double across, double turn);
  }

  private static void half(
      CityBlock block,
      Street street,
      boolean avenue,
      List<Double> crossings,
      Beside beside,
      VisibleObjects out,
      RandomDraws draws) {
    double from = avenue ? block.vLow() : block.uLow() + block.west().half();
    double to = avenue ? block.vHigh() : block.uHigh() - block.east().half();
    double clearBefore = avenue ? block.north().half() + 7 : 8.5;
    double clearAfter = avenue ? block.south().half() + 7 : 8.5;
    if (street.parking()) {
      double across = street.half() - 1.05;
      for (double along = from + clearBefore + 2.6; along < to - clearAfter - 2.6; ) {
        if (draws.chance(street.occupied()) && !near(crossings, along, 5.5)) {
          double turn = draws.around(0, 0.025) + (draws.chance(0.12) ? Math.PI : 0);
          Pose at = beside.at(along, across + draws.around(0, 0.08), turn);
          if (draws.chance(0.06)) {
            YardObjects.clutter(out, at, draws);
          } else {
            out.car(at, draws);
          }
        }
        along += draws.between(5.4, 6.3);
      }
    }
    for (int lane = 0; lane < street.lanes(); lane++) {
      double across = (lane + 0.5) * street.lane();
      double gap = 5.5 / street.traffic();
      for (double along = from + draws.between(0.1, 1) * gap; along < to - 4; ) {
        double wander = draws.around(0, 0.22);
        double turn = draws.around(0, 0.02);
        boolean clear = along > from + 5 && !near(crossings, along, 4);
        if (clear && draws.chance(0.05) && street.lane() > 3) {
          YardObjects.lorry(out, beside.at(along, across + 0.3 * wander, turn), draws);
          along += 9;
        } else if (clear) {
          out.car(beside.at(along, across + wander, turn), draws);
        }
        along += draws.chance(0.3) ? draws.between(7, 10) : 8 + draws.between(0, 2) * gap;
      }
    }
    double tree = street.half() + 0.75;
    double spacing = draws.between(8, 16);
    double offset = draws.between(0, spacing);
    for (double along = from + clearBefore + offset; along < to - clearAfter; along += spacing) {
      Pose at = beside.at(along + draws.around(0, 0.5), tree, 0);
      if (street.trees() && street.pavement() > 1.9 && draws.chance(0.8)) {
        out.patch(at, 0.7, 0.5, GroundMaterial.Kind.SOIL.of(GroundMaterial.EARTH, draws));
        double radius = draws.between(1.8, 4.3);
        out.tree(at, radius, radius * draws.between(2, 2.8), draws);
      }
    }
    for (double along = from + clearBefore + 5; along < to - clearAfter; along += 41) {
      double where = along + draws.between(-3, 3);
      YardObjects.lamp(out, beside.at(where, street.half() + 0.4, -QUARTER), draws);
    }
  }

  private static boolean near(List<Double> crossings, double along, double distance) {
    for (double crossing : crossings) {
      if (Math.abs(crossing - along) < distance) {
        return true;
      }
    }
    return false;
  }
}
