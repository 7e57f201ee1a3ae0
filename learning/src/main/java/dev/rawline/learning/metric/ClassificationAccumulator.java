package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * Accumulates the counts for the metrics of a classification, sample by sample.
 *
 * <p>The class of the highest probability is the one that was predicted, the first of several.
 */
public final class ClassificationAccumulator extends MetricAccumulator {
  private static final List<Metric> METRICS =
      List.of(Metric.BALANCED_ACCURACY, Metric.ACCURACY, Metric.MACRO_F1, Metric.CALIBRATION_ERROR);

  private final List<String> classes;
  private final int bins;

  /**
   * Begins with no sample.
   *
   * @param classes the names of the classes, in the order of the probabilities
   */
  public ClassificationAccumulator(List<String> classes) {
    super(
        METRICS,
        classes.size() * classes.size() + ConfidenceCalibration.BINS * ConfidenceCalibration.SUMS);
    this.classes = List.copyOf(classes);
    bins = classes.size() * classes.size();
  }

  /**
   * Counts a sample.
   *
   * @param sample its name
   * @param group the samples that it must stay together with, for example those of one photo
   * @param probabilities one for each class, 0 to 1
   * @param truth the number of its true class
   * @throws IllegalArgumentException if there are not as many probabilities as classes, one is not
   *     0 to 1, there is no such class, or the sample was counted before
   */
  public void add(String sample, String group, float[] probabilities, int truth) {
    if (probabilities.length != classes.size()) {
      throw new IllegalArgumentException(
          "sample %s has %d probabilities: expected %d, one a class"
              .formatted(sample, probabilities.length, classes.size()));
    }
    requireProbabilities(sample, probabilities);
    ConfusionCounts.requireClass(classes, truth);
    int predicted = 0;
    for (int c = 1; c < probabilities.length; c++) {
      predicted = probabilities[c] > probabilities[predicted] ? c : predicted;
    }
    Contributions.Amounts amounts =
        new Contributions.Amounts().add(truth * classes.size() + predicted, 1);
    int bin =
        bins + ConfidenceCalibration.bin(probabilities[predicted]) * ConfidenceCalibration.SUMS;
    amounts
        .add(bin, 1)
        .add(bin + 1, probabilities[predicted])
        .add(bin + 2, predicted == truth ? 1 : 0);
    contributions.add(sample, group, amounts);
  }

  @Override
  public ClassificationScores scores(IntervalMethod intervals) {
    List<Contributions.Statistic> measures = new ArrayList<>(measures());
    for (int c = 0; c < classes.size(); c++) {
      int one = c;
      measures.add(sums -> confusion(sums).precision(one));
      measures.add(sums -> confusion(sums).recall(one));
      measures.add(sums -> confusion(sums).f1(one));
    }
    List<Optional<Estimate>> estimates = intervals.estimates(counted(), measures);
    double[] total = contributions.total();
    ConfusionCounts confusion = confusion(total);
    SequencedMap<String, ClassificationScores.OfClass> byClass = new LinkedHashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      int first = METRICS.size() + 3 * c;
      byClass.put(
          classes.get(c),
          new ClassificationScores.OfClass(
              confusion.ofTruth(c),
              estimates.get(first),
              estimates.get(first + 1),
              estimates.get(first + 2)));
    }
    return new ClassificationScores(
        contributions.samples(),
        contributions.groupCount(),
        named(estimates),
        byClass,
        confusion,
        ConfidenceCalibration.of(total, bins));
  }

  @Override
  List<Contributions.Statistic> measures() {
    return List.of(
        sums -> confusion(sums).balancedAccuracy(),
        sums -> confusion(sums).accuracy(),
        sums -> confusion(sums).macroF1(),
        sums -> OptionalDouble.of(ConfidenceCalibration.of(sums, bins).expectedError()));
  }

  private ConfusionCounts confusion(double[] sums) {
    return new ConfusionCounts(classes, sums);
  }
}
