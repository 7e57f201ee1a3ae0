package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import java.util.SequencedMap;

/** A rule by which numbers follow their gradients downhill. */
public sealed interface Optimizer permits Adam, AdamW, Sgd {

  /**
   * Begins to optimize numbers.
   *
   * @param parameters the numbers by name, float32 or float64; they are changed in place, and stay
   *     on the device and in the order in memory that they have now
   */
  State begin(SequencedMap<String, Tensor> parameters);

  /**
   * What a rule remembers of the steps so far, beside the numbers that it changes.
   *
   * <p>It lives until it is closed, whatever scope it is made in. On the CPU a step gives the same
   * bits on every number of threads.
   */
  sealed interface State extends AutoCloseable permits OptimizerState {

    /**
     * Makes one step by the gradients that stand at the parameters, and leaves them there;
     * parameters without one are left alone.
     *
     * @param rate the learning rate, 0 or more
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    void step(double rate);

    /**
     * Returns a copy of what is remembered, for files: the arrays of a parameter by its name, a dot
     * and theirs, as PyTorch has them ({@code fc.weight.exp_avg}), and how many steps it has made
     * ({@code fc.weight.step}).
     */
    StateDict state();

    /**
     * Takes up what was remembered.
     *
     * @throws IllegalArgumentException if an array is missing, has another shape, or is not known
     *     here; the message lists all; nothing has changed then
     */
    void restore(StateDict state);

    /** Frees what is remembered. */
    @Override
    void close();
  }
}
