package dev.rawline.learning.metric;

import java.util.List;
import java.util.Optional;

/** How confidence intervals are found, if they are. */
public sealed interface Intervals permits Bootstrap, NoIntervals {

  /** Returns the estimate of every measure, in their order; none of those that are not defined. */
  List<Optional<Estimate>> estimates(Contributions contributions, List<Measure> measures);
}
