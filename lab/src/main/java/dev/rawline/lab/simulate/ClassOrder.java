package dev.rawline.lab.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which class each sample of a data set has, so that every beginning of it holds the classes in
 * proportion.
 *
 * <p>Sample n has the class c whose number of samples lags most behind its share, n · w_c / Σ w; of
 * several the first. The order does not depend on how many samples there will be, and the number of
 * samples of a class differs from its share by less than the number of classes.
 *
 * @param labels the classes, at least one
 * @param weights how often each occurs, relative to the others, at least 1
 */
record ClassOrder(List<String> labels, List<Integer> weights) {

  /** Returns the classes of the first samples. */
  List<String> first(int count) {
    long total = weights.stream().mapToLong(Integer::longValue).sum();
    long[] lag = new long[labels.size()];
    List<String> order = new ArrayList<>(count);
    for (int sample = 0; sample < count; sample++) {
      for (int i = 0; i < lag.length; i++) {
        lag[i] += weights.get(i);
      }
      int most =
          IntStream.range(0, lag.length)
              .reduce((best, i) -> lag[i] > lag[best] ? i : best)
              .orElseThrow();
      lag[most] -= total;
      order.add(labels.get(most));
    }
    return order;
  }
}
