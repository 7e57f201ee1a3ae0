package dev.rawline.lab.quality.reference;

import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.batch.ChanceDefects;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.BlurResponse;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What incoming images are compared with: a reference camera as its own images show it, and its
 * specification.
 *
 * @param name what it is called
 * @param frame what is stated of its frames
 * @param images what was measured on the images
 * @param fingerprints a number made of the samples of each
 * @param anomalies how many of the images show an anomaly of each kind
 * @param defects the pixels that were defective already
 * @param pattern the standard deviation of what pixels share in all images [DN], where it is known
 * @param chance how many pixels look defective in a few images only, where it is known
 * @param blur what a blur does to these images
 * @param sensor the sensor's specification, where there is one
 * @param tolerance which cameras the task's model tolerates, where that is specified
 * @param model the outputs of the task's model for the images, where one was given
 * @param origin the provenance, as values of a JSON file
 */
public record QualityReference(
    String name,
    FrameMetadata frame,
    QuantityTable images,
    List<Long> fingerprints,
    Map<Anomaly.Kind, Integer> anomalies,
    List<Defect> defects,
    Optional<Estimate> pattern,
    Optional<ChanceDefects> chance,
    BlurResponse blur,
    Optional<SensorSpec> sensor,
    Optional<ToleranceSpecification> tolerance,
    Optional<ModelOutputs> model,
    SequencedMap<String, Object> origin) {

  /** The fewest images: of fewer, the spread between images is a guess. */
  public static final int FEWEST_IMAGES = 8;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are too few images, or not a fingerprint of each
   */
  public QualityReference {
    fingerprints = List.copyOf(fingerprints);
    anomalies = Map.copyOf(anomalies);
    defects = List.copyOf(defects);
    origin =
        Collections.unmodifiableSequencedMap(
            new LinkedHashMap<>(origin)); // ordered: its sum counts
    if (fingerprints.size() != images.images()) {
      throw new IllegalArgumentException(
          "the reference has %d fingerprints: expected %d, one an image"
              .formatted(fingerprints.size(), images.images()));
    }
    if (images.images() < FEWEST_IMAGES) {
      throw new IllegalArgumentException(
          "the reference has %d images: expected at least %d, better 100; give more of the same camera"
              .formatted(images.images(), FEWEST_IMAGES));
    }
  }

  /** Returns the search for the cause of a drift since then. */
  public FindCause findCause() {
    return new FindCause(images.only(Quantity.of(frame.cfa())), blur, frame.numbers());
  }

  /** Returns whether at least half of the images show an anomaly of a kind: it is the camera's. */
  public boolean isUsual(Anomaly.Kind kind) {
    return 2 * anomalies.getOrDefault(kind, 0) >= images.images();
  }
}
