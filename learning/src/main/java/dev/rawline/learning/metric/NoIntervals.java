package dev.rawline.learning.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers alone, which take no draws: where intervals are found otherwise. */
public record NoIntervals() implements IntervalMethod {
  private static final double LEVEL = 0.95;

  @Override
  public List<Optional<IntervalEstimate>> estimates(
      Contributions contributions, List<SumStatistic> measures) {
    double[] total = contributions.total();
    List<Optional<IntervalEstimate>> estimates = new ArrayList<>();
    for (SumStatistic measure : measures) {
      OptionalDouble value = measure.of(total);
      estimates.add(
          value.isPresent()
              ? Optional.of(IntervalEstimate.withoutInterval(value.getAsDouble(), LEVEL))
              : Optional.empty());
    }
    return estimates;
  }
}
