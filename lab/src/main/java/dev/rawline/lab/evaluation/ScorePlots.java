package dev.rawline.lab.evaluation;

import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.ClassificationScores;
import dev.rawline.learning.metric.ConfidenceCalibration;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.Scores.RegressionScores;
import dev.rawline.learning.metric.Scores.SegmentationScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scores → the pictures of them in a folder. */
public final class ScorePlots {
  static final String CONFUSION = "confusion.png";
  static final String RELIABILITY = "reliability.png";

  private ScorePlots() {}

  /**
   * Draws what a task has pictures of.
   *
   * @param what what was evaluated, such as "test side of leukocytes"
   */
  public static void write(Scores scores, String what, Path folder) throws IOException {
    switch (scores) {
      case ClassificationScores classes -> {
        PngFile.write(
            ConfusionMatrix.of(
                    classes.confusion(),
                    "Confusion on the " + what,
                    List.of(
                        "%d samples · %s".formatted(scores.samples(), words(scores)),
                        "rows sum to 100 %: predictions for the samples of each class"))
                .picture(),
            folder.resolve(CONFUSION));
        writeReliability(
            classes.calibration(),
            what,
            "confidence: probability of the predicted class",
            ChanceLevel.of(scores),
            folder);
      }
      case SegmentationScores pixels ->
          writeReliability(
              pixels.calibration(),
              what,
              "confidence: probability of the predicted label of a pixel",
              Optional.empty(),
              folder);
      case RegressionScores _ -> {}
    }
  }

  private static void writeReliability(
      ConfidenceCalibration calibration,
      String what,
      String confidence,
      Optional<ChanceLevel> chance,
      Path folder)
      throws IOException {
    PngFile.write(
        ReliabilityPlot.of(calibration, "Reliability on the " + what, confidence, chance).picture(),
        folder.resolve(RELIABILITY));
  }

  /** Returns the main metric with its interval. */
  private static String words(Scores scores) {
    String name = scores.main().toString();
    return name.replace('_', ' ') + " " + words(scores.estimates().get(name));
  }

  /** Returns for example "0.812 (95 % interval 0.790 to 0.834)". */
  private static String words(Estimate estimate) {
    if (!estimate.hasInterval()) {
      return String.format(Locale.ROOT, "%.3f (no interval)", estimate.value());
    }
    return String.format(
        Locale.ROOT,
        "%.3f (%.0f %% interval %.3f to %.3f)",
        estimate.value(),
        100 * estimate.level(),
        estimate.low(),
        estimate.high());
  }
}
