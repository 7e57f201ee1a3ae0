package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** One step of one parameter. */
interface ParameterUpdate {

  /** Makes the step by the engine's own operations, on every device and at every precision. */
  void apply(Tensor parameter, Tensor gradient, List<Tensor> remembered);

  /** Returns the fast twin, if any. */
  default Optional<Sweep> sweep() {
    return Optional.empty();
  }

  /** The same step in one pass over float32 in memory, up to rounding; needs the Vector API. */
  interface Sweep {

    /**
     * Makes the step, or a piece of it.
     *
     * @param arrays the parameter, the gradient and the state: the same piece of each
     */
    void over(List<MemorySegment> arrays);
  }
}
