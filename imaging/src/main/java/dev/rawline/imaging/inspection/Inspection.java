package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.numeric.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What one raw image shows of its camera.
 *
 * @param width columns [px]
 * @param height rows [px]
 * @param cfa the colour layout that the image states
 * @param values what was measured, in the order of {@link Quantity}; what the image does not allow
 *     to measure is left out
 * @param anomalies what no sound raw image shows
 * @param fingerprint a number made of all samples; 0 if they are all equal
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
