package dev.rawline.lab.generate;

import dev.rawline.lab.statistic.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two sets of features, of real images and of generated ones, and how they differ.
 *
 * <p>Features are scaled first: by the mean and the deviation of the real ones, feature by feature;
 * one whose deviation is below a thousandth of the mean deviation is left out.
 *
 * @param real images × features
 * @param generated images × features
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FeatureSets(double[][] real, double[][] generated) {
  private static final double LEAST = 1e-3;

  /** Scales both. */
  FeatureSets {
    if (real.length < 2 || generated.length < 2) {
      throw new IllegalArgumentException(
          "there are features of %d real and %d generated images: expected at least 2 each"
              .formatted(real.length, generated.length));
    }
    int width = real[0].length;
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (int j = 0; j < width; j++) {
      int column = j;
      mean[j] = Arrays.stream(real).mapToDouble(row -> row[column]).average().orElseThrow();
      deviation[j] =
          Math.sqrt(
              Arrays.stream(real)
                  .mapToDouble(row -> (row[column] - mean[column]) * (row[column] - mean[column]))
                  .average()
                  .orElseThrow());
    }
    double least = LEAST * Arrays.stream(deviation).average().orElseThrow();
    real = scaled(real, mean, deviation, least);
    generated = scaled(generated, mean, deviation, least);
  }

  private static double[][] scaled(
      double[][] rows, double[] mean, double[] deviation, double least) {
    double[][] scaled = new double[rows.length][mean.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        scaled[i][j] = deviation[j] <= least ? 0 : (rows[i][j] - mean[j]) / deviation[j];
      }
    }
    return scaled;
  }

  /**
   * Returns the kernel distance (Bińkowski and others, ICLR 2018): the unbiased estimate of the
   * squared maximum mean discrepancy with the kernel (x·y / d + 1)³, d the number of features. It
   * is about 0, and may be below it, where both sets are of one distribution; scaling by few real
   * images raises it.
   *
   * <p>The distributions are mixtures of classes, with the shares of the real images. Images are
   * drawn class by class, not at random: pairs of classes are therefore averaged by themselves, and
   * weighted by the shares. A mean over all pairs would have too few of one class within a set.
   *
   * @param ofReal the class of every real image
   * @param ofGenerated the class of every generated one
   * @throws IllegalArgumentException if a class of the real ones has fewer than two of either
   */
  double kernelDistance(List<Integer> ofReal, List<Integer> ofGenerated) {
    Map<Integer, List<Integer>> reals = byClass(ofReal);
    Map<Integer, List<Integer>> others = byClass(ofGenerated);
    double distance = 0;
    for (int one : reals.keySet()) {
      for (int other : reals.keySet()) {
        List<Integer> first = atLeastTwo(reals, one);
        List<Integer> second = atLeastTwo(reals, other);
        List<Integer> generatedSecond = atLeastTwo(others, other);
        double pairs = within(real, first, second);
        pairs += within(generated, atLeastTwo(others, one), generatedSecond);
        pairs -= 2 * across(first, generatedSecond);
        distance += pairs * first.size() * second.size() / ((double) real.length * real.length);
      }
    }
    return distance;
  }

  private static Map<Integer, List<Integer>> byClass(List<Integer> labels) {
    return IntStream.range(0, labels.size())
        .boxed()
        .collect(Collectors.groupingBy(labels::get, TreeMap::new, Collectors.toList()));
  }

  private static List<Integer> atLeastTwo(Map<Integer, List<Integer>> byClass, int label) {
    List<Integer> own = byClass.getOrDefault(label, List.of());
    if (own.size() < 2) {
      throw new IllegalArgumentException(
          "class %d has %d images: expected at least 2, of which pairs are made"
              .formatted(label, own.size()));
    }
    return own;
  }

  /** Returns the mean kernel of all pairs but those of an image with itself. */
  private static double within(double[][] images, List<Integer> first, List<Integer> second) {
    return first.stream()
        .flatMapToDouble(
            i ->
                second.stream()
                    .filter(j -> !j.equals(i))
                    .mapToDouble(j -> kernel(images[i], images[j])))
        .average()
        .orElseThrow();
  }

  private double across(List<Integer> ofReal, List<Integer> ofGenerated) {
    return ofReal.stream()
        .flatMapToDouble(i -> ofGenerated.stream().mapToDouble(j -> kernel(real[i], generated[j])))
        .average()
        .orElseThrow();
  }

  private static double kernel(double[] one, double[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    double base = product / one.length + 1;
    return base * base * base;
  }

  /**
   * Returns the share of real images that have a generated one within the distance to their k-th
   * nearest real neighbour (Naeem and others, ICML 2020).
   */
  double coverage(int k) {
    double[] radii = radii(k);
    int covered = 0;
    for (int i = 0; i < real.length; i++) {
      boolean found = false;
      for (double[] other : generated) {
        found |= Vectors.squaredDistance(real[i], other) <= radii[i];
      }
      covered += found ? 1 : 0;
    }
    return (double) covered / real.length;
  }

  /**
   * Returns in how many of the real images' k-th-neighbour balls a generated image lies on average,
   * over k: 1 on average for images of the same distribution, less for those that no real one is
   * like (Naeem and others, ICML 2020).
   */
  double density(int k) {
    double[] radii = radii(k);
    long within = 0;
    for (double[] other : generated) {
      for (int i = 0; i < real.length; i++) {
        within += Vectors.squaredDistance(real[i], other) <= radii[i] ? 1 : 0;
      }
    }
    return (double) within / ((double) k * generated.length);
  }

  /** Returns the squared distance of every real image to its k-th nearest real neighbour. */
  private double[] radii(int k) {
    if (k < 1 || k >= real.length) {
      throw new IllegalArgumentException(
          "k is %d: expected 1 to %d, one less than the real images".formatted(k, real.length - 1));
    }
    double[] radii = new double[real.length];
    for (int i = 0; i < real.length; i++) {
      double[] distances = new double[real.length];
      for (int j = 0; j < real.length; j++) {
        distances[j] = Vectors.squaredDistance(real[i], real[j]);
      }
      Arrays.sort(distances); // the first is that to itself
      radii[i] = distances[k];
    }
    return radii;
  }
}
