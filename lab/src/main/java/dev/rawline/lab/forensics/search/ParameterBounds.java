package dev.rawline.lab.forensics.search;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import java.util.Arrays;

/** The bounds of each parameter of a camera. */
public final class ParameterBounds {
  private final double[] lowest;
  private final double[] highest;

  ParameterBounds(double[] lowest, double[] highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Returns those that the parameters of θ state. */
  public static ParameterBounds of(Theta theta) {
    double[] lowest = new double[theta.size()];
    double[] highest = new double[theta.size()];
    int at = 0;
    for (Parameter parameter : theta.parameters()) {
      for (int end = at + parameter.size(); at < end; at++) {
        lowest[at] = parameter.lowest();
        highest[at] = parameter.highest();
      }
    }
    return new ParameterBounds(lowest, highest);
  }

  /** Returns those of numbers that may lie anywhere. */
  public static ParameterBounds none(int size) {
    double[] highest = new double[size];
    Arrays.fill(highest, Double.MAX_VALUE);
    return new ParameterBounds(Arrays.stream(highest).map(bound -> -bound).toArray(), highest);
  }

  /** Returns a number moved within the bounds of its place. */
  double clamp(int place, double number) {
    return Math.clamp(number, lowest[place], highest[place]);
  }

  /** Returns whether a number lies within the bounds of its place. */
  boolean holds(int place, double number) {
    return number >= lowest[place] && number <= highest[place];
  }
}
