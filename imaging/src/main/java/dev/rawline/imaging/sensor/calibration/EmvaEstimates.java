package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Quantities with their intervals; those that the frames do not determine are absent. */
final class EmvaEstimates {
  private final Map<EmvaQuantity, Estimate> known = new EnumMap<>(EmvaQuantity.class);

  void put(EmvaQuantity figure, Estimate estimate) {
    known.put(figure, estimate);
  }

  Optional<Estimate> get(EmvaQuantity figure) {
    return Optional.ofNullable(known.get(figure));
  }

  Estimate require(EmvaQuantity figure) {
    return get(figure).orElseThrow();
  }

  Optional<NonUniformity> nonUniformity(
      EmvaQuantity total, EmvaQuantity row, EmvaQuantity column, EmvaQuantity pixel) {
    return get(total)
        .map(all -> new NonUniformity(all, require(row), require(column), require(pixel)));
  }
}
