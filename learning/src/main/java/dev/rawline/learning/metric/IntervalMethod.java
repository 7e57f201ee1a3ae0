package dev.rawline.learning.metric;

import java.util.List;
import java.util.Optional;

/** How confidence intervals are found, if they are. */
public sealed interface IntervalMethod permits Bootstrap, NoIntervals {

  /** Returns the estimate of every measure, in their order; none of those that are not defined. */
  List<Optional<IntervalEstimate>> estimates(
      Contributions contributions, List<SumStatistic> measures);
}
