package dev.rawline.learning.model;

import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers of a network, named and in an order: those that are learned, and buffers, which
 * training only counts or averages (a batch norm's running mean).
 *
 * <p>Tensors made here live until this is closed, whatever {@link
 * dev.rawline.learning.engine.Scope} they are made in.
 */
public final class NetworkParameters implements AutoCloseable {
  /** So many of a kind are named where arrays do not fit. */
  private static final int NAMED = 3;

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
    all.forEach((name, tensor) -> arrays.put(name, stored(tensor)));
    return new StateDict(arrays);
  }

  private static StoredArray stored(Tensor tensor) {
    long[] shape = tensor.shape();
    return switch (tensor.type()) {
      case INT64 -> StoredArray.of(tensor.toWhole(), shape);
      case FLOAT64 -> StoredArray.of(tensor.toDoubles(), shape);
      case FLOAT32, FLOAT16, BFLOAT16 -> StoredArray.of(tensor.toArray(), shape);
    };
  }

  /**
   * Takes the numbers of arrays of the same names.
   *
   * @throws IllegalArgumentException if one is missing, has another shape, or is not known here;
   *     the message names some of each kind and their number; nothing has changed then
   */
  public void load(StateDict dict) {
    List<String> missing = new ArrayList<>();
    List<String> unlike = new ArrayList<>();
    all.forEach(
        (name, tensor) -> {
          StoredArray array = dict.arrays().get(name);
          if (array == null) {
            missing.add(name);
          } else if (!array.shape().equals(List.of(boxed(tensor.shape())))) {
            unlike.add(
                "%s has the shape %s: expected %s"
                    .formatted(name, array.shape(), List.of(boxed(tensor.shape()))));
          }
        });
    List<String> unknown =
        dict.arrays().keySet().stream().filter(name -> !all.containsKey(name)).toList();
    String mistakes =
        Stream.of(
                some(missing, "%s is missing", "%d are missing: %s"),
                some(unlike, "%s", "%d have other shapes: %s"),
                some(unknown, "%s is not known here", "%d are not known here: %s"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(mistakes);
    }
    all.forEach((name, tensor) -> load(tensor, dict.arrays().get(name)));
  }

  /** Returns each of a few, how many and the first of more, and nothing of none. */
  private static String some(List<String> names, String each, String many) {
    if (names.size() <= NAMED) {
      return names.stream().map(each::formatted).collect(Collectors.joining("; "));
    }
    return many.formatted(names.size(), String.join(", ", names.subList(0, NAMED)) + ", …");
  }

  private static void load(Tensor tensor, StoredArray array) {
    if (tensor.type() == ElementType.FLOAT32) {
      tensor.set(array.toFloats());
    } else {
      tensor.set(array.toDoubles());
    }
  }

  private static Long[] boxed(long[] shape) {
    Long[] boxed = new Long[shape.length];
    Arrays.setAll(boxed, i -> shape[i]);
    return boxed;
  }

  /** Frees everything. */
  @Override
  public void close() {
    all.values().forEach(Tensor::close);
  }
}
