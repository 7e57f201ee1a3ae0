package dev.rawline.learning.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers alone, which take no draws: where intervals are found otherwise. */
public record NoIntervals() implements Intervals {
  private static final double LEVEL = 0.95;

  @Override
  public List<Optional<Estimate>> estimates(Contributions contributions, List<Measure> measures) {
    double[] total = contributions.total();
    List<Optional<Estimate>> estimates = new ArrayList<>();
    for (Measure measure : measures) {
      OptionalDouble value = measure.of(total);
      estimates.add(
          value.isPresent()
              ? Optional.of(Estimate.withoutInterval(value.getAsDouble(), LEVEL))
              : Optional.empty());
    }
    return estimates;
  }
}
