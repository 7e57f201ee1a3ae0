package dev.rawline.lab.optimization;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.PairedBootstrap;
import dev.rawline.lab.tolerance.MarginComparison;
import dev.rawline.lab.tolerance.SampleHalves;
import dev.rawline.lab.tolerance.ToleranceOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Ways to acquire samples that one half of the test samples chooses, as the other half sees them.
 *
 * <p>The front and the knee are the best of many, so that their own samples flatter them. Groups of
 * samples are divided at random; of the first half, by the mean score of single samples, the front
 * and the cheapest way that keeps the share are chosen. Of the other half, the difference to
 * samples as recorded is estimated by the paired bootstrap over groups. A way is <em>confirmed</em>
 * where it is non-inferior there: it loses significantly less than the share allows ({@link
 * MarginComparison}, to one side, 5 %).
 *
 * @param measure the score of a sample
 * @param chosenOn how many groups choose
 * @param confirmedOn how many groups confirm
 * @param knee the cheapest way that keeps the share on the first half
 * @param front the ways that nothing cheaper beats on the first half, cheapest first
 */
public record ParetoConfirmation(
    String measure, int chosenOn, int confirmedOn, Confirmed knee, List<Confirmed> front) {
  private static final int FEWEST = 4;

  /** Copies the list. */
  public ParetoConfirmation {
    front = List.copyOf(front);
  }

  /**
   * A way on the half that did not choose it.
   *
   * @param way the way
   * @param words the same in words
   * @param score its mean score there
   * @param difference its mean score less that of samples as recorded
   * @param confirmed whether it loses significantly less there than the share allows
   */
  public record Confirmed(
      @JsonIgnore PricedAcquisition way,
      String words,
      double score,
      Estimate difference,
      boolean confirmed) {}

  /**
   * The score of a sample that a way was tested on.
   *
   * @param key the sample on a split
   * @param group what it is drawn together with
   * @param value more is better
   */
  record Score(String key, String group, double value) {}

  /**
   * Divides the samples, chooses and confirms.
   *
   * @param front the ways, and which share of the reference is to be kept
   * @param scores of every way, of the same samples
   * @param measure what a score is
   * @return empty where there are fewer than four groups
   */
  static Optional<ParetoConfirmation> of(
      ParetoFront front, Map<PricedAcquisition, List<Score>> scores, String measure, long seed) {
    Set<String> first = half(scores.get(front.reference()), seed);
    int groups = groups(scores.get(front.reference())).size();
    if (groups < FEWEST) {
      return Optional.empty();
    }
    Choice choice = new Choice(front, scores, first);
    Checked checked = new Checked(front, scores, first, measure, seed);
    return Optional.of(
        new ParetoConfirmation(
            measure,
            first.size(),
            groups - first.size(),
            checked.of(choice.knee()),
            choice.front().stream().map(checked::of).toList()));
  }

  private static Set<String> groups(Collection<Score> scores) {
    Set<String> groups = new TreeSet<>();
    scores.forEach(score -> groups.add(score.group));
    return groups;
  }

  /** Returns the groups of the half that chooses. */
  private static Set<String> half(List<Score> scores, long seed) {
    List<String> groups = List.copyOf(groups(scores));
    return SampleHalves.of(groups.size(), seed).search().stream()
        .map(groups::get)
        .collect(Collectors.toSet());
  }

  private static double mean(List<Score> scores, Set<String> first, boolean chooses) {
    return scores.stream()
        .filter(score -> first.contains(score.group) == chooses)
        .mapToDouble(Score::value)
        .average()
        .orElse(Double.NaN);
  }

  /** What the first half chooses. */
  private record Choice(
      ParetoFront all, Map<PricedAcquisition, List<Score>> scores, Set<String> first) {
    List<PricedAcquisition> front() {
      List<PricedAcquisition> front = new ArrayList<>();
      double best = Double.NEGATIVE_INFINITY;
      for (PricedAcquisition way : all.ways()) {
        double score = mean(scores.get(way), first, true);
        if (score > best) {
          best = score;
          front.add(way);
        }
      }
      return front;
    }

    PricedAcquisition knee() {
      double least = all.keep() * mean(scores.get(all.reference()), first, true);
      return all.ways().stream()
          .filter(way -> mean(scores.get(way), first, true) >= least)
          .findFirst()
          .orElse(all.reference());
    }
  }

  /** What the other half says of a way. */
  private record Checked(
      ParetoFront all,
      Map<PricedAcquisition, List<Score>> scores,
      Set<String> first,
      String measure,
      long seed) {
    Confirmed of(PricedAcquisition way) {
      List<Score> own = scores.get(way);
      List<Score> usual = scores.get(all.reference());
      List<PairedBootstrap.Pair> pairs = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        if (!own.get(i).key.equals(usual.get(i).key)) {
          throw new IllegalArgumentException(
              "score %d is of %s, but of %s as recorded: expected the same samples"
                  .formatted(i, own.get(i).key, usual.get(i).key));
        }
        if (!first.contains(own.get(i).group)) {
          pairs.add(
              new PairedBootstrap.Pair(own.get(i).group, own.get(i).value, usual.get(i).value));
        }
      }
      Estimate difference = new PairedBootstrap(measure, pairs).gain(seed).orElseThrow().mean();
      double allowed = (1 - all.keep()) * mean(usual, first, false);
      return new Confirmed(
          way,
          way.words(),
          mean(own, first, false),
          difference,
          way.equals(all.reference())
              || MarginComparison.ofDrops(drops(pairs), allowed).outcome()
                  == ToleranceOutcome.TOLERATED);
    }

    /** Returns by how much the mean score of each group is lower than as recorded. */
    private static double[] drops(List<PairedBootstrap.Pair> pairs) {
      Map<String, DoubleSummaryStatistics> drops = new TreeMap<>();
      for (PairedBootstrap.Pair pair : pairs) {
        drops
            .computeIfAbsent(pair.group(), _ -> new DoubleSummaryStatistics())
            .accept(pair.other() - pair.one());
      }
      return drops.values().stream().mapToDouble(DoubleSummaryStatistics::getAverage).toArray();
    }
  }
}
