package dev.rawline.lab.photon;

import dev.rawline.lab.statistic.Moments;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Prediction and simulated recordings compared, over samples at one intensity.
 *
 * @param light the share; the mean one where each sample had its own
 * @param samples how many samples
 * @param draws how many further recordings of each
 * @param deviationRatio measured σ of the deciding number over the predicted one: the root of the
 *     mean of their squares' ratio over samples
 * @param deviationRatioHalfWidth half the width of its 95 % interval over samples (Student's, by
 *     the squares' linear error); empty for one sample
 * @param covarianceError the same of all numbers together: the root of the mean squared relative
 *     error of their covariance, what chance makes taken out
 * @param shift the root of the mean square of the mean's shift [predicted σ]
 * @param unpredictedShift the same of what is left of it after the predicted shift
 * @param curved the mean share of the variance that is not first order
 * @param predictedChange the mean predicted probability of another answer
 * @param change the share of recordings that were answered differently
 * @param changeError the standard error of that, from the number of draws
 */
public record RedrawCheck(
    double light,
    int samples,
    int draws,
    double deviationRatio,
    OptionalDouble deviationRatioHalfWidth,
    double covarianceError,
    double shift,
    double unpredictedShift,
    double curved,
    double predictedChange,
    double change,
    double changeError) {

  /** How far measured and predicted may lie apart: 10 %. */
  public static final double WITHIN = 0.1;

  /**
   * Returns the comparison over samples.
   *
   * @param redrawn at least one sample's
   */
  public static RedrawCheck of(List<RedrawnPredictions> redrawn) {
    double[] squares = new double[redrawn.size()];
    double covariance = 0;
    double shift = 0;
    double unpredicted = 0;
    double curved = 0;
    double predicted = 0;
    double changed = 0;
    double variance = 0;
    int count = redrawn.size();
    for (int i = 0; i < count; i++) {
      RedrawnPredictions each = redrawn.get(i);
      double times = each.deviation() / each.predictedDeviation();
      double share = (double) each.changed() / each.draws();
      squares[i] = times * times;
      covariance += each.covarianceError() / count;
      shift += each.shift() * each.shift() / count;
      double missing = each.shift() - each.predictedShift();
      unpredicted += missing * missing / count;
      curved += each.curved() / count;
      predicted += each.predictedChange() / count;
      changed += share / count;
      variance += share * (1 - share) / each.draws() / count / count;
    }
    Moments ratio = Moments.of(squares);
    double deviationRatio = Math.sqrt(ratio.mean());
    return new RedrawCheck(
        redrawn.stream().mapToDouble(RedrawnPredictions::light).average().orElseThrow(),
        count,
        redrawn.getFirst().draws(),
        deviationRatio,
        count < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(ratio.halfWidth() / (2 * deviationRatio)),
        Math.sqrt(Math.max(0, covariance)),
        Math.sqrt(shift),
        Math.sqrt(unpredicted),
        curved,
        predicted,
        changed,
        Math.sqrt(variance));
  }

  /** Returns the ratio of standard deviations with its interval, such as {@code 0.95 ± 0.04}. */
  public String deviationRatioText() {
    String ratio = String.format(Locale.ROOT, "%.3f", deviationRatio);
    return deviationRatioHalfWidth.isEmpty()
        ? ratio
        : String.format(Locale.ROOT, "%s ± %.3f", ratio, deviationRatioHalfWidth.getAsDouble());
  }

  /** Returns whether the standard deviations agree within {@link #WITHIN}. */
  public boolean agrees() {
    return Math.abs(deviationRatio - 1) <= WITHIN;
  }
}
