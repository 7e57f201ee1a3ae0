package dev.rawline.lab.drift;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Scores for tests. */
final class Scores {
  static final String METRIC = "accuracy";
  static final List<String> VIEWS = ViewName.ALL.stream().map(Object::toString).toList();
  static final List<String> CORRUPTIONS = List.of("gaussian_noise", "zoom_blur", "contrast");

  private Scores() {}

  /** The value of a score. */
  interface Value {
    double of(int trained, int tested, int split);
  }

  static DriftScore score(String trained, String tested, int split, double value) {
    return new DriftScore(
        trained, tested, Optional.empty(), split, new LinkedHashMap<>(Map.of(METRIC, value)));
  }

  static DriftScore corrupted(
      String trained, String corruption, int severity, int split, double value) {
    return new DriftScore(
        trained,
        Condition.own(trained),
        Optional.of(new DriftScore.Corrupted(corruption, severity)),
        split,
        new LinkedHashMap<>(Map.of(METRIC, value)));
  }

  /** Returns a score of every condition under every other. */
  static List<DriftScore> matrix(List<String> conditions, int splits, Value number) {
    List<DriftScore> scores = new ArrayList<>();
    for (int trained = 0; trained < conditions.size(); trained++) {
      for (int tested = 0; tested < conditions.size(); tested++) {
        for (int split = 1; split <= splits; split++) {
          scores.add(
              score(
                  conditions.get(trained),
                  conditions.get(tested),
                  split,
                  number.of(trained, tested, split)));
        }
      }
    }
    return scores;
  }

  /** Returns random scores of all kinds; most drops are above 0. */
  static List<DriftScore> drawn(
      List<String> conditions, int splits, int severities, RandomGenerator random) {
    List<DriftScore> scores =
        new ArrayList<>(
            matrix(
                conditions,
                splits,
                (trained, tested, _) ->
                    (trained == tested ? 0.85 : 0.75) + 0.02 * random.nextGaussian()));
    for (String trained : conditions) {
      for (String corruption : CORRUPTIONS) {
        for (int severity = 1; severity <= severities; severity++) {
          for (int split = 1; split <= splits; split++) {
            scores.add(
                corrupted(
                    trained,
                    corruption,
                    severity,
                    split,
                    0.8 - 0.1 * severity + 0.03 * random.nextGaussian()));
          }
        }
      }
    }
    return scores;
  }
}
