package dev.rawline.lab.tolerance;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.CameraParameter;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Answers that change at random with a known drop of the accuracy, neighbouring places alike.
 *
 * <p>Sample i has at place x of a parameter the phase u = (v_i + s_i · x) mod 1, v_i and s_i drawn
 * once, so that u is uniform at every place, and the closer two places are the more alike. It
 * becomes wrong where u is below (churn + drop) / 2, and right where it is above 1 − (churn − drop)
 * / 2.
 */
final class SimulatedChurn {
  private final int samples;
  private final double churn;
  private final double[][] start;
  private final double[][] speed;

  /**
   * Draws the samples.
   *
   * @param shared how much of the phase all parameters share, 0 to 1
   * @param pace how far phases move over a range: from 1 on its places are nearly independent, at
   *     0.02 nearly the same answers change at all
   */
  SimulatedChurn(int samples, double churn, double shared, double pace, long trial) {
    this.samples = samples;
    this.churn = churn;
    int parameters = 4;
    start = new double[parameters][samples];
    speed = new double[parameters][samples];
    RandomDraws random = new RandomDraws(new Seed(trial, "churn").stream("phases", 0));
    for (int i = 0; i < samples; i++) {
      double common = random.between(0, 1);
      for (int p = 0; p < parameters; p++) {
        start[p][i] = random.chance(shared) ? common : random.between(0, 1);
        speed[p][i] = random.gaussian(0, pace);
      }
    }
  }

  /** Returns parameters from −1 to 1 around 0. */
  static List<CameraParameter> parameters(int count) {
    return IntStream.range(0, count)
        .mapToObj(p -> SyntheticAnswers.linear(String.valueOf(p), 0, 1))
        .toList();
  }

  /**
   * Measures accuracy lost.
   *
   * @param drop the true drop at a place, at most the churn
   * @param delta the margin
   */
  ToleranceSearch.Measurement measurement(DoubleUnaryOperator drop, double delta) {
    return (parameter, value) -> {
      int p = Integer.parseInt(parameter.name());
      double lost = drop.applyAsDouble(value);
      double worse = (churn + lost) / 2;
      double better = (churn - lost) / 2;
      int b = 0;
      int c = 0;
      for (int i = 0; i < samples; i++) {
        double phase = start[p][i] + speed[p][i] * value;
        phase -= Math.floor(phase);
        b += phase < worse ? 1 : 0;
        c += phase >= 1 - better ? 1 : 0;
      }
      return new ToleranceSearch.Measured(
          Estimate.withoutInterval((double) (c - b) / samples, Estimate.LEVEL),
          MarginComparison.ofCounts(samples, b, c, delta),
          false);
    };
  }

  /**
   * Returns on how many sides the accuracy is lost by more than a margin at one of the four places
   * fixed in advance, which was the bound until version 0.2.
   */
  static int crossed(List<ToleranceSearch.Bounded> sides, double delta) {
    return (int)
        sides.stream()
            .filter(
                side ->
                    side.points().stream()
                        .filter(point -> 4 * Math.sqrt(Math.abs(point.value())) % 1 == 0)
                        .anyMatch(point -> point.metric() < -delta))
            .count();
  }

  /** Returns whether there is a claim of a kind where it is wrong. */
  static boolean claims(
      List<ToleranceSearch.Bounded> sides, ToleranceOutcome kind, Predicate<Double> isWrong) {
    return sides.stream()
        .flatMap(side -> side.points().stream())
        .anyMatch(point -> point.outcome() == kind && isWrong.test(point.value()));
  }
}
