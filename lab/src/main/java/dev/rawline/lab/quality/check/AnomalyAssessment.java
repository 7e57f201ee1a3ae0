package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.List;

/**
 * What is judged of an anomaly that some images of a batch show.
 *
 * @param kind which
 * @param words what was found in the first image that shows it
 * @param images the names of the images that show it
 * @param verdict {@link Verdict#PASS} where half of the reference's images show it, too
 */
public record AnomalyAssessment(
    Anomaly.Kind kind, String words, List<String> images, Verdict verdict) {
  /** Copies the list. */
  public AnomalyAssessment {
    images = List.copyOf(images);
  }
}
