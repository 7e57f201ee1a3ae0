package dev.rawline.lab.forensics;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.forensics.certify.CertifiedRegion;
import dev.rawline.lab.forensics.certify.SmoothedParameter;
import dev.rawline.lab.forensics.search.ThetaGroup;
import dev.rawline.lab.statistic.RankAgreement;
import dev.rawline.lab.tolerance.ToleranceCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What was found of all models together.
 *
 * @param metric what was measured
 * @param baselines the metric at the default camera, a model each
 * @param curves the tolerance curves, a model each
 * @param together what holds of several numbers at once, a model each
 * @param worst the worst cases, a model and a group each
 * @param certified the certified regions, a model and a spread of cameras each
 */
public record ForensicsFindings(
    String metric,
    SequencedMap<Integer, Double> baselines,
    SequencedMap<Integer, List<ToleranceCurve>> curves,
    SequencedMap<Integer, JointTolerance> together,
    List<WorstCases> worst,
    List<CertifiedRegion> certified) {

  /** Returns the mean of the metric at the default camera. */
  public double baseline() {
    return baselines.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /**
   * The worst of a group under one restraint, mean over models.
   *
   * @param group the group
   * @param restraint the restraint, in words
   * @param isLimit whether it is a limit
   * @param allowed the limit, or λ
   * @param closeness the mean closeness
   * @param metric the mean metric
   * @param lost the mean loss of the metric
   * @param control the mean metric of as many random draws
   * @param advantage by how much the search is worse for the models than as many random draws, mean
   *     over models; their intervals are taken for independent of each other
   * @param sure of how many models the metric falls by more than chance may explain
   * @param models how many models there are
   */
  public record Mean(
      String group,
      String restraint,
      boolean isLimit,
      double allowed,
      double closeness,
      double metric,
      double lost,
      double control,
      Estimate advantage,
      int sure,
      int models) {
    /** Returns whether an instrument can be the camera; else it is adversarial. */
    public boolean isPhysical() {
      return SearchedGroup.isPhysical(group);
    }
  }

  /** Returns the certified accuracies, a spread of cameras each, models pooled. */
  public List<CertifiedAccuracy> certifiedAccuracies() {
    SequencedMap<List<SmoothedParameter>, List<CertifiedRegion>> regions = new LinkedHashMap<>();
    certified.forEach(
        each -> regions.computeIfAbsent(each.parameters(), _ -> new ArrayList<>()).add(each));
    return regions.values().stream().map(CertifiedAccuracy::of).toList();
  }

  /** Returns the groups, in the order of the plan. */
  public Set<String> groups() {
    Set<String> groups = new LinkedHashSet<>();
    worst.forEach(each -> groups.add(each.group()));
    return groups;
  }

  /** Returns the means over models, group by group, the tightest restraint first. */
  public List<Mean> means() {
    SequencedMap<List<String>, List<WorstCameraResult>> cases = new LinkedHashMap<>();
    for (String group : groups()) {
      worst.stream()
          .filter(each -> each.group().equals(group))
          .flatMap(each -> each.cases().stream())
          .forEach(
              found ->
                  cases
                      .computeIfAbsent(List.of(group, found.restraint()), _ -> new ArrayList<>())
                      .add(found));
    }
    return cases.values().stream().map(ForensicsFindings::mean).toList();
  }

  private static Mean mean(List<WorstCameraResult> found) {
    WorstCameraResult first = found.getFirst();
    return new Mean(
        first.group(),
        first.restraint(),
        first.isLimit(),
        first.allowed(),
        found.stream().mapToDouble(WorstCameraResult::closeness).average().orElseThrow(),
        found.stream().mapToDouble(WorstCameraResult::metric).average().orElseThrow(),
        found.stream().mapToDouble(each -> each.lost().value()).average().orElseThrow(),
        found.stream().mapToDouble(WorstCameraResult::control).average().orElseThrow(),
        Estimate.mean(found.stream().map(WorstCameraResult::advantage).toList()),
        (int) found.stream().filter(WorstCameraResult::isDrop).count(),
        found.size());
  }

  /**
   * A group's place among all.
   *
   * @param group the group
   * @param lost what is lost there, mean over restraints and models
   * @param lowest what the least sensitive model loses
   * @param highest what the most sensitive model loses
   */
  public record Rank(String group, double lost, double lowest, double highest) {}

  /** Returns the groups by what is lost in them, mean over restraints: the most sensitive first. */
  public List<Rank> ranking() {
    List<Rank> ranking = new ArrayList<>();
    for (String group : groups()) {
      DoubleSummaryStatistics lost =
          worst.stream()
              .filter(each -> each.group().equals(group))
              .mapToDouble(WorstCases::lost)
              .summaryStatistics();
      ranking.add(new Rank(group, lost.getAverage(), lost.getMin(), lost.getMax()));
    }
    ranking.sort(Comparator.comparingDouble(Rank::lost).reversed());
    return ranking;
  }

  /** Returns how far models agree in the ranking of groups; none of one model or one group. */
  public Optional<RankAgreement> agreement() {
    Map<Integer, List<Double>> bySplit = new LinkedHashMap<>();
    for (String group : groups()) {
      for (WorstCases each : worst) {
        if (each.group().equals(group)) {
          bySplit.computeIfAbsent(each.split(), _ -> new ArrayList<>()).add(each.lost());
        }
      }
    }
    return RankAgreement.of(List.copyOf(bySplit.values()));
  }

  /**
   * Returns the worst of all, mean over models: the largest loss, and the nearest of those; that of
   * a camera that an instrument can be, where one was searched, before adversarial ones, and of
   * these an additive layer last. None where pictures did not change.
   */
  public Optional<Mean> gravest() {
    return means().stream()
        .filter(mean -> mean.closeness() > 0)
        .max(
            Comparator.comparing(Mean::isPhysical)
                .thenComparing(mean -> !mean.group().equals(ThetaGroup.LAYER))
                .thenComparingDouble(Mean::lost)
                .thenComparing(Comparator.comparingDouble(Mean::closeness).reversed()));
  }

  /** Returns the worst case that {@link #gravest} means, of the model that loses most by it. */
  public Optional<WorstCameraResult> gravestCase() {
    return gravest()
        .flatMap(
            mean ->
                worst.stream()
                    .flatMap(each -> each.cases().stream())
                    .filter(
                        found ->
                            found.group().equals(mean.group())
                                && found.restraint().equals(mean.restraint())
                                && found.closeness() > 0)
                    .max(Comparator.comparingDouble(found -> found.lost().value())));
  }
}
