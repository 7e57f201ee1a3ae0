package dev.rawline.imaging.sensor.calibration;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Figures with their intervals; those that the frames do not tell are absent. */
final class Estimates {
  private final Map<Figure, Estimate> known = new EnumMap<>(Figure.class);

  void put(Figure figure, Estimate estimate) {
    known.put(figure, estimate);
  }

  Optional<Estimate> get(Figure figure) {
    return Optional.ofNullable(known.get(figure));
  }

  Estimate require(Figure figure) {
    return get(figure).orElseThrow();
  }

  Optional<NonUniformity> nonUniformity(Figure total, Figure row, Figure column, Figure pixel) {
    return get(total)
        .map(all -> new NonUniformity(all, require(row), require(column), require(pixel)));
  }
}
