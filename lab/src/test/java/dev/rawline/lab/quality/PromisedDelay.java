package dev.rawline.lab.quality;

import dev.rawline.lab.statistic.Ewma;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * How long an EWMA chart stays within its limits, as its scheme promises it for normal scores whose
 * mean and deviation are known: the law of its value, image by image, on a grid.
 */
final class PromisedDelay {
  private static final int CELLS = 61;

  /**
   * Scores of a day.
   *
   * @param mean their mean
   * @param deviation their standard deviation
   * @param known the share of images that have one
   */
  record Scores(double mean, double deviation, double known) {
    Scores towards(Scores other, double share) {
      return new Scores(
          mean + share * (other.mean - mean),
          deviation + share * (other.deviation - deviation),
          known + share * (other.known - known));
    }
  }

  private PromisedDelay() {}

  /** Returns the probabilities that there was no signal until after day 0, 1 … */
  static double[] silent(Ewma chart, int days, int imagesADay, IntFunction<Scores> scores) {
    double end = chart.limit() * Math.sqrt(chart.weight() / (2 - chart.weight()));
    double width = 2 * end / CELLS;
    double[] law = new double[CELLS];
    law[CELLS / 2] = 1;
    double[] silent = new double[days + 1];
    silent[0] = 1;
    Scores before = null;
    double[][] steps = new double[CELLS][CELLS];
    for (int day = 1; day <= days; day++) {
      Scores now = scores.apply(day);
      if (!now.equals(before)) {
        fill(steps, chart.weight(), now, end, width);
        before = now;
      }
      for (int image = 0; image < imagesADay; image++) {
        law = next(law, steps, now.known());
      }
      silent[day] = Arrays.stream(law).sum();
    }
    return silent;
  }

  private static void fill(double[][] steps, double weight, Scores now, double end, double width) {
    double spread = weight * now.deviation();
    for (int from = 0; from < CELLS; from++) {
      double mean = (1 - weight) * ((from + 0.5) * width - end) + weight * now.mean();
      for (int to = 0; to < CELLS; to++) {
        double z = ((to + 0.5) * width - end - mean) / spread;
        steps[from][to] = width * Math.exp(-z * z / 2) / (spread * Math.sqrt(2 * Math.PI));
      }
    }
  }

  private static double[] next(double[] law, double[][] steps, double known) {
    double[] next = new double[CELLS];
    for (int from = 0; from < CELLS; from++) {
      for (int to = 0; to < CELLS; to++) {
        next[to] += known * law[from] * steps[from][to];
      }
    }
    for (int cell = 0; cell < CELLS; cell++) {
      next[cell] += (1 - known) * law[cell];
    }
    return next;
  }
}
