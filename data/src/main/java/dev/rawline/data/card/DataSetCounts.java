package dev.rawline.data.card;

import dev.rawline.imaging.frame.Described;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The counts of a data set. */
public record DataSetCounts(
    @Described(meaning = "the number of samples", min = 1) int samples,
    @Described(meaning = "the number of groups, whose samples must stay in one subset", min = 1)
        Integer groups,
    @Described(meaning = "the number of samples with a mask", min = 0) Integer masks,
    @Described(meaning = "the size of each class") SortedMap<String, Integer> classes) {

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
