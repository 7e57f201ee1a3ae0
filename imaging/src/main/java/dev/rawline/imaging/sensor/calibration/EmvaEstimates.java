package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Quantities with their budgets; those that the frames do not determine are absent. */
final class EmvaEstimates {
  private final Map<EmvaQuantity, UncertaintyBudget> known = new EnumMap<>(EmvaQuantity.class);

  void put(EmvaQuantity figure, UncertaintyBudget budget) {
    known.put(figure, budget);
  }

  /** Replaces an estimate by bounds that quantization leaves. */
  void bound(EmvaQuantity figure, Estimate estimate) {
    known.computeIfPresent(
        figure,
        (_, budget) ->
            UncertaintyBudget.bounded(
                estimate, "quantization: a bound of the standard", budget.notStated()));
  }

  Optional<Estimate> get(EmvaQuantity figure) {
    return Optional.ofNullable(known.get(figure)).map(UncertaintyBudget::value);
  }

  Estimate require(EmvaQuantity figure) {
    return get(figure).orElseThrow();
  }

  Optional<NonUniformity> nonUniformity(
      EmvaQuantity total, EmvaQuantity row, EmvaQuantity column, EmvaQuantity pixel) {
    return get(total)
        .map(all -> new NonUniformity(all, require(row), require(column), require(pixel)));
  }

  /** Returns the budgets by the keys of {@link ChannelCalibration#budgets}. */
  Map<String, UncertaintyBudget> budgets() {
    Map<String, UncertaintyBudget> budgets = new LinkedHashMap<>();
    known.forEach((figure, budget) -> budgets.put(figure.key(), budget));
    return budgets;
  }
}
