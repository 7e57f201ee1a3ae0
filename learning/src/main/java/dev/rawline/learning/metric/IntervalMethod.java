package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Optional;

/** How confidence intervals are found, if they are. */
@FunctionalInterface
public interface IntervalMethod {

  /** Values alone, without intervals: no draws are made. */
  IntervalMethod NONE =
      (contributions, measures) ->
          measures.stream()
              .map(measure -> measure.of(contributions.total()))
              .map(
                  value ->
                      value.isPresent()
                          ? Optional.of(
                              Estimate.withoutInterval(value.getAsDouble(), Estimate.LEVEL))
                          : Optional.<Estimate>empty())
              .toList();

  /** Returns the estimate of every measure, in their order; none of those that are not defined. */
  List<Optional<Estimate>> estimates(
      Contributions contributions, List<Contributions.Statistic> measures);
}
