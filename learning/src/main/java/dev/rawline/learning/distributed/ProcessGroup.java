package dev.rawline.learning.distributed;

import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;

/**
 * The processes that train one model together. All call the same methods in the same order; every
 * sum has the same bits in all of them.
 */
public interface ProcessGroup extends AutoCloseable {
  /** This process alone: sums are what they were. */
  ProcessGroup ALONE =
      new ProcessGroup() {
        @Override
        public int rank() {
          return 0;
        }

        @Override
        public int world() {
          return 1;
        }

        @Override
        public Sum sum(Tensor tensor) {
          return () -> {};
        }

        @Override
        public void requireAll() {}

        @Override
        public void finished() {}

        @Override
        public void close() {}
      };

  /** Returns the number of this process, from 0; the first writes all files. */
  int rank();

  /** Returns how many processes there are. */
  int world();

  /** A sum that has begun. */
  @FunctionalInterface
  interface Sum {

    /**
     * Waits until the tensor has the sum.
     *
     * @throws LostProcessException if a process has ended
     */
    void await();
  }

  /**
   * Begins to replace a tensor by its sum over all processes.
   *
   * @param tensor has the same shape in all; in the memory without gaps
   * @throws LostProcessException if a process has ended
   */
  Sum sum(Tensor tensor);

  /** Returns the sum of some numbers, place by place, over all processes. */
  default double[] sum(double... numbers) {
    if (world() == 1) {
      return numbers;
    }
    try (Scope _ = new Scope()) {
      Tensor sum = Tensor.of(numbers, numbers.length);
      sum(sum).await();
      return sum.toDoubles();
    }
  }

  /** Returns the numbers of the first process; the others pass as many, of any value. */
  default double[] ofFirst(double... numbers) {
    return sum(rank() == 0 ? numbers : new double[numbers.length]);
  }

  /** Returns whether it is so in any process. */
  default boolean any(boolean here) {
    return world() == 1 ? here : sum(here ? 1 : 0)[0] > 0;
  }

  /**
   * Requires that no process was lost, while this one does not wait for a sum.
   *
   * @throws LostProcessException if one has ended
   */
  void requireAll();

  /** Notifies the others that this process ends as planned. */
  void finished();

  /** Disconnects; the others take this process for lost if it has not {@link #finished}. */
  @Override
  void close();
}
