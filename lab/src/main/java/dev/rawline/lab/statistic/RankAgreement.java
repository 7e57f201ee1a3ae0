package dev.rawline.lab.statistic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How far several rankings of the same things agree: the means of Kendall's τ-b and of Spearman's ρ
 * over all pairs of them, −1 to 1.
 *
 * @param kendall the mean τ-b
 * @param spearman the mean ρ
 * @param pairs of how many pairs
 */
public record RankAgreement(double kendall, double spearman, int pairs) {

  /**
   * Returns the agreement of rankings by numbers; none where there are not two rankings that
   * distinguish things.
   *
   * @param rankings a list of numbers each, one for every thing
   */
  public static Optional<RankAgreement> of(List<List<Double>> rankings) {
    List<double[]> distinct = new ArrayList<>();
    for (List<Double> ranking : rankings) {
      if (ranking.stream().distinct().count() > 1) {
        distinct.add(ranking.stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    double kendall = 0;
    double spearman = 0;
    int pairs = 0;
    for (int one = 0; one < distinct.size(); one++) {
      for (int other = 0; other < one; other++) {
        kendall += new KendallsCorrelation().correlation(distinct.get(one), distinct.get(other));
        spearman += new SpearmansCorrelation().correlation(distinct.get(one), distinct.get(other));
        pairs++;
      }
    }
    return pairs == 0
        ? Optional.empty()
        : Optional.of(new RankAgreement(kendall / pairs, spearman / pairs, pairs));
  }
}
