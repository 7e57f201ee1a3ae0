package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.evaluation.EvaluationResult;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.MaskOverlap;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.RegressionAccumulator;
import dev.rawline.learning.metric.SegmentationAccumulator;
import dev.rawline.learning.plan.TaskPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDrawsTest {
  private static final DriftScore MATCHED = Scores.score("a", "a", 1, 0.75);
  private static final DriftScore DRIFTED = Scores.score("a", "b", 1, 0.5);

  @TempDir Path folder;

  private final Random random = new Random(Seeds.next("SampleDrawsTest"));

  private EvaluationResult predicted(String name, String lines) throws IOException {
    Path into = Files.createDirectory(folder.resolve(name));
    Files.writeString(into.resolve("said.csv"), "sample,truth,predicted,probability\n" + lines);
    return new EvaluationResult(new LinkedHashMap<>(), into);
  }

  private static SampleDraws draws(Map<DriftScore, EvaluationResult> evaluated) throws IOException {
    return SampleDraws.of(Scores.METRIC, new TaskPlan.Classification(), 1, List.of(), evaluated);
  }

  @Test
  void predictionsOfOneTestSideAreDrawnTogether() throws IOException {
    SampleDraws draws =
        draws(
            Map.of(
                MATCHED, predicted("one", "s1,x,x,1\ns2,x,x,1\ns3,y,y,1\ns4,y,x,1\n"),
                DRIFTED, predicted("two", "s1,x,y,1\ns2,x,x,1\ns3,y,y,1\ns4,y,x,1\n")));
    double[] matched = draws.of(MATCHED).orElseThrow();
    double[] drifted = draws.of(DRIFTED).orElseThrow();

    // Only the first sample differs: the drop of a resample is how often it was drawn, of four.
    double mean = 0;
    for (int r = 0; r < matched.length; r++) {
      double times = 4 * (matched[r] - drifted[r]);
      assertThat(times).isCloseTo(Math.rint(times), within(1e-9)).isBetween(-1e-9, 4 + 1e-9);
      mean += times / matched.length;
    }
    // It is binomial, 4 of 1/4: standard error √(3/4 / 1000) = 0.027.
    assertThat(mean).isCloseTo(1, within(4 * 0.027));
  }

  @Test
  void withoutPredictionsThereAreNoDraws() throws IOException {
    SampleDraws draws =
        draws(Map.of(MATCHED, new EvaluationResult(new LinkedHashMap<>(), folder.resolve("gone"))));
    DriftFindings found = DriftFindings.of(List.of(MATCHED, DRIFTED), Scores.METRIC, 0, draws);

    assertThat(draws.of(MATCHED)).isEmpty();
    assertThat(found.driftDrop().orElseThrow().hasInterval()).isFalse();
  }

  @Test
  void masksWithoutTheirPixelsHaveNoDraws() throws IOException {
    Map<DriftScore, EvaluationResult> earlier = Map.of(MATCHED, predicted("one", "s1,,0.5,1\n"));

    assertThat(
            SampleDraws.of(Scores.METRIC, new TaskPlan.Segmentation(), 1, List.of(), earlier)
                .of(MATCHED))
        .isEmpty();
  }

  @Test
  void theIouOfAResampleIsThatOfItsPixels() {
    SegmentationAccumulator counts = new SegmentationAccumulator();
    counts.add("s1", "g1", new MaskOverlap(10, 20, 10));
    counts.add("s2", "g2", new MaskOverlap(0, 0, 30));
    MetricContributions pixels = counts.contributions(Metric.IOU);

    assertThat(pixels.value()).isEqualTo(10.0 / 50);
    for (double iou : pixels.values(Bootstrap.usual(1).sets(2))) {
      assertThat(iou).isIn(0.0, 0.2, 0.5);
    }
  }

  /**
   * Drops of 200 samples whose truth is known: one model and two conditions, on two test sides that
   * share half of their samples. 3 standard errors of a share of 95 % in 600 data sets are 2.7 %;
   * percentiles of 200 samples cover a little too rarely.
   */
  @Test
  void intervalsOverSamplesCoverTheTrueDrop() {
    int times = 600;
    int covered = 0;
    for (int i = 0; i < times; i++) {
      Map<String, MetricContributions> contributions = new LinkedHashMap<>();
      List<DriftScore> scores =
          List.of(
              Scores.score("a", "a", 1, 0),
              Scores.score("a", "b", 1, 0),
              Scores.score("a", "a", 2, 0),
              Scores.score("a", "b", 2, 0));
      List<RegressionAccumulator> counts =
          scores.stream().map(_ -> new RegressionAccumulator()).toList();
      for (int sample = 0; sample < 300; sample++) {
        double hard = random.nextGaussian();
        for (int split = 0; split < 2; split++) {
          if (split == 0 ? sample < 200 : sample >= 100) {
            String id = "s" + sample;
            double error = 1 + 0.2 * hard + 0.1 * random.nextGaussian();
            double more = error + 0.3 + 0.2 * random.nextGaussian() + 0.1 * hard;
            counts.get(2 * split).add(id, id, error, 0);
            counts.get(2 * split + 1).add(id, id, more, 0);
          }
        }
      }
      LinkedHashMap<DriftScore, Double> measured = new LinkedHashMap<>();
      for (int s = 0; s < 4; s++) {
        MetricContributions one = counts.get(s).contributions(Metric.MEAN_ABSOLUTE);
        contributions.put(scores.get(s).what(), one);
        measured.put(scores.get(s), one.value());
      }
      SampleDraws draws =
          SampleDraws.drawn(contributions, Bootstrap.usual(random.nextLong(1_000_000)));
      List<DriftScore> known =
          measured.entrySet().stream()
              .map(
                  each ->
                      each.getKey()
                          .with(new LinkedHashMap<>(Map.of("mean_absolute", each.getValue()))))
              .toList();
      Estimate drop = DriftFindings.of(known, "mean_absolute", 0, draws).driftDrop().orElseThrow();
      assertThat(drop.hasInterval()).isTrue();
      covered += drop.covers(0.3) ? 1 : 0;
    }
    assertThat((double) covered / times).isBetween(0.95 - 0.04, 0.95 + 0.03);
  }
}
