package dev.rawline.lab.photon;

import dev.rawline.lab.evaluation.LabelledPrediction;
import dev.rawline.lab.statistic.CovarianceMatrix;
import java.util.List;

/**
 * How sure the photons leave the prediction for one sample.
 *
 * @param id the sample
 * @param truth its class or number; empty where it is not known
 * @param predicted the class or number that the model predicts
 * @param rival the class that most probably takes its place; empty of a number
 * @param noise how the prediction varies
 * @param decision when another recording counts as answered differently
 * @param contrast the weights of the numbers whose sum decides
 * @param change how probably another recording of the scene is answered differently, 0 to 1
 * @param budget the least light that is enough for the confidence that is wanted
 */
public record SampleNoise(
    String id,
    String truth,
    String predicted,
    String rival,
    PredictionNoise noise,
    AgreementCriterion decision,
    List<Double> contrast,
    double change,
    PhotonBudget budget) {

  /** Copies the list. */
  public SampleNoise {
    contrast = List.copyOf(contrast);
  }

  /**
   * Returns what follows from the noise of a prediction.
   *
   * @param names what the numbers are called, the classes or the one number
   * @param confidence the probability that the prediction must stay the same, above 0.5, below 1
   */
  public static SampleNoise of(
      String id,
      String truth,
      List<String> names,
      PredictionNoise noise,
      AgreementCriterion decision,
      double confidence) {
    List<Double> values = noise.values();
    CovarianceMatrix recorded = noise.covariance(1);
    boolean isClass = decision instanceof AgreementCriterion.LargestWins;
    return new SampleNoise(
        id,
        truth,
        isClass
            ? names.get(LabelledPrediction.largest(values))
            : String.valueOf(values.getFirst().floatValue()),
        isClass ? names.get(AgreementCriterion.LargestWins.rival(values, recorded)) : "",
        noise,
        decision,
        decision.contrast(values, recorded),
        decision.probability(values, values, recorded),
        PhotonBudget.of(noise, decision, confidence));
  }

  /** Returns how probably a recording in a share of the light is answered differently, 0 to 1. */
  public double change(double light) {
    return decision.probability(noise.values(), noise.mean(light), noise.covariance(light));
  }

  /** Returns the number that decides: the difference to the rival, or the number itself. */
  public double deciding() {
    return along(noise.values());
  }

  /** Returns its standard deviation in a share of the light. */
  public double deviation(double light) {
    return Math.sqrt(noise.covariance(light).along(contrast));
  }

  /** Returns by how much noise moves its mean in a share of the light, against the recording. */
  public double bend(double light) {
    return along(noise.mean(light)) - deciding();
  }

  /** Returns which share of its variance is that of the read-out, 0 to 1; the rest is photons. */
  public double readOutShare() {
    double all = noise.covariance(1).along(contrast);
    return all > 0 ? noise.readOut().along(contrast) / all : 0;
  }

  /** Returns the deciding sum of other numbers. */
  double along(List<Double> values) {
    double sum = 0;
    for (int i = 0; i < contrast.size(); i++) {
      sum += contrast.get(i) * values.get(i);
    }
    return sum;
  }
}
