package dev.rawline.lab.forensics.certify;

import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.SampledShare;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The model that votes over drawn cameras: it renders the kept raw image by cameras drawn around
 * the one that it has, and decides for the class of most votes.
 *
 * <p>For a sample, n₀ draws choose a class and n others count its votes and those of others. The
 * probability of the class over cameras is at least p, that of any other at most q: the bounds of
 * Clopper and Pearson (1934), of p at 1 − α/2, of each of C − 1 others at 1 − α/(2 (C − 1)), and q
 * is at most 1 − p. All hold with 1 − α, and the decision stays within {@link SmoothingLaw#radius}.
 * Where p ≤ q it abstains (after Cohen, Rosenfeld and Kolter 2019, algorithm "Certify").
 *
 * @param law the law that cameras are drawn by
 * @param budget how many, and how sure
 */
public record SmoothedModel(SmoothingLaw law, SmoothingBudget budget) {

  /**
   * Certifies a sample, and searches the nearest camera at which the vote is another.
   *
   * @param decisions what the model decides about it
   * @param sample its number
   * @param truth its class
   * @param seed what its cameras are drawn from: the same seed gives the same certificate
   */
  public SampleCertificate certified(CameraDecisions decisions, int sample, int truth, Seed seed) {
    int size = decisions.size();
    int single =
        CameraDecisions.top(decisions.votes(List.of(new CameraDraw(new double[size], seed))));
    int decision =
        CameraDecisions.top(
            decisions.votes(CameraDraw.of(law, size, seed, "selection", budget.selection())));
    if (decision != truth) {
      return new SampleCertificate(sample, truth, single, decision, 0, 0, OptionalDouble.of(0));
    }
    List<CameraDraw> draws = CameraDraw.of(law, size, seed, "draws", budget.draws());
    int[] decided = decisions.of(draws);
    int[] votes = decisions.counted(decided);
    double radius = radius(votes, decision);
    OptionalDouble searched =
        radius > 0
            ? new FlipSearch(decisions, decision, law, budget, seed).nearest(draws, decided, radius)
            : OptionalDouble.of(0);
    return new SampleCertificate(
        sample, truth, single, decision, votes[decision], radius, searched);
  }

  private double radius(int[] votes, int decision) {
    int draws = budget.draws();
    double top = new SampledShare(votes[decision], draws).lowerBound(budget.ofBounds(1));
    double other = 0;
    for (int i = 0; i < votes.length; i++) {
      if (i != decision) {
        double bound =
            new SampledShare(votes[i], draws).upperBound(budget.ofBounds(votes.length - 1));
        other = Math.max(other, bound);
      }
    }
    return law.radius(top, Math.min(other, 1 - top));
  }
}
