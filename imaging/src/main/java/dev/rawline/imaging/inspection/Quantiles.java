package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import java.util.List;

/**
 * Quantiles of a colour's samples, those of one code spread evenly between half a step below and
 * half a step above it, so that a quantile changes as smoothly as the level.
 */
final class Quantiles {
  private final long[] below;
  private final int step;

  private Quantiles(long[] below, int step) {
    this.below = below;
    this.step = step;
  }

  static Quantiles of(SampleCounts counts, List<Cfa.Site> sites) {
    int codes = counts.histogram(sites.getFirst()).length;
    long[] below = new long[codes + 1];
    for (int code = 0; code < codes; code++) {
      below[code + 1] = below[code];
      for (Cfa.Site site : sites) {
        below[code + 1] += counts.histogram(site)[code];
      }
    }
    return new Quantiles(below, 1 << counts.shift());
  }

  /** Returns the number below which a share of the samples lies [DN]. */
  double at(double share) {
    double place = share * below[below.length - 1];
    int low = 0;
    int high = below.length - 2;
    while (low < high) {
      int middle = (low + high) / 2;
      if (below[middle + 1] < place || below[middle + 1] == 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double inCode = below[low + 1] - below[low];
    return step * (low - 0.5 + (place - below[low]) / inCode);
  }
}
