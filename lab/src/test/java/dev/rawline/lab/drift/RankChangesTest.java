package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankChangesTest {
  private static final List<String> MODELS = Scores.VIEWS.subList(0, 5);

  /** Returns models by their scores under drift and under two corruptions. */
  private static List<DriftScore> models(double[] drift, double[] corrupted) {
    List<DriftScore> scores = new ArrayList<>();
    for (int model = 0; model < drift.length; model++) {
      scores.add(Scores.score(MODELS.get(model), MODELS.get(model), 1, .95));
      scores.add(Scores.score(MODELS.get(model), "a.yaml", 1, drift[model] - .02));
      scores.add(Scores.score(MODELS.get(model), "b.yaml", 1, drift[model] + .02));
      scores.add(Scores.corrupted(MODELS.get(model), "contrast", 1, 1, corrupted[model]));
      scores.add(Scores.corrupted(MODELS.get(model), "contrast", 2, 1, .5 - .1 * model));
    }
    return scores;
  }

  private static DriftFindings findings(double[] drift, double[] corrupted) {
    return DriftFindings.of(models(drift, corrupted), Scores.METRIC);
  }

  /** Golden numbers: SciPy's kendalltau and spearmanr. */
  @Test
  void tiesFollowKendallAndSpearman() {
    RankChanges ranks =
        findings(new double[] {.80, .82, .82, .75, .90}, new double[] {.60, .61, .65, .61, .58})
            .ranks(1)
            .orElseThrow();

    assertThat(ranks.kendall()).isCloseTo(-0.2222222222222222, within(1e-12));
    assertThat(ranks.spearman()).isCloseTo(-0.2894736842105264, within(1e-12));
    assertThat(ranks.ranks())
        .containsExactly(
            new RankChanges.Rank(MODELS.get(4), 1, 5),
            new RankChanges.Rank(MODELS.get(1), 2, 2),
            new RankChanges.Rank(MODELS.get(2), 2, 1),
            new RankChanges.Rank(MODELS.get(0), 4, 4),
            new RankChanges.Rank(MODELS.get(3), 5, 2));
  }

  @Test
  void allSeveritiesTogetherRankByTheirMean() {
    DriftFindings found =
        findings(new double[] {.5, .4, .3, .2, .1}, new double[] {.50, .52, .54, .56, .58});

    assertThat(found.ranks(1).orElseThrow().kendall()).isCloseTo(-1, within(1e-12));
    assertThat(found.ranks(2).orElseThrow().kendall()).isCloseTo(1, within(1e-12));
    // The second severity differs by more.
    assertThat(found.ranks().orElseThrow().kendall()).isCloseTo(1, within(1e-12));
    assertThat(found.ranks().orElseThrow().spearman()).isCloseTo(1, within(1e-12));
  }

  /** The sentence about rankings needs more than an order: five equal ones of 120 are as far. */
  @Test
  void onlyATestedOrderIsReported() {
    double[] down = {.5, .4, .3, .2, .1};
    DriftFindings same = findings(down, down);
    assertThat(same.ranks().orElseThrow().kendallTest().probability())
        .isCloseTo(2 / 120.0, within(1e-12));
    assertThat(same.ranks().orElseThrow().shown())
        .contains(
            "the order of the models under corruptions is like that under drift more than by chance");
    assertThat(DriftSummary.of(same).corruptions()).contains("more than by chance");
    DriftFindings other = findings(down, new double[] {.6, .5, .1, .9, .7});
    assertThat(other.ranks(1).orElseThrow().shown()).isEmpty();
    assertThat(findings(new double[] {.5, .4, .3, .2}, new double[] {.5, .4, .3, .2}).ranks(1))
        .hasValueSatisfying(ranks -> assertThat(ranks.shown()).isEmpty());
  }

  @Test
  void equalScoresAreNotRanked() {
    double[] equal = {.5, .5, .5, .5, .5};

    assertThat(findings(equal, new double[] {.1, .2, .3, .4, .5}).ranks()).isEmpty();
    assertThat(findings(new double[] {.1, .2, .3, .4, .5}, equal).ranks(1)).isEmpty();
    assertThat(findings(new double[] {.1}, new double[] {.1}).ranks()).isEmpty();
  }

  @Test
  void modelsWithoutCorruptedScoresAreNotRanked() {
    List<DriftScore> scores = new ArrayList<>(models(new double[] {.3, .2}, new double[] {.3, .2}));
    scores.add(Scores.score(MODELS.get(2), "a.yaml", 1, .9));

    assertThat(DriftFindings.of(scores, Scores.METRIC).ranks().orElseThrow().ranks())
        .extracting(RankChanges.Rank::trained)
        .containsExactly(MODELS.get(0), MODELS.get(1));
  }

  /** Golden numbers: SciPy on the same tables. */
  @Test
  void publishedRankingsDoNotDifferFromUnrelatedOnes() {
    RankChanges ranks =
        DriftFindings.of(PublishedDrift.scores("microscopy-accuracy", Metric.ACCURACY), "accuracy")
            .ranks()
            .orElseThrow();

    assertThat(ranks.kendall()).isCloseTo(0.09230769230769231, within(1e-9));
    assertThat(ranks.spearman()).isCloseTo(0.1298245614035088, within(1e-9));
    assertThat(ranks.ranks().getFirst().trained()).isEqualTo("malvar-sharpen-median");
    assertThat(ranks.kendallTest().probability()).isGreaterThan(0.5);
    assertThat(ranks.kendallTest().nullDeviation()).isCloseTo(0.22, within(0.01));
    assertThat(ranks.shown()).isEmpty();
    assertThat(ranks.tested()).contains("τ-b = 0.092 (chance ±0.22, p = 0.");
  }
}
