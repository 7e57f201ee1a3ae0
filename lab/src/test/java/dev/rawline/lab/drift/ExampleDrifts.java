package dev.rawline.lab.drift;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.experiment.DriftScore.Corrupted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Invented findings of drift, for drawings and pages. */
final class ExampleDrifts {
  static final List<String> VIEWS = ViewName.ALL.stream().map(ViewName::toString).toList();
  static final List<String> FOUR =
      List.of(
          "bilinear-sharpen-median",
          "bilinear-unsharp-gaussian",
          "menon-sharpen-gaussian",
          "menon-unsharp-median");
  private static final List<String> CORRUPTIONS =
      List.of(
          "gaussian_noise",
          "shot_noise",
          "impulse_noise",
          "speckle_noise",
          "gaussian_blur",
          "zoom_blur",
          "contrast",
          "brightness",
          "saturate",
          "elastic_transform");

  private final Random random = new Random(7);
  private final List<DriftScore> scores = new ArrayList<>();
  private final String metric;

  private ExampleDrifts(String metric) {
    this.metric = metric;
  }

  /** Returns findings of some views with a given drop under drift. */
  static DriftFindings of(List<String> views, int splits, double drop) {
    return of(views, splits, drop, 5);
  }

  /** Returns findings of some views with corruptions of severities from 1 on. */
  static DriftFindings of(List<String> views, int splits, double drop, int severities) {
    return new ExampleDrifts("accuracy").measured(views, splits, drop, severities);
  }

  /** Returns findings of conditions with long names, without corruptions. */
  static DriftFindings ofCameras(String metric) {
    List<String> conditions =
        List.of(
            "bilinear-sharpen-gaussian",
            "bilinear-sharpen-gaussian, light 0.1",
            "bilinear-sharpen-gaussian, light 0.1, blur 1.5, read noise 12, bits 8");
    return new ExampleDrifts(metric).measured(conditions, 3, 0.06, 0);
  }

  private DriftFindings measured(List<String> views, int splits, double drop, int severities) {
    for (int split = 1; split <= splits; split++) {
      double level = 0.82 + 0.02 * random.nextGaussian();
      for (String trained : views) {
        double own = level + 0.01 * random.nextGaussian();
        for (String tested : views) {
          double lost = trained.equals(tested) ? 0 : drop * apart(trained, tested);
          add(trained, tested, Optional.empty(), split, own - lost);
        }
        for (int severity = 1; severity <= severities; severity++) {
          for (int i = 0; i < CORRUPTIONS.size(); i++) {
            double lost = 0.012 * (i + 1) * severity * (1 + 0.1 * random.nextGaussian());
            Corrupted corrupted = new Corrupted(CORRUPTIONS.get(i), severity);
            add(trained, trained, Optional.of(corrupted), split, own - lost);
          }
        }
      }
    }
    return DriftFindings.of(scores, metric);
  }

  private double apart(String one, String other) {
    String[] first = one.split("[-,]", -1);
    String[] second = other.split("[-,]", -1);
    double apart = 0.4 * random.nextGaussian();
    for (int stage = 0; stage < Math.min(first.length, second.length); stage++) {
      apart += first[stage].equals(second[stage]) ? 0 : 2.0 / (1 + stage);
    }
    return first.length == second.length ? apart : apart + 2;
  }

  private void add(
      String trained, String tested, Optional<Corrupted> corrupted, int split, double value) {
    double noisy = value + 0.004 * random.nextGaussian();
    scores.add(
        new DriftScore(
            trained, tested, corrupted, split, new LinkedHashMap<>(Map.of(metric, noisy))));
  }
}
