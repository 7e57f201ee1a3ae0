package dev.rawline.imaging.isp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Batch normalization after a camera, as in training: every colour gets mean 0 and variance 1 over
 * all pixels of all views.
 *
 * <p>out = (in − mean) / √(variance + 10⁻⁵), with the biased variance. Backwards
 *
 * <p>∂L/∂in = (g − mean(g) − out · mean(g · out)) / √(variance + 10⁻⁵), g = ∂L/∂out.
 */
final class BatchNormalization {
  private static final double EPSILON = 1e-5;

  private final double[] deviations;
  private final List<Planes> normalized;

  BatchNormalization(List<Planes> views) {
    double[] means = means(views);
    List<Planes> centred = views.stream().map(view -> shifted(view, means)).toList();
    double[] variances = means(products(centred, centred));
    deviations = new double[variances.length];
    for (int channel = 0; channel < variances.length; channel++) {
      deviations[channel] = Math.sqrt(variances[channel] + EPSILON);
    }
    normalized = centred.stream().map(this::divided).toList();
  }

  List<Planes> value() {
    return normalized;
  }

  /**
   * Returns the smallest √(variance + 10⁻⁵) of a colour: errors of the views grow by its inverse.
   */
  double smallestDeviation() {
    return Arrays.stream(deviations).min().orElseThrow();
  }

  List<Planes> back(List<Planes> cotangents) {
    double[] means = means(cotangents);
    double[] shares = means(products(cotangents, normalized));
    List<Planes> gradients = new ArrayList<>();
    for (int image = 0; image < cotangents.size(); image++) {
      Planes along = normalized.get(image);
      Planes gradient = shifted(cotangents.get(image), means);
      for (int i = 0; i < gradient.samples.length; i++) {
        gradient.samples[i] -= along.samples[i] * shares[channel(gradient, i)];
      }
      gradients.add(divided(gradient));
    }
    return gradients;
  }

  private static double[] means(List<Planes> batch) {
    double[] means = new double[batch.getFirst().channels];
    for (Planes planes : batch) {
      double count = (double) batch.size() * planes.height * planes.width;
      for (int i = 0; i < planes.samples.length; i++) {
        means[channel(planes, i)] += planes.samples[i] / count;
      }
    }
    return means;
  }

  private static List<Planes> products(List<Planes> left, List<Planes> right) {
    List<Planes> products = new ArrayList<>();
    for (int image = 0; image < left.size(); image++) {
      products.add(left.get(image).with(right.get(image), (a, b) -> a * b));
    }
    return products;
  }

  private static Planes shifted(Planes planes, double[] means) {
    Planes shifted = planes.blank();
    for (int i = 0; i < planes.samples.length; i++) {
      shifted.samples[i] = planes.samples[i] - means[channel(planes, i)];
    }
    return shifted;
  }

  private Planes divided(Planes planes) {
    Planes divided = planes.blank();
    for (int i = 0; i < planes.samples.length; i++) {
      divided.samples[i] = planes.samples[i] / deviations[channel(planes, i)];
    }
    return divided;
  }

  private static int channel(Planes planes, int sample) {
    return sample / (planes.height * planes.width);
  }
}
