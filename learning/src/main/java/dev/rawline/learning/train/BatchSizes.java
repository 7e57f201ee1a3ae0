package dev.rawline.learning.train;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many samples a batch has, epoch by epoch: small ones first explore, large ones then settle.
 *
 * @param byEpoch the size from an epoch on, counted from 0
 */
public record BatchSizes(NavigableMap<Integer, Integer> byEpoch) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if epoch 0 has no size, an epoch is negative, or a batch has
   *     no sample
   */
  public BatchSizes {
    byEpoch = Collections.unmodifiableNavigableMap(new TreeMap<>(byEpoch));
    if (byEpoch.isEmpty() || byEpoch.firstKey() != 0) {
      throw new IllegalArgumentException(
          "batch sizes begin at the epochs %s: expected the first to begin at 0"
              .formatted(byEpoch.keySet()));
    }
    byEpoch.forEach(
        (epoch, size) -> {
          if (size < 1) {
            throw new IllegalArgumentException(
                "batch from epoch %d on is %d: expected at least 1 sample".formatted(epoch, size));
          }
        });
  }

  /** The same size in every epoch. */
  public static BatchSizes of(int size) {
    return new BatchSizes(new TreeMap<>(Map.of(0, size)));
  }

  /** Returns the size of an epoch. */
  public int at(int epoch) {
    return byEpoch.floorEntry(epoch).getValue();
  }
}
