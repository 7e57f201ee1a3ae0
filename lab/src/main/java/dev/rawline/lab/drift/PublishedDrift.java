package dev.rawline.lab.drift;

import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.statistic.FiellerRatio;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Published figures of the same kind of experiment: Oala, Aversa and others, Data Models for
 * Dataset Drift Controls in Machine Learning With Optical Images. Their tables hold means of five
 * splits with two digits; the figures are computed of them by the definitions of {@link
 * DriftFindings}.
 *
 * <p>They are a reference, not a target: other pictures, other networks, and views whose unsharp
 * mask blurs along one axis only. Means without predictions of samples have no interval, so that no
 * difference to ours is tested; only cells of the same name stand next to each other.
 *
 * @param name such as "Raw-Microscopy, ResNet-18, accuracy"
 * @param matchedMean the matched mean
 * @param driftDrop the mean drop under drift of the camera's processing
 * @param corruptionDrop the mean drop under corruptions of severity 3
 * @param ratio their ratio
 * @param matrix the published table, cut to the conditions that ours has
 * @param corrupted the published table under corruptions, cut to the models and corruptions that
 *     ours has
 */
public record PublishedDrift(
    String name,
    double matchedMean,
    double driftDrop,
    double corruptionDrop,
    double ratio,
    Optional<DriftMatrix> matrix,
    Optional<DriftMatrix> corrupted) {
  /** The severity of the published corruptions. */
  public static final int SEVERITY = 3;

  private static final String IDENTITY = "identity";

  /** Returns the published experiment on microscopy, with its whole table. */
  public static PublishedDrift microscopy() {
    return of("Raw-Microscopy, ResNet-18, accuracy", Metric.ACCURACY, "microscopy-accuracy");
  }

  /** Returns the published experiment on pictures of a drone, with its whole table. */
  public static PublishedDrift drone() {
    return of("Raw-Drone, U-Net++, IoU", Metric.IOU, "drone-iou");
  }

  /**
   * Returns the experiment that may be compared with ours, by the metric: accuracies with
   * accuracies, overlaps with overlaps. Its table is cut to the rows and columns that ours has as
   * well.
   */
  static Optional<PublishedDrift> beside(
      String metric, DriftMatrix ours, Map<Integer, DriftMatrix> corruptions) {
    return Metric.of(metric)
        .flatMap(
            known ->
                switch (known) {
                  case ACCURACY, BALANCED_ACCURACY -> Optional.of(microscopy());
                  case IOU, IOU_PER_IMAGE -> Optional.of(drone());
                  case MACRO_F1,
                      CALIBRATION_ERROR,
                      DICE,
                      DICE_PER_IMAGE,
                      MEAN_SQUARE,
                      MEAN_ABSOLUTE,
                      R_SQUARED ->
                      Optional.empty();
                })
        .map(published -> published.cutTo(ours, corruptions.get(SEVERITY)));
  }

  private PublishedDrift cutTo(DriftMatrix ours, DriftMatrix ourCorrupted) {
    return new PublishedDrift(
        name,
        matchedMean,
        driftDrop,
        corruptionDrop,
        ratio,
        matrix.flatMap(table -> shared(table, ours)),
        corrupted.filter(_ -> ourCorrupted != null).flatMap(table -> shared(table, ourCorrupted)));
  }

  private static Optional<DriftMatrix> shared(DriftMatrix table, DriftMatrix ours) {
    return Optional.of(table.cut(ours.trained(), ours.tested()))
        .filter(cut -> !cut.trained().isEmpty() && !cut.tested().isEmpty());
  }

  private static PublishedDrift of(String name, Metric metric, String table) {
    List<DriftScore> scores = scores(table, metric);
    DriftMatrix matrix = DriftMatrix.of(scores, metric.toString());
    DriftMatrix corrupted = DriftMatrix.ofCorruptions(scores, metric.toString()).get(SEVERITY);
    boolean higherIsBetter = metric.higherIsBetter();
    double matchedMean = SplitValues.meanOf(matrix.diagonals()).value();
    List<SplitValues> drift = CellDrop.lost(CellDrop.ofDrift(matrix, higherIsBetter));
    List<SplitValues> corruption =
        CellDrop.lost(CellDrop.against(matrix, corrupted, higherIsBetter));
    return new PublishedDrift(
        name,
        matchedMean,
        SplitValues.meanOf(drift).value(),
        SplitValues.meanOf(corruption).value(),
        FiellerRatio.of(corruption, drift, matchedMean).orElseThrow().value(),
        Optional.of(matrix),
        Optional.of(corrupted));
  }

  /** Returns the means of both tables as the scores of one split. */
  static List<DriftScore> scores(String table, Metric metric) {
    List<DriftScore> scores = new ArrayList<>();
    table("published-drift-" + table + ".csv")
        .forEach(
            (trained, tested, value) ->
                scores.add(score(trained, tested, Optional.empty(), metric, value)));
    table("published-corruptions-3-" + table + ".csv")
        .forEach(
            (trained, corruption, value) -> {
              if (!corruption.equals(IDENTITY)) {
                scores.add(
                    score(
                        trained,
                        trained,
                        Optional.of(new DriftScore.Corrupted(corruption, SEVERITY)),
                        metric,
                        value));
              }
            });
    return scores;
  }

  private static DriftScore score(
      String trained,
      String tested,
      Optional<DriftScore.Corrupted> corruption,
      Metric metric,
      double value) {
    return new DriftScore(
        trained, tested, corruption, 1, new LinkedHashMap<>(Map.of(metric.toString(), value)));
  }

  static CsvMatrix table(String name) {
    try (InputStream content = PublishedDrift.class.getResourceAsStream("/rawline/drift/" + name)) {
      return CsvMatrix.parse(
          new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
