package dev.rawline.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.Scores.RegressionScores;
import dev.rawline.learning.metric.Scores.SegmentationScores;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MetricTest {
  private static final Offset<Double> ROUNDING = within(1e-12);
  private static final Bootstrap BOOTSTRAP = Bootstrap.usual(7);
  private static final List<String> CLASSES = List.of("a", "b", "c", "d");

  /**
   * Truths a a a a b b b c, predictions a a a b b b a a, computed by hand. No sample is of d, and
   * no prediction is c or d.
   */
  private static final ConfusionCounts CONFUSION =
      new ConfusionCounts(CLASSES, new double[] {3, 1, 0, 0, 1, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});

  @Test
  void rowsAreTruthsAndColumnsPredictions() {
    assertThat(CONFUSION.count(0, 1)).isEqualTo(1);
    assertThat(CONFUSION.count(1, 0)).isEqualTo(1);
    assertThat(CONFUSION.count(2, 0)).isEqualTo(1);
    assertThat(CONFUSION.count(0, 2)).isZero();
    assertThat(CONFUSION.ofTruth(0)).isEqualTo(4);
  }

  @Test
  void metricsFollowFromTheConfusion() {
    assertThat(CONFUSION.accuracy()).hasValue(5 / 8.0);
    assertThat(CONFUSION.recall(0)).hasValue(3 / 4.0);
    assertThat(CONFUSION.precision(0)).hasValue(3 / 5.0);
    assertThat(CONFUSION.f1(0)).hasValue(6 / 9.0);
    assertThat(CONFUSION.recall(1)).hasValue(2 / 3.0);
    assertThat(CONFUSION.precision(1)).hasValue(2 / 3.0);
    assertThat(CONFUSION.balancedAccuracy().orElseThrow())
        .isEqualTo((3 / 4.0 + 2 / 3.0 + 0) / 3, ROUNDING);
    assertThat(CONFUSION.macroF1().orElseThrow()).isEqualTo((2 / 3.0 + 2 / 3.0 + 0) / 3, ROUNDING);
  }

  @Test
  void classesThatNeverOccurHaveNoMetric() {
    assertThat(CONFUSION.precision(2)).isEmpty();
    assertThat(CONFUSION.recall(2)).hasValue(0);
    assertThat(CONFUSION.f1(2)).hasValue(0);
    assertThat(CONFUSION.recall(3)).isEmpty();
    assertThat(CONFUSION.precision(3)).isEmpty();
    assertThat(CONFUSION.f1(3)).isEmpty();
    ConfusionCounts empty =
        new ConfusionCounts(CLASSES, new double[CLASSES.size() * CLASSES.size()]);
    assertThat(empty.accuracy()).isEqualTo(OptionalDouble.empty());
    assertThat(empty.balancedAccuracy()).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void unknownClassesAreRejected() {
    assertThatThrownBy(() -> ConfusionCounts.requireClass(CLASSES, 4))
        .hasMessage("class number 4: expected 0 to 3, there are 4 classes");
  }

  @Test
  void overlapsAddUp() {
    MaskOverlap one =
        MaskOverlap.of(new float[] {0.9f, 0.5f, 0.2f, 0.1f}, new float[] {1, 0, 1, 0});
    assertThat(one).isEqualTo(new MaskOverlap(1, 2, 2));
    assertThat(one.iou()).isEqualTo(1 / 3.0);
    assertThat(one.dice()).isEqualTo(0.5);
    MaskOverlap nothing = MaskOverlap.of(new float[3], new float[3]);
    assertThat(nothing.iou()).isEqualTo(1);
    assertThat(nothing.dice()).isEqualTo(1);
    assertThatThrownBy(() -> MaskOverlap.of(new float[2], new float[3]))
        .hasMessage("2 probabilities and a mask of 3 pixels: expected as many");
  }

  /** Four samples in two bins: 2 of 0.9 and 0.88, one right; 2 of 0.5 and 0.52, both right. */
  @Test
  void theCalibrationErrorWeighsBinsByTheirCounts() {
    ClassificationAccumulator tally = new ClassificationAccumulator(List.of("a", "b"));
    tally.add("1", "1", new float[] {0.9f, 0.1f}, 0);
    tally.add("2", "2", new float[] {0.12f, 0.88f}, 0);
    tally.add("3", "3", new float[] {0.5f, 0.5f}, 0);
    tally.add("4", "4", new float[] {0.48f, 0.52f}, 1);
    ClassificationScores scores = tally.scores(BOOTSTRAP);
    double expected = (2 * Math.abs(0.5 - 0.89) + 2 * Math.abs(1 - 0.51)) / 4;
    assertThat(scores.calibration().expectedError()).isCloseTo(expected, within(1e-7));
    assertThat(scores.estimates().get("expected_calibration_error").value())
        .isCloseTo(expected, within(1e-7));
    assertThat(scores.calibration().bins()).hasSize(15);
    assertThat(scores.calibration().bins().get(13))
        .satisfies(
            bin -> {
              assertThat(bin.low()).isEqualTo(13 / 15.0);
              assertThat(bin.high()).isEqualTo(14 / 15.0);
              assertThat(bin.count()).isEqualTo(2);
              assertThat(bin.accuracy()).isEqualTo(0.5);
              assertThat(bin.confidence()).isCloseTo(0.89, within(1e-7));
            });
  }

  @Test
  void binsIncludeTheirUpperEnds() {
    assertThat(ConfidenceCalibration.bin(0)).isEqualTo(0);
    assertThat(ConfidenceCalibration.bin(1 / 15.0)).isEqualTo(0);
    assertThat(ConfidenceCalibration.bin(1 / 15.0 + 1e-9)).isEqualTo(1);
    assertThat(ConfidenceCalibration.bin(1)).isEqualTo(14);
  }

  @Test
  void aTallyCountsPredictions() {
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    int[] truths = {0, 0, 0, 0, 1, 1, 1, 2};
    int[] predictions = {0, 0, 0, 1, 1, 1, 0, 0};
    for (int i = 0; i < truths.length; i++) {
      float[] probabilities = new float[] {0.1f, 0.1f, 0.1f, 0.1f};
      probabilities[predictions[i]] = 0.7f;
      tally.add("sample " + i, "group " + i, probabilities, truths[i]);
    }
    ClassificationScores scores = tally.scores(BOOTSTRAP);
    assertThat(scores.samples()).isEqualTo(8);
    assertThat(scores.estimates().keySet())
        .containsExactly("balanced_accuracy", "accuracy", "macro_f1", "expected_calibration_error");
    assertThat(scores.estimates().get("accuracy").value()).isEqualTo(5 / 8.0);
    assertThat(scores.estimates().get("balanced_accuracy").value())
        .isEqualTo(CONFUSION.balancedAccuracy().orElseThrow());
    assertThat(scores.main()).isEqualTo(Metric.BALANCED_ACCURACY);
    assertThat(scores.byClass().get("a").precision().orElseThrow().value()).isEqualTo(3 / 5.0);
    assertThat(scores.byClass().get("a").samples()).isEqualTo(4);
    assertThat(scores.byClass().get("c").precision()).isEmpty();
    assertThat(scores.byClass().get("c").recall().orElseThrow())
        .isEqualTo(new Estimate(0, 0, 0, 0.95));
    assertThat(scores.byClass().get("d").f1()).isEmpty();
    assertThat(scores.confusion().count(2, 0)).isEqualTo(1);
  }

  @Test
  void segmentationsCountPixelsAndPictures() {
    SegmentationAccumulator tally = new SegmentationAccumulator();
    tally.add("one", "one", new float[] {0.9f, 0.6f, 0.2f, 0.1f}, new float[] {1, 0, 1, 0});
    tally.add("two", "two", new float[] {0.8f, 0.7f, 0.9f, 0.9f}, new float[] {1, 1, 1, 1});
    tally.add("none", "none", new float[4], new float[4]);
    SegmentationScores scores = tally.scores(BOOTSTRAP);
    assertThat(scores.estimates().get("iou").value()).isEqualTo(5 / 7.0);
    assertThat(scores.estimates().get("dice").value()).isEqualTo(10 / 12.0);
    assertThat(scores.estimates().get("iou_per_image").value())
        .isEqualTo((1 / 3.0 + 1 + 1) / 3, ROUNDING);
    assertThat(scores.estimates().get("dice_per_image").value())
        .isEqualTo((0.5 + 1 + 1) / 3, ROUNDING);
    assertThat(scores.overlap()).isEqualTo(new MaskOverlap(5, 6, 6));
    assertThat(scores.calibration().bins().getLast().count()).isEqualTo(4);
  }

  @Test
  void regressionsSumErrors() {
    RegressionAccumulator tally = new RegressionAccumulator();
    double[] truths = {1e6 + 1, 1e6 + 2, 1e6 + 3, 1e6 + 4};
    double[] predictions = {1e6 + 1.5, 1e6 + 2, 1e6 + 2, 1e6 + 4.5};
    for (int i = 0; i < 4; i++) {
      tally.add("" + i, "" + i, predictions[i], truths[i]);
    }
    RegressionScores scores = tally.scores(BOOTSTRAP);
    assertThat(scores.estimates().get("mean_square").value()).isEqualTo(1.5 / 4, ROUNDING);
    assertThat(scores.estimates().get("mean_absolute").value()).isEqualTo(2 / 4.0, ROUNDING);
    assertThat(scores.estimates().get("r_squared").value()).isEqualTo(1 - 1.5 / 5, ROUNDING);
    RegressionAccumulator equal = new RegressionAccumulator();
    equal.add("0", "0", 3, 2);
    equal.add("1", "1", 3, 2);
    assertThat(equal.scores(BOOTSTRAP).estimates().keySet())
        .containsExactly("mean_square", "mean_absolute");
  }

  @Test
  void metricsDoNotDependOnTheOrderOfSamples() {
    ClassificationAccumulator one = new ClassificationAccumulator(CLASSES);
    ClassificationAccumulator other = new ClassificationAccumulator(CLASSES);
    for (int i = 0; i < 50; i++) {
      add(one, i);
      add(other, 49 - i);
    }
    assertThat(other.scores(BOOTSTRAP).estimates()).isEqualTo(one.scores(BOOTSTRAP).estimates());
    assertThat(other.scores(BOOTSTRAP).byClass()).isEqualTo(one.scores(BOOTSTRAP).byClass());
  }

  private static void add(ClassificationAccumulator tally, int i) {
    float sure = 0.3f + 0.7f * (i % 7) / 7;
    float[] probabilities = new float[4];
    probabilities[i % 4] = sure;
    tally.add("sample " + i, "group " + i, probabilities, i % 3);
  }

  @Test
  void invalidPredictionsAreRejected() {
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    assertThatThrownBy(() -> tally.add("x", "x", new float[3], 0))
        .hasMessage("sample x has 3 probabilities: expected 4, one a class");
    assertThatThrownBy(() -> tally.add("x", "x", new float[] {Float.NaN, 0, 0, 0}, 0))
        .hasMessage("sample x has a probability of NaN: expected 0 to 1");
    assertThatThrownBy(() -> tally.add("x", "x", new float[4], -1))
        .hasMessage("class number -1: expected 0 to 3, there are 4 classes");
    assertThatThrownBy(() -> tally.scores(BOOTSTRAP))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no sample was counted: there is nothing to score");
    tally.add("x", "x", new float[4], 0);
    assertThatThrownBy(() -> tally.add("x", "x", new float[4], 0))
        .hasMessage("sample x was counted before: every sample counts once");
    assertThatThrownBy(() -> new RegressionAccumulator().add("y", "y", Double.NaN, 1))
        .hasMessage("sample y was predicted as NaN and is 1.0: expected finite numbers");
  }

  @Test
  void metricsHaveADirection() {
    assertThat(Metric.of("iou")).contains(Metric.IOU);
    assertThat(Metric.of("nothing")).isEmpty();
    assertThat(Metric.IOU.better(0.8, 0.7)).isTrue();
    assertThat(Metric.IOU.better(0.7, 0.7)).isFalse();
    assertThat(Metric.MEAN_SQUARE.better(0.8, 0.7)).isFalse();
    assertThat(Metric.CALIBRATION_ERROR.higherIsBetter()).isFalse();
  }
}
