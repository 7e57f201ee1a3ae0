package dev.rawline.data.split;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Samples → parts of given shares: whole groups go to one part, and each part gets its share of
 * every class.
 *
 * <p>Groups are shuffled, then placed one after the other, the largest first. A group with n_c
 * samples of class c goes to the part p where Σ_c n_c · (2 · (have_pc − want_pc) + n_c) / N_c is
 * least, N_c being the samples of class c and want_pc the part's share of them: there the squared
 * deviation from the shares, class by class, increases least. Of equal parts it is assigned to the
 * one with the largest deficit of all samples. Where every group is one sample, a part's count of a
 * class differs from its share by less than 1.
 *
 * @param shares the parts' shares, each above 0, together 1
 */
record Partition(List<Double> shares) {
  /** Differences below this are rounding: the parts are equal. */
  private static final double ALIKE = 1e-9;

  /** A group, and how many samples of each class it has. */
  private record Group(List<Sample> samples, List<Integer> counts) {
    int count(int c) {
      return counts.get(c);
    }
  }

  /**
   * Divides samples; their order does not count.
   *
   * @return the ids of each part, in alphabetical order
   * @throws IllegalArgumentException if there are fewer groups than parts
   */
  List<List<String>> of(List<Sample> samples, Seed seed) {
    List<Group> groups = groups(samples);
    if (groups.size() < shares.size()) {
      throw new IllegalArgumentException(
          ("the samples come from %d group(s), whose samples must stay together, and cannot be"
                  + " split into %d subsets: request fewer subsets, or give more groups")
              .formatted(groups.size(), shares.size()));
    }
    shuffle(groups, seed.stream("partition", 0));
    groups.sort(Comparator.comparingInt(group -> -group.samples.size()));

    int classes = groups.getFirst().counts.size();
    double[] totals = new double[classes];
    groups.forEach(group -> Arrays.setAll(totals, c -> totals[c] + group.count(c)));
    double[][] lag = new double[shares.size()][classes];
    double[] lagOfAll = new double[shares.size()];
    for (int part = 0; part < shares.size(); part++) {
      double share = shares.get(part);
      Arrays.setAll(lag[part], c -> share * totals[c]);
      lagOfAll[part] = share * samples.size();
    }
    List<List<String>> parts = new ArrayList<>();
    shares.forEach(_ -> parts.add(new ArrayList<>()));
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      int part = place(group, lag, lagOfAll, totals, open(parts, groups.size() - i));
      group.samples.forEach(sample -> parts.get(part).add(sample.id()));
      Arrays.setAll(lag[part], c -> lag[part][c] - group.count(c));
      lagOfAll[part] -= group.samples.size();
    }
    return parts.stream().map(ids -> ids.stream().sorted().toList()).toList();
  }

  /** Returns the parts that the next group may go to: the last groups go where there are none. */
  private static int[] open(List<List<String>> parts, int groupsLeft) {
    int[] empty = IntStream.range(0, parts.size()).filter(p -> parts.get(p).isEmpty()).toArray();
    return groupsLeft <= empty.length ? empty : IntStream.range(0, parts.size()).toArray();
  }

  private static int place(
      Group group, double[][] lag, double[] lagOfAll, double[] totals, int[] open) {
    int best = open[0];
    double least = growth(group, lag[best], totals);
    for (int part : open) {
      double growth = growth(group, lag[part], totals);
      boolean alike = Math.abs(growth - least) <= ALIKE;
      if (alike ? lagOfAll[part] > lagOfAll[best] + ALIKE : growth < least) {
        best = part;
        least = growth;
      }
    }
    return best;
  }

  private static double growth(Group group, double[] lag, double[] totals) {
    double growth = 0;
    for (int c = 0; c < totals.length; c++) {
      double count = group.count(c);
      growth += count * (count - 2 * lag[c]) / totals[c];
    }
    return growth;
  }

  /** Returns the groups by name, so that the order of the samples does not count. */
  private static List<Group> groups(List<Sample> samples) {
    List<String> classes =
        List.copyOf(new TreeSet<>(samples.stream().map(Partition::stratum).toList()));
    Map<String, List<Sample>> byName = new TreeMap<>();
    samples.forEach(
        sample -> byName.computeIfAbsent(sample.group(), _ -> new ArrayList<>()).add(sample));
    List<Group> groups = new ArrayList<>();
    for (List<Sample> members : byName.values()) {
      int[] counts = new int[classes.size()];
      members.forEach(sample -> counts[classes.indexOf(stratum(sample))]++);
      groups.add(new Group(members, Arrays.stream(counts).boxed().toList()));
    }
    return groups;
  }

  private static String stratum(Sample sample) {
    return sample.label().className().orElse("");
  }

  private static void shuffle(List<Group> groups, RandomStream random) {
    for (int i = groups.size() - 1; i > 0; i--) {
      int other = (int) (random.nextUniform() * (i + 1));
      groups.set(i, groups.set(other, groups.get(i)));
    }
  }
}
