package dev.rawline.learning.optimize;

import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.VectorApi;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The state of an optimizer apart from the parameters.
 *
 * <p>It lives until it is closed, independent of scopes. On the CPU a step gives the same bits on
 * every number of threads.
 */
public final class OptimizerState implements AutoCloseable {
  /** Pieces of one step that threads share: the arrays of one stay in the second cache. */
  private static final long PIECE = 1L << 18;

  private static final String STEPS = "step";

  private final List<Parameter> parameters = new ArrayList<>();
  private final List<String> remembered;
  private final Rule rule;
  private final boolean fast;

  /** The update at a learning rate in a step, counted from 1. */
  interface Rule {
    ParameterUpdate step(double rate, long number);
  }

  private static final class Parameter {
    final String name;
    final Tensor tensor;
    final List<Tensor> remembered;
    long steps;

    Parameter(String name, Tensor tensor, List<Tensor> remembered) {
      this.name = name;
      this.tensor = tensor;
      this.remembered = remembered;
    }

    boolean isPlain() {
      return tensor.isInMemory() && tensor.type() == ElementType.FLOAT32;
    }
  }

  /** Begins with zeros of the names that are remembered. */
  OptimizerState(SequencedMap<String, Tensor> tensors, List<String> remembered, Rule rule) {
    this(tensors, remembered, rule, VectorApi.PRESENT);
  }

  OptimizerState(
      SequencedMap<String, Tensor> tensors, List<String> remembered, Rule rule, boolean fast) {
    this.remembered = remembered;
    this.rule = rule;
    this.fast = fast;
    tensors.forEach(
        (name, tensor) ->
            parameters.add(
                new Parameter(
                    name,
                    tensor,
                    remembered.stream()
                        .map(_ -> tensor.detach().zerosAlike().outliveScopes())
                        .toList())));
  }

  /**
   * Makes one step by the gradients of the parameters, and leaves the gradients in place;
   * parameters without one are left alone.
   *
   * @param rate the learning rate, 0 or more
   * @throws IllegalArgumentException if the rate is negative or not finite
   */
  public void step(double rate) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "the learning rate is %s: expected a finite number, 0 or more".formatted(rate));
    }
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      List<Runnable> pieces = new ArrayList<>();
      for (Parameter parameter : parameters) {
        Optional<Tensor> gradient = parameter.tensor.gradient();
        if (gradient.isPresent()) {
          parameter.steps++;
          ParameterUpdate step = rule.step(rate, parameter.steps);
          Optional<ParameterUpdate.Sweep> sweep =
              parameter.isPlain() && fast ? step.sweep() : Optional.empty();
          if (sweep.isPresent()) {
            pieces.addAll(pieces(sweep.get(), parameter, gradient.get()));
          } else {
            step.apply(parameter.tensor, gradient.get(), parameter.remembered);
          }
        }
      }
      Parallel.forEach(Engine.currentThreads(), pieces.size(), i -> pieces.get(i).run());
    }
  }

  private static List<Runnable> pieces(
      ParameterUpdate.Sweep sweep, Parameter parameter, Tensor gradient) {
    List<MemorySegment> arrays = new ArrayList<>();
    arrays.add(parameter.tensor.memory());
    arrays.add(gradient.lyingAs(parameter.tensor).memory());
    parameter.remembered.forEach(tensor -> arrays.add(tensor.memory()));
    List<Runnable> pieces = new ArrayList<>();
    long size = arrays.getFirst().byteSize();
    for (long from = 0; from < size; from += PIECE) {
      long begin = from;
      long length = Math.min(PIECE, size - from);
      List<MemorySegment> piece =
          arrays.stream().map(array -> array.asSlice(begin, length)).toList();
      pieces.add(() -> sweep.over(piece));
    }
    return pieces;
  }

  /**
   * Returns a copy of the state, for files: the arrays of a parameter by its name, a dot and
   * theirs, as in PyTorch ({@code fc.weight.exp_avg}), and its number of steps ({@code
   * fc.weight.step}).
   */
  public StateDict state() {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      arrays.put(key(parameter, STEPS), StoredArray.of(new long[] {parameter.steps}));
      for (int i = 0; i < remembered.size(); i++) {
        arrays.put(key(parameter, remembered.get(i)), StoredArray.of(parameter.remembered.get(i)));
      }
    }
    return new StateDict(arrays);
  }

  /**
   * Restores a state.
   *
   * @throws IllegalArgumentException if an array is missing, has another shape, or is unknown; the
   *     message lists all, and nothing is changed
   */
  public void restore(StateDict state) {
    try {
      state.requireShapes(shapes());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the state of the optimizer does not fit: " + e.getMessage(), e);
    }
    for (Parameter parameter : parameters) {
      parameter.steps = (long) state.arrays().get(key(parameter, STEPS)).toDoubles()[0];
      for (int i = 0; i < remembered.size(); i++) {
        state.arrays().get(key(parameter, remembered.get(i))).copyTo(parameter.remembered.get(i));
      }
    }
  }

  private SequencedMap<String, List<Long>> shapes() {
    LinkedHashMap<String, List<Long>> shapes = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      shapes.put(key(parameter, STEPS), List.of());
      List<Long> shape = Arrays.stream(parameter.tensor.shape()).boxed().toList();
      remembered.forEach(name -> shapes.put(key(parameter, name), shape));
    }
    return shapes;
  }

  private static String key(Parameter parameter, String array) {
    return parameter.name + "." + array;
  }

  /** Frees the state. */
  @Override
  public void close() {
    parameters.forEach(parameter -> parameter.remembered.forEach(Tensor::close));
  }
}
