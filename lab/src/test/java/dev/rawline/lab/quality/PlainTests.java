package dev.rawline.lab.quality;

import dev.rawline.lab.statistic.FalseDiscoveryRate;
import dev.rawline.lab.statistic.KolmogorovSmirnov;
import java.util.ArrayList;
import java.util.List;

/**
 * The tests without physics: one of Kolmogorov and Smirnov for the mean and one for the contrast of
 * each channel, their p-values adjusted as those of quality control are.
 *
 * @param adjusted the p-values
 */
record PlainTests(List<Double> adjusted) {
  static PlainTests of(List<PlainNumbers> reference, List<PlainNumbers> incoming) {
    List<Double> found = new ArrayList<>();
    for (int k = 0; k < reference.getFirst().values().size(); k++) {
      found.add(KolmogorovSmirnov.compare(column(reference, k), column(incoming, k)).pValue());
    }
    return new PlainTests(FalseDiscoveryRate.BENJAMINI_HOCHBERG.adjusted(found));
  }

  private static double[] column(List<PlainNumbers> images, int number) {
    return images.stream().mapToDouble(image -> image.values().get(number)).toArray();
  }

  boolean drifted(double level) {
    return adjusted.stream().anyMatch(each -> each <= level);
  }
}
