package dev.rawline.learning.model;

import dev.rawline.learning.distributed.SynchronizedStatistics;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.weights.StateDict;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The parameters of a network, named and ordered: the learned ones, and buffers, which training
 * only counts or averages (a batch norm's running mean).
 *
 * <p>Tensors made here live until this is closed, whatever {@link
 * dev.rawline.learning.engine.Scope} they are made in.
 */
public final class NetworkParameters implements AutoCloseable {
  private final LinkedHashMap<String, Tensor> all = new LinkedHashMap<>();
  private final Set<String> buffers = new LinkedHashSet<>();
  private boolean frozen;
  private OptionalDouble adaptation = OptionalDouble.empty();
  private Optional<SynchronizedStatistics> synchronizing = Optional.empty();

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

  /** Returns the learned parameters by name; empty while frozen. */
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

  /** Freezes everything: no gradient is computed, and no parameter changes. */
  public void freeze() {
    frozen = true;
    all.values().forEach(Tensor::requireNoGradient);
  }

  /** Returns whether everything is frozen; batch norms then keep their statistics too. */
  public boolean isFrozen() {
    return frozen;
  }

  /**
   * Sets by how much batch norms move their statistics towards those of a batch that goes through
   * them in training mode, frozen or not.
   *
   * @param share 0 to 1; empty: by a tenth, and not at all while frozen, as in training
   */
  public void moveStatisticsBy(OptionalDouble share) {
    adaptation = share;
  }

  /** Returns what {@link #moveStatisticsBy} has set. */
  OptionalDouble statisticsShare() {
    return adaptation;
  }

  /**
   * Has batch norms in training mode use the statistics of the whole batch, the samples of all
   * processes.
   */
  public void synchronizeOver(SynchronizedStatistics statistics) {
    synchronizing = Optional.of(statistics);
  }

  /** Returns what {@link #synchronizeOver} has set. */
  Optional<SynchronizedStatistics> synchronizing() {
    return synchronizing;
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

  /** Stores kernels channels-last, for pictures of the same memory format. */
  public void channelsLast() {
    all.values().stream()
        .filter(tensor -> tensor.shape().length == 4)
        .forEach(Tensor::storeChannelsLast);
  }

  /** Returns a copy of all numbers, for files. */
  public StateDict toStateDict() {
    return StateDict.of(all);
  }

  /**
   * Takes the numbers of arrays of the same names.
   *
   * @throws IllegalArgumentException if one is missing, has another shape, is unknown, or is not
   *     finite; the message names some of each kind and their number, and nothing is changed
   */
  public void load(StateDict dict) {
    LinkedHashMap<String, List<Long>> shapes = new LinkedHashMap<>();
    all.forEach((name, tensor) -> shapes.put(name, Arrays.stream(tensor.shape()).boxed().toList()));
    dict.requireShapes(shapes);
    dict.requireFinite();
    all.forEach((name, tensor) -> dict.arrays().get(name).copyTo(tensor));
  }

  /** Frees everything. */
  @Override
  public void close() {
    all.values().forEach(Tensor::close);
  }
}
