package dev.rawline.app.train;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.Scores;
import java.io.PrintWriter;
import java.util.Locale;

/** What an evaluation came to, as the terminal shows it: a line a metric, with its interval. */
final class ScoresSummary {
  private static final double PERCENT = 100;

  private ScoresSummary() {}

  /**
   * Prints all numbers of an evaluation.
   *
   * @param what what was evaluated, such as "test side"
   */
  static void print(String what, Evaluation.Result result, PrintWriter out) {
    Scores scores = result.scores();
    out.printf("%s, %d samples: loss %.4f%n", what, scores.samples(), result.loss());
    scores
        .estimates()
        .forEach((name, estimate) -> out.println(line(name, estimate, scores.groups())));
    ChanceLevel.of(scores)
        .filter(chance -> chance.hardlyExceededBy(result.main()))
        .ifPresent(chance -> out.printf("  this is close to %s%n", chance.words()));
    boolean some = scores.estimates().values().stream().anyMatch(Estimate::hasInterval);
    if (some && scores.groups() < Bootstrap.ENOUGH_GROUPS) {
      out.printf(
          "  intervals of %d groups are too narrow: %d or more groups are needed%n",
          scores.groups(), Bootstrap.ENOUGH_GROUPS);
    }
  }

  static String line(String name, Estimate estimate, int groups) {
    return String.format(
        Locale.ROOT,
        "  %-28s %.4f   (%s)",
        name.replace('_', ' '),
        estimate.value(),
        interval(estimate, groups));
  }

  private static String interval(Estimate estimate, int groups) {
    if (estimate.hasInterval()) {
      return String.format(
          Locale.ROOT,
          "%.0f %% interval %.4f to %.4f",
          PERCENT * estimate.level(),
          estimate.low(),
          estimate.high());
    }
    return groups == 1
        ? "no interval: one group"
        : "no interval: it is the same for all %d groups".formatted(groups);
  }
}
