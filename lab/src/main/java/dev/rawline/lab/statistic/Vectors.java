package dev.rawline.lab.statistic;

/** Sums over two vectors of one length, in the order of their places. */
public final class Vectors {
  private Vectors() {}

  /** Returns Σ one · other. */
  public static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** Returns Σ (one − other)². */
  public static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }
}
