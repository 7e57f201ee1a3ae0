package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;
import java.util.function.UnaryOperator;

/** Sums over the samples of a batch, of which only a slice may be here. */
@FunctionalInterface
public interface BatchSums {
  /** All samples are here. */
  BatchSums HERE = sum -> sum;

  /**
   * Returns the sum over the whole batch, with the gradient by the samples that are here.
   *
   * @param sum the sum over the samples that are here, one number
   */
  Tensor whole(Tensor sum);

  /**
   * Returns the sums of a batch that is divided into slices; the loss that follows counts by the
   * share of this slice, as a mean over its samples does.
   *
   * @param share the share of the batch that is here; 0: it does not count
   * @param total returns the sum of a number over all slices, without a gradient
   */
  static BatchSums ofSlice(double share, UnaryOperator<Tensor> total) {
    return sum -> {
      Tensor all = total.apply(sum.detach().times(share == 0 ? 0 : 1));
      Tensor scaled = sum.times(share == 0 ? 0 : 1 / share);
      return scaled.plus(all.minus(scaled.detach()));
    };
  }
}
