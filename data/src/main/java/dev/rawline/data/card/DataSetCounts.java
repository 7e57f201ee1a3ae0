package dev.rawline.data.card;

import dev.rawline.imaging.frame.Described;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The counts of a data set. */
public record DataSetCounts(
    @Described(meaning = "how many samples there are", min = 1) int samples,
    @Described(meaning = "how many groups, which must stay together, they come from", min = 1)
        Integer groups,
    @Described(meaning = "how many samples have a mask", min = 0) Integer masks,
    @Described(meaning = "how many samples each class has") SortedMap<String, Integer> classes) {

  /**
   * Copies the map; without groups each sample is its own group.
   *
   * @throws IllegalArgumentException if a number contradicts the number of samples
   */
  public DataSetCounts {
    groups = groups == null ? samples : groups;
    masks = masks == null ? 0 : masks;
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
          ("a data set of %d samples has %d groups, %d masks and %d samples of classes:"
                  + " expected at least 1 sample and 1 group, and no more of anything than samples")
              .formatted(samples, groups, masks, labelled));
    }
  }
}
