package dev.rawline.lab.quality.effect;

import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.reference.QualityReference;
import java.util.Arrays;
import java.util.List;
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
 * not differ, what a half proposes is noise, and takes the other half further away. Images of one
 * group, as tiles of one photo, stand in one half and count as one. Several causes at once are
 * undone only where each half names all of them: content that changed beside one cause looks like
 * another.
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
    /** Returns it after a prediction: what labelled data object to is not proposed. */
    public Proposal given(Optional<PredictCompensation.Result> predicted) {
      return predicted
          .flatMap(PredictCompensation.Result::objection)
          .map(
              objection ->
                  new Proposal(
                      compensation.withdrawn(),
                      Optional.of(
                          "Nothing is proposed: with what would undo the drift, %s."
                              .formatted(objection))))
          .orElse(this);
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
    double chance = chance(attribution, table);
    return chance <= LEVEL
        ? new Proposal(wanted, Optional.empty())
        : new Proposal(
            wanted.withdrawn(),
            Optional.of(
                chance > 1
                    ? "Nothing is proposed: not both halves of the images name all of its causes."
                    : String.format(
                        Locale.ROOT,
                        "Nothing is proposed: what one half of the images proposes does not bring the other half significantly nearer to the reference (p = %.2g, at most %s is required).",
                        chance,
                        LEVEL)));
  }

  /** Returns how probably chance alone brings images so much nearer; infinity if halves differ. */
  private double chance(Attribution attribution, QuantityTable table) {
    List<String> groups = table.groups().stream().distinct().toList();
    int[] places = table.groups().stream().mapToInt(groups::indexOf).toArray();
    int[] even = IntStream.range(0, places.length).filter(i -> places[i] % 2 == 0).toArray();
    int[] odd = IntStream.range(0, places.length).filter(i -> places[i] % 2 == 1).toArray();
    if (odd.length == 0) {
      return 1;
    }
    FindCause find = reference.findCause();
    double[] nearer = new double[places.length];
    List<DriftCause> causes = attribution.causes();
    boolean first = tried(find, causes, table.rows(even), table.rows(odd), nearer, odd);
    boolean second = tried(find, causes, table.rows(odd), table.rows(even), nearer, even);
    if (causes.size() > 1 && !(first && second)) {
      return Double.POSITIVE_INFINITY;
    }
    double[] ofGroups = new double[groups.size()];
    for (int i = 0; i < places.length; i++) {
      ofGroups[places[i]] += nearer[i];
    }
    double[] moved = Arrays.stream(ofGroups).filter(each -> each != 0).toArray();
    if (moved.length < groups.size() / 2 || moved.length < 2) {
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

  /** Tries what a half proposes, and returns whether it names some causes. */
  private boolean tried(
      FindCause find,
      List<DriftCause> causes,
      QuantityTable chooses,
      QuantityTable judges,
      double[] nearer,
      int[] places) {
    Attribution found = find.of(chooses);
    boolean all = found.causes().containsAll(causes);
    CameraDrift undone = Compensation.of(found, bounds, reference.frame()).undone();
    if (undone.isNone()) {
      return all;
    }
    double[] before = find.distances(judges, CameraDrift.NONE);
    double[] after = find.distances(judges, undone);
    for (int i = 0; i < places.length; i++) {
      nearer[places[i]] = before[i] - after[i];
    }
    return all;
  }
}
