package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.numeric.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The measurements of one raw image that characterise its camera.
 *
 * @param width columns [px]
 * @param height rows [px]
 * @param cfa the stated colour layout
 * @param values the measured values, in the order of {@link Quantity}; what cannot be measured in
 *     the image is absent
 * @param anomalies properties that an unprocessed raw image of a working camera does not have
 * @param fingerprint a hash of all samples; 0 if they are all equal
 */
public record Inspection(
    int width,
    int height,
    Cfa cfa,
    SequencedMap<Quantity, Estimate> values,
    List<Anomaly> anomalies,
    long fingerprint) {

  /** Copies the collections. */
  public Inspection {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    anomalies = List.copyOf(anomalies);
  }
}
