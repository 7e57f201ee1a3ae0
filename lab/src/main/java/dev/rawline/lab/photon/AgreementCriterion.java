package dev.rawline.lab.photon;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.lab.evaluation.LabelledPrediction;
import dev.rawline.lab.statistic.CovarianceMatrix;
import dev.rawline.lab.statistic.OrthantProbability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** When the predictions for two recordings of one scene count as equal. */
public sealed interface AgreementCriterion {

  /** Returns whether another recording is answered differently. */
  boolean changes(List<Double> values, List<Double> again);

  /**
   * Returns how probably another recording is answered differently, for normal numbers.
   *
   * @param values the answer to the recording
   * @param mean the average answer to another one
   * @param covariance how that varies
   */
  double probability(List<Double> values, List<Double> mean, CovarianceMatrix covariance);

  /**
   * Returns the weights w of the numbers whose sum w · z decides: an answer becomes another one
   * where it has moved by its own amount, or by what is allowed.
   *
   * @param covariance how the numbers vary
   */
  List<Double> contrast(List<Double> values, CovarianceMatrix covariance);

  /**
   * The largest of the numbers names the class; the answer is another one when another class is.
   *
   * <p>The probability is that of the normal numbers z_top − z_k, any of which may fall below 0
   * ({@link OrthantProbability}): exact for two classes. What decides is the difference to the
   * rival that overtakes most probably.
   */
  record LargestWins() implements AgreementCriterion {

    /** Returns the class that most probably overtakes the top one: its margin is fewest σ. */
    public static int rival(List<Double> values, CovarianceMatrix covariance) {
      int top = LabelledPrediction.largest(values);
      int rival = -1;
      double nearest = Double.POSITIVE_INFINITY;
      for (int k = 0; k < values.size(); k++) {
        double margin = values.get(top) - values.get(k);
        double distance = margin / Math.sqrt(covariance.ofDifference(top, k));
        if (k != top && (rival < 0 || distance < nearest)) {
          rival = k;
          nearest = distance;
        }
      }
      return rival;
    }

    @Override
    public boolean changes(List<Double> values, List<Double> again) {
      return LabelledPrediction.largest(values) != LabelledPrediction.largest(again);
    }

    @Override
    public double probability(List<Double> values, List<Double> mean, CovarianceMatrix covariance) {
      int top = LabelledPrediction.largest(values);
      int rivals = values.size() - 1;
      double[] means = new double[rivals];
      double[][] varying = new double[rivals][rivals];
      for (int i = 0; i < rivals; i++) {
        int k = i < top ? i : i + 1;
        means[i] = mean.get(top) - mean.get(k);
        for (int j = 0; j < rivals; j++) {
          int l = j < top ? j : j + 1;
          varying[i][j] =
              covariance.at(top, top)
                  - covariance.at(top, l)
                  - covariance.at(k, top)
                  + covariance.at(k, l);
        }
      }
      return OrthantProbability.probability(means, varying);
    }

    /** Returns +1 for the class that is named and −1 for its rival. */
    @Override
    public List<Double> contrast(List<Double> values, CovarianceMatrix covariance) {
      List<Double> weights = new ArrayList<>(Collections.nCopies(values.size(), 0.0));
      weights.set(LabelledPrediction.largest(values), 1.0);
      weights.set(rival(values, covariance), -1.0);
      return weights;
    }
  }

  /**
   * The one number is the answer; it is another one when it moves by more than it may, with the
   * mean moved by δ: Φ((δ − within) / σ) + Φ((−δ − within) / σ).
   *
   * @param within how far it may move, above 0, in its own unit
   */
  record StaysWithin(double within) implements AgreementCriterion {

    /**
     * Checks the distance.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public StaysWithin {
      ParameterChecks.requireAbove("within", within, "the number's own unit", 0);
    }

    @Override
    public boolean changes(List<Double> values, List<Double> again) {
      return Math.abs(again.getFirst() - values.getFirst()) > within;
    }

    @Override
    public double probability(List<Double> values, List<Double> mean, CovarianceMatrix covariance) {
      double deviation = Math.sqrt(covariance.at(0, 0));
      double moved = mean.getFirst() - values.getFirst();
      return deviation > 0
          ? OrthantProbability.phi((moved - within) / deviation)
              + OrthantProbability.phi((-moved - within) / deviation)
          : Math.abs(moved) > within ? 1 : 0;
    }

    @Override
    public List<Double> contrast(List<Double> values, CovarianceMatrix covariance) {
      return List.of(1.0);
    }
  }
}
