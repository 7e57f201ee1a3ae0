package dev.rawline.lab.optimization;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The cost of acquiring samples, part by part, in the currency of a {@link PriceTable}.
 *
 * @param photons for light
 * @param time for the instrument's time
 * @param storage for what is kept and moved
 * @param lens for the lens
 * @param sensor for the sensor
 */
public record AcquisitionCost(
    double photons, double time, double storage, double lens, double sensor) {

  /** Returns the sum. */
  public double total() {
    return photons + time + storage + lens + sensor;
  }

  /** Returns the parts by name. */
  public SequencedMap<String, Double> parts() {
    SequencedMap<String, Double> parts = new LinkedHashMap<>();
    parts.put("photons", photons);
    parts.put("time", time);
    parts.put("storage", storage);
    parts.put("lens", lens);
    parts.put("sensor", sensor);
    return parts;
  }
}
