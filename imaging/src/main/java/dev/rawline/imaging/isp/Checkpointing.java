package dev.rawline.imaging.isp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Visits the states of an iteration in reverse order.
 *
 * <p>A gradient runs back through an iteration from its last step to its first, and needs the state
 * that each step began with. Of n states every ⌈√n⌉-th is kept and the others are recomputed from
 * it, so that about 2√n of them are in memory at once and every step is computed twice.
 */
final class Checkpointing {
  private Checkpointing() {}

  /**
   * Visits the state that each step starts from, the last first.
   *
   * @param first the state that the first step begins with
   * @param steps the number of steps, 0 or more
   * @param step computes a state from the previous one, which it does not modify
   */
  static <S> void each(S first, int steps, UnaryOperator<S> step, Consumer<S> action) {
    int stride = Math.max(1, (int) Math.ceil(Math.sqrt(steps)));
    Deque<S> marks = states(first, Math.ceilDiv(steps, stride), mark -> after(mark, stride, step));
    int end = steps;
    while (!marks.isEmpty()) {
      int begin = (marks.size() - 1) * stride;
      states(marks.pop(), end - begin, step).forEach(action);
      end = begin;
    }
  }

  /** Returns consecutive states, the last on top. */
  private static <S> Deque<S> states(S first, int count, UnaryOperator<S> step) {
    Deque<S> states = new ArrayDeque<>();
    S state = first;
    for (int i = 0; i < count; i++) {
      state = i == 0 ? first : step.apply(state);
      states.push(state);
    }
    return states;
  }

  private static <S> S after(S first, int steps, UnaryOperator<S> step) {
    S state = first;
    for (int i = 0; i < steps; i++) {
      state = step.apply(state);
    }
    return state;
  }
}
