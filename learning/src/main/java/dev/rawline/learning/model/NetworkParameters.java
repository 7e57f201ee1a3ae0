package dev.rawline.learning.model;

import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The numbers of a network, named and in an order: those that are learned, and buffers, which
 * training only counts or averages (a batch norm's running mean).
 *
 * <p>Tensors made here live until this is closed, whatever {@link
 * dev.rawline.learning.engine.Scope} they are made in.
 */
public final class NetworkParameters implements AutoCloseable {
  private final LinkedHashMap<String, Tensor> all = new LinkedHashMap<>();
  private final Set<String> buffers = new LinkedHashSet<>();
  private boolean frozen;

  /** No numbers yet. */
  public NetworkParameters() {}

  /**
   * Adds a tensor that is learned.
   *
   * @return the tensor
   * @throws IllegalArgumentException if the name is taken
   */
  public Tensor learned(String name, Tensor tensor) {
    put(name, tensor);
    return tensor.requireGradient();
  }

  /**
   * Adds a buffer.
   *
   * @return the tensor
   * @throws IllegalArgumentException if the name is taken
   */
  public Tensor buffer(String name, Tensor tensor) {
    put(name, tensor);
    buffers.add(name);
    return tensor;
  }

  private void put(String name, Tensor tensor) {
    if (all.putIfAbsent(name, tensor.outliveScopes()) != null) {
      throw new IllegalArgumentException("there are two parameters '%s'".formatted(name));
    }
  }

  /** Returns what is learned, by name; nothing while frozen. */
  public SequencedMap<String, Tensor> learned() {
    LinkedHashMap<String, Tensor> learned =
        new LinkedHashMap<>(frozen ? new LinkedHashMap<>() : all);
    learned.keySet().removeAll(buffers);
    return Collections.unmodifiableSequencedMap(learned);
  }

  /** Returns everything, by name. */
  public SequencedMap<String, Tensor> all() {
    return Collections.unmodifiableSequencedMap(all);
  }

  /** Returns how many numbers are learned when nothing is frozen; buffers are not counted. */
  public long count() {
    return all.entrySet().stream()
        .filter(entry -> !buffers.contains(entry.getKey()))
        .mapToLong(entry -> entry.getValue().size())
        .sum();
  }

  /** Freezes everything: no gradient is computed, and nothing changes any more. */
  public void freeze() {
    frozen = true;
    all.values().forEach(Tensor::requireNoGradient);
  }

  /** Returns whether everything is frozen; batch norms then keep their statistics too. */
  public boolean isFrozen() {
    return frozen;
  }

  /** Moves everything to a device. */
  public void moveTo(Device device) {
    all.values().forEach(tensor -> tensor.moveTo(device));
  }

  /** Keeps all numbers but whole ones in another precision; the gradients are forgotten. */
  public void convert(ElementType type) {
    all.values().stream()
        .filter(tensor -> tensor.type() != ElementType.INT64)
        .forEach(tensor -> tensor.storeAs(type));
  }

  /** Keeps kernels with the channels of a place side by side, as pictures of that order want it. */
  public void channelsLast() {
    all.values().stream()
        .filter(tensor -> tensor.shape().length == 4)
        .forEach(Tensor::storeChannelsLast);
  }

  /** Returns a copy of all numbers, for files. */
  public StateDict toStateDict() {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    all.forEach((name, tensor) -> arrays.put(name, StoredArray.of(tensor)));
    return new StateDict(arrays);
  }

  /**
   * Takes the numbers of arrays of the same names.
   *
   * @throws IllegalArgumentException if one is missing, has another shape, or is not known here;
   *     the message names some of each kind and their number; nothing has changed then
   */
  public void load(StateDict dict) {
    LinkedHashMap<String, List<Long>> shapes = new LinkedHashMap<>();
    all.forEach((name, tensor) -> shapes.put(name, Arrays.stream(tensor.shape()).boxed().toList()));
    dict.requireShapes(shapes);
    all.forEach((name, tensor) -> dict.arrays().get(name).copyTo(tensor));
  }

  /** Frees everything. */
  @Override
  public void close() {
    all.values().forEach(Tensor::close);
  }
}
