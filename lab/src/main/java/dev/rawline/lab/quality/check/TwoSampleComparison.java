package dev.rawline.lab.quality.check;

import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.CramerVonMises;
import dev.rawline.lab.statistic.ExchangedGroups;
import dev.rawline.lab.statistic.KolmogorovSmirnov;
import dev.rawline.lab.statistic.TwoSampleResult;

/** By which test a quantity is compared with the reference. */
public enum TwoSampleComparison {
  /** The largest difference of the two distributions. */
  KOLMOGOROV_SMIRNOV,
  /** The mean square of their difference: it finds small shifts of the whole more often. */
  CRAMER_VON_MISES;

  /** Returns its name for display. */
  public String label() {
    return switch (this) {
      case KOLMOGOROV_SMIRNOV -> "Kolmogorov–Smirnov";
      case CRAMER_VON_MISES -> "Cramér–von Mises";
    };
  }

  TwoSampleResult compare(double[] reference, double[] incoming, Seed seed) {
    return switch (this) {
      case KOLMOGOROV_SMIRNOV -> KolmogorovSmirnov.compare(reference, incoming);
      case CRAMER_VON_MISES -> CramerVonMises.compare(reference, incoming, seed);
    };
  }

  /** Returns the statistics of all values, NaN where one is missing, by groups. */
  double[] statistics(double[] values, ExchangedGroups groups) {
    return switch (this) {
      case KOLMOGOROV_SMIRNOV -> KolmogorovSmirnov.statistics(values, groups);
      case CRAMER_VON_MISES -> CramerVonMises.statistics(values, groups);
    };
  }
}
