package dev.rawline.lab.photon;

import dev.rawline.lab.statistic.CovarianceMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of a model to further recordings of one scene, and the prediction of them.
 *
 * <p>They are drawn about the recording that there is, and so carry its noise, too. What that moves
 * their mean by, {@link CurvatureBias} in the light of the recording, is taken off what the model
 * predicts for them, so that they represent recordings of the scene itself.
 *
 * @param id the sample
 * @param light the share of the light in which they were taken
 * @param draws how many there were
 * @param predictedDeviation σ of the number that decides, predicted
 * @param deviation the same, measured
 * @param covarianceError how far the measured covariance of all numbers is from the predicted one,
 *     ‖Ĉ − C‖² / ‖C‖², less what chance alone makes of so many draws, (‖Ĉ‖² + (tr Ĉ)²) / ((n − 1)
 *     ‖C‖²); by chance below 0
 * @param shift how far the mean of the deciding number is from the prediction for the recording, in
 *     predicted σ
 * @param predictedShift the same, predicted: what the noise moves the mean by
 * @param curved the share of the deciding number's variance about its mean that is not first order,
 *     Var(Δ − g · Δy) / Var(Δ), with Δy what each recording differs by from the first one
 * @param predictedChange how probably one is answered differently
 * @param changed how many were
 */
public record RedrawnPredictions(
    String id,
    double light,
    int draws,
    double predictedDeviation,
    double deviation,
    double covarianceError,
    double shift,
    double predictedShift,
    double curved,
    double predictedChange,
    int changed) {

  /**
   * Compares.
   *
   * @param sample what was predicted
   * @param light the share of the light
   * @param drawn the answers to each further recording, at least two
   * @param firstOrder g · Δy of each: by how much the deciding number changes to first order
   */
  public static RedrawnPredictions of(
      SampleNoise sample, double light, List<List<Double>> drawn, List<Double> firstOrder) {
    List<List<Double>> again = less(drawn, sample.noise().bend().at(1));
    int draws = again.size();
    CovarianceMatrix predicted = sample.noise().covariance(light);
    CovarianceMatrix measured = CovarianceMatrix.ofDrawn(again);
    double norm = predicted.norm() * predicted.norm();
    double distance = predicted.distance(measured);
    double chance =
        (measured.norm() * measured.norm() + measured.trace() * measured.trace()) / (draws - 1);
    double before = sample.deciding();
    List<Double> changes = new ArrayList<>();
    double mean = 0;
    int changed = 0;
    for (List<Double> values : again) {
      changes.add(sample.along(values) - before);
      mean += changes.getLast() / draws;
      changed += sample.decision().changes(sample.noise().values(), values) ? 1 : 0;
    }
    double firstMean = 0;
    for (double each : firstOrder) {
      firstMean += each / draws;
    }
    double left = 0;
    double all = 0;
    for (int i = 0; i < draws; i++) {
      double from = changes.get(i) - mean;
      double missing = from - (firstOrder.get(i) - firstMean);
      left += missing * missing;
      all += from * from;
    }
    double deviation = sample.deviation(light);
    return new RedrawnPredictions(
        sample.id(),
        light,
        draws,
        deviation,
        Math.sqrt(measured.along(sample.contrast())),
        (distance * distance - chance) / norm,
        mean / deviation,
        sample.bend(light) / deviation,
        left / all,
        sample.change(light),
        changed);
  }

  private static List<List<Double>> less(List<List<Double>> drawn, List<Double> off) {
    List<List<Double>> less = new ArrayList<>();
    for (List<Double> values : drawn) {
      List<Double> one = new ArrayList<>();
      for (int k = 0; k < off.size(); k++) {
        one.add(values.get(k) - off.get(k));
      }
      less.add(one);
    }
    return less;
  }
}
