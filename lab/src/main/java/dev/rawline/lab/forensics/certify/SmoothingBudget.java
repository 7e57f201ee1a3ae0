package dev.rawline.lab.forensics.certify;

import dev.rawline.lab.statistic.SampledShare;

/**
 * How many cameras are drawn for a sample, and how sure its region is.
 *
 * @param selection the draws that choose the class, n₀
 * @param draws the draws that bound its probability, n; independent of the former
 * @param confidence the confidence of a sample's region, 1 − α
 * @param searchDraws the draws by which a vote is counted in a search
 * @param reach how far a search goes, in σ
 */
public record SmoothingBudget(
    int selection, int draws, double confidence, int searchDraws, double reach) {

  /** Returns the largest distance that so many draws can certify: all of them for one class. */
  public double ceiling(SmoothingLaw law) {
    double top = new SampledShare(draws, draws).lowerBound(ofBounds(1));
    return law.radius(top, 1 - top);
  }

  /**
   * Returns the confidence of each of some bounds, so that all hold with half of α: the top class's
   * probability has one half, those of the others together the other (Bonferroni).
   */
  double ofBounds(int bounds) {
    return 1 - (1 - confidence) / (2 * bounds);
  }
}
