package dev.rawline.data.card;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much there is in a data set.
 *
 * @param samples how many samples, at least 1
 * @param groups how many groups they come from, 1 to samples
 * @param masks how many of them have a mask, 0 to samples
 * @param classes how many samples each class has
 */
public record DataSetCounts(
    int samples, int groups, int masks, SortedMap<String, Integer> classes) {

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if a number contradicts the number of samples
   */
  public DataSetCounts {
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    int labelled = classes.values().stream().mapToInt(Integer::intValue).sum();
    if (samples < 1
        || groups < 1
        || groups > samples
        || masks < 0
        || masks > samples
        || labelled > samples
        || classes.values().stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          ("a data set of %d samples is said to have %d groups, %d masks and %d samples of classes: expected at"
                  + " least 1 sample and 1 group, and no more of anything than samples")
              .formatted(samples, groups, masks, labelled));
    }
  }
}
