package dev.rawline.learning.diffusion;

import java.util.List;

/**
 * What a check of a flow in training came to.
 *
 * @param step the steps that were done
 * @param trainingLoss the mean loss of the batches since the check before
 * @param heldOutLoss the mean loss of the held-out pictures by the averaged weights
 * @param seconds how long training has taken so far, checks included [s]
 * @param best whether no check before had a lower held-out loss
 */
public record FlowCheck(
    int step, double trainingLoss, double heldOutLoss, double seconds, boolean best) {
  /** Returns the check with the lowest held-out loss. */
  public static FlowCheck best(List<FlowCheck> checks) {
    return checks.stream().filter(FlowCheck::best).reduce((_, later) -> later).orElseThrow();
  }
}
