package dev.rawline.data.split;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One split of a data set: the samples for training, validation and test.
 *
 * @param sides the ids of the samples on each side; a side may be empty
 */
public record Split(Map<Subset, List<String>> sides) {

  /**
   * Copies the sides.
   *
   * @throws IllegalArgumentException if a sample is on two sides, or none is on the training side
   */
  public Split {
    Map<Subset, List<String>> copy = new EnumMap<>(Subset.class);
    Map<String, Subset> placed = new HashMap<>();
    for (Subset side : Subset.values()) {
      List<String> ids = List.copyOf(sides.getOrDefault(side, List.of()));
      for (String id : ids) {
        Subset other = placed.putIfAbsent(id, side);
        if (other != null) {
          throw new IllegalArgumentException(
              "sample %s is in two subsets, %s and %s: expected one"
                  .formatted(id, other.word(), side.word()));
        }
      }
      copy.put(side, ids);
    }
    if (copy.get(Subset.TRAIN).isEmpty()) {
      throw new IllegalArgumentException(
          "the training subset is empty: expected at least one sample");
    }
    sides = Collections.unmodifiableMap(copy);
  }

  /**
   * Returns the data set's own split.
   *
   * @throws IllegalArgumentException if it does not include every sample, with some to train on
   */
  public static Split given(DataSet dataSet) {
    Map<Subset, List<String>> sides = new EnumMap<>(Subset.class);
    List<String> open = new ArrayList<>();
    dataSet
        .samples()
        .forEach(
            sample ->
                sample
                    .side()
                    .map(side -> sides.computeIfAbsent(side, _ -> new ArrayList<>()))
                    .orElse(open)
                    .add(sample.id()));
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "data set %s does not define the subset of %d of its %d samples, %s for example: split it by a"
                  .formatted(dataSet.name(), open.size(), dataSet.samples().size(), open.getFirst())
              + " seed instead");
    }
    return new Split(sides);
  }

  /** Returns the ids of one side. */
  public List<String> ids(Subset side) {
    return sides.get(side);
  }

  /**
   * Returns the samples of one side, in the order of the data set.
   *
   * @throws IllegalArgumentException if the side is empty, or names samples that the data set does
   *     not have
   */
  public DataSet of(DataSet dataSet, Subset side) {
    Set<String> requested = new HashSet<>(ids(side));
    if (requested.isEmpty()) {
      throw new IllegalArgumentException(
          "the split has no %s subset: split with a fraction for it".formatted(side.word()));
    }
    Set<String> unknown = new TreeSet<>(requested);
    dataSet.samples().forEach(sample -> unknown.remove(sample.id()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the split lists %d samples that data set %s does not have, %s for example: it was made from another"
              .formatted(unknown.size(), dataSet.name(), unknown.iterator().next()));
    }
    return dataSet.where(sample -> requested.contains(sample.id()));
  }

  /** Returns the side of each sample, by its id. */
  public Map<String, Subset> bySample() {
    Map<String, Subset> bySample = new HashMap<>();
    sides.forEach((side, ids) -> ids.forEach(id -> bySample.put(id, side)));
    return bySample;
  }

  /**
   * Returns the groups in more than one subset, in alphabetical order, with their subsets: they
   * leak information from training to test.
   *
   * @param sides the sides of samples, by their ids
   */
  public static SortedMap<String, Set<Subset>> leaks(DataSet dataSet, Map<String, Subset> sides) {
    SortedMap<String, Set<Subset>> leaks = new TreeMap<>();
    for (Sample sample : dataSet.samples()) {
      Subset side = sides.get(sample.id());
      if (side != null) {
        leaks.computeIfAbsent(sample.group(), _ -> new TreeSet<>()).add(side);
      }
    }
    leaks.values().removeIf(parts -> parts.size() == 1);
    return leaks;
  }
}
