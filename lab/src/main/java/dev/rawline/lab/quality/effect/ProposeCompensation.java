package dev.rawline.lab.quality.effect;

import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.reference.QualityReference;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;
import org.hipparchus.stat.ranking.NaturalRanking;

/**
 * Images of a changed camera → the compensation that is proposed, if any.
 *
 * <p>What one half of the images proposes is tried on the other: each image's squared distance to
 * the reference is compared with and without it. A proposal is made only where images come nearer
 * (Wilcoxon's signed-rank test over all images, to one side, at {@value #LEVEL}). Of images that do
 * not differ, what a half proposes is noise, and takes the other half further away.
 *
 * @param reference the reference
 * @param bounds how far parameters may be moved
 */
public record ProposeCompensation(QualityReference reference, CompensationBounds bounds) {
  /** Of batches in control the verdict already lets no more pass than its own false-alarm rate. */
  private static final double LEVEL = 0.05;

  /** Of more images the normal limit of the statistic is near enough. */
  private static final int MOST_EXACT = 30;

  /**
   * What is proposed.
   *
   * @param compensation the compensation; nothing is changed where it is not confirmed
   * @param refused why no change is proposed although a change of the camera was found; empty where
   *     one is, or there is nothing to undo
   */
  public record Proposal(Compensation compensation, Optional<String> refused) {
    /** Returns it after a prediction: what lowers the metric of the task is not proposed. */
    public Proposal given(Optional<PredictCompensation.Result> predicted) {
      return predicted.filter(PredictCompensation.Result::harms).isEmpty()
          ? this
          : new Proposal(
              compensation.withdrawn(),
              Optional.of(
                  "Nothing is proposed: on labelled data the metric of the task is significantly lower with what would undo the drift."));
    }
  }

  /**
   * Proposes.
   *
   * @param attribution what happened, by all images
   * @param table what was measured on them
   */
  public Proposal of(Attribution attribution, QuantityTable table) {
    Compensation wanted = Compensation.of(attribution, bounds, reference.frame());
    if (wanted.isNone()) {
      return new Proposal(wanted, Optional.empty());
    }
    double chance = chance(table);
    return chance <= LEVEL
        ? new Proposal(wanted, Optional.empty())
        : new Proposal(
            wanted.withdrawn(),
            Optional.of(
                String.format(
                    Locale.ROOT,
                    "Nothing is proposed: what one half of the images proposes does not bring the other half significantly nearer to the reference (p = %.2g, at most %s is required).",
                    chance,
                    LEVEL)));
  }

  /** Returns how probably chance alone brings images so much nearer. */
  private double chance(QuantityTable table) {
    int images = table.images();
    int[] even = IntStream.range(0, images).filter(i -> i % 2 == 0).toArray();
    int[] odd = IntStream.range(0, images).filter(i -> i % 2 == 1).toArray();
    FindCause find = reference.findCause();
    double[] nearer = new double[images];
    tried(find, table.rows(even), table.rows(odd), nearer, odd);
    tried(find, table.rows(odd), table.rows(even), nearer, even);
    double[] moved = Arrays.stream(nearer).filter(each -> each != 0).toArray();
    if (moved.length < images / 2 || moved.length < 2) {
      return 1;
    }
    double[] ranks = new NaturalRanking().rank(Arrays.stream(moved).map(Math::abs).toArray());
    double sum = 0;
    for (int i = 0; i < moved.length; i++) {
      sum += Math.signum(moved[i]) * ranks[i];
    }
    double both =
        new WilcoxonSignedRankTest()
            .wilcoxonSignedRankTest(moved, new double[moved.length], moved.length <= MOST_EXACT);
    return sum > 0 ? both / 2 : 1 - both / 2;
  }

  private void tried(
      FindCause find, QuantityTable chooses, QuantityTable judges, double[] nearer, int[] places) {
    CameraDrift undone = Compensation.of(find.of(chooses), bounds, reference.frame()).undone();
    if (undone.isNone()) {
      return;
    }
    double[] before = find.distances(judges, CameraDrift.NONE);
    double[] after = find.distances(judges, undone);
    for (int i = 0; i < places.length; i++) {
      nearer[places[i]] = before[i] - after[i];
    }
  }
}
