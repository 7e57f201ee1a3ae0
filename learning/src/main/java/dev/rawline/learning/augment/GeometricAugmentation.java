package dev.rawline.learning.augment;

import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Transforms pictures geometrically: flips and quarter turns, then turns by any angle. */
final class GeometricAugmentation {
  private GeometricAugmentation() {}

  /**
   * Returns pictures (channel, row, column), transformed by their draws; outside a rotated picture
   * is 0.
   *
   * @param nearest whether turning takes the nearest pixel, not a mean of the nearest four
   */
  static List<Tensor> apply(
      List<Tensor> pictures, List<AugmentationDraw> changes, boolean nearest) {
    List<Tensor> lying = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      lying.add(changes.get(i).flipped(pictures.get(i)));
    }
    int[] turned =
        IntStream.range(0, pictures.size())
            .filter(i -> changes.get(i).angle().isPresent())
            .toArray();
    if (turned.length > 0) {
      // The engine warps a batch on all threads, but one picture on one.
      Tensor batch = Tensor.stack(IntStream.of(turned).mapToObj(lying::get).toList(), 0);
      List<Tensor> warped = batch.warp(maps(batch, turned, changes), nearest).unstack(0);
      for (int i = 0; i < turned.length; i++) {
        lying.set(turned[i], warped.get(i));
      }
    }
    return lying;
  }

  /** Both coordinates run from −1 to 1, for any width and height. */
  private static Tensor maps(Tensor batch, int[] turned, List<AugmentationDraw> changes) {
    double wide = (double) batch.size(3) / batch.size(2);
    double[] maps = new double[turned.length * 6];
    for (int i = 0; i < turned.length; i++) {
      double angle = changes.get(turned[i]).angle().orElseThrow();
      double cosine = StrictMath.cos(angle);
      double sine = StrictMath.sin(angle);
      maps[6 * i] = cosine;
      maps[6 * i + 1] = -sine / wide;
      maps[6 * i + 3] = sine * wide;
      maps[6 * i + 4] = cosine;
    }
    return Tensor.of(maps, turned.length, 2, 3).to(batch.type()).on(batch.device());
  }
}
