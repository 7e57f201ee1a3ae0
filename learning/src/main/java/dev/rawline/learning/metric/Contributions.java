package dev.rawline.learning.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each sample adds to the sums that metrics are made of.
 *
 * <p>Samples are kept in the order of their names, so that it does not matter in which order they
 * came.
 */
final class Contributions {
  private final int sums;
  private final TreeMap<String, One> samples = new TreeMap<>();

  private record One(String group, SparseContribution amounts) {}

  /** Begins with nothing; there are so many sums. */
  Contributions(int sums) {
    this.sums = sums;
  }

  /**
   * Adds a sample.
   *
   * @param group what it is drawn together with
   * @throws IllegalArgumentException if the sample was added before
   */
  void add(String sample, String group, SparseContribution amounts) {
    if (samples.putIfAbsent(sample, new One(group, amounts)) != null) {
      throw new IllegalArgumentException(
          "sample %s was counted before: every sample counts once".formatted(sample));
    }
  }

  /** Returns how many samples there are. */
  int samples() {
    return samples.size();
  }

  /** Returns how many groups the samples are of. */
  int groupCount() {
    return Math.toIntExact(samples.values().stream().map(One::group).distinct().count());
  }

  /** Returns how many sums there are. */
  int sums() {
    return sums;
  }

  /** Returns the sums of all samples. */
  double[] total() {
    double[] total = new double[sums];
    samples.values().forEach(one -> one.amounts().addTo(total, 1));
    return total;
  }

  /** Returns the names of the groups, in the order of {@link #groups}. */
  List<String> groupNames() {
    return samples.values().stream().map(One::group).distinct().toList();
  }

  /** Returns what the samples of each group add. */
  List<List<SparseContribution>> groups() {
    Map<String, List<SparseContribution>> groups = new LinkedHashMap<>();
    samples
        .values()
        .forEach(
            one -> groups.computeIfAbsent(one.group(), _ -> new ArrayList<>()).add(one.amounts()));
    return List.copyOf(groups.values());
  }
}
