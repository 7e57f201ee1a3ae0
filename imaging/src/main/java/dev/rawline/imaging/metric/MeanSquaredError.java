package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.View;

/**
 * The mean squared error over all samples: 0 for equal pictures.
 *
 * <p>value = (1/N) Σ (picture − reference)², N = 3 · height · width, without unit.
 */
public record MeanSquaredError() implements ImageMetric {

  /** The mean squared error; it has no parameters. */
  public static final MeanSquaredError DEFAULT = new MeanSquaredError();

  @Override
  public String name() {
    return "mean-square";
  }

  @Override
  public double of(View picture, View reference) {
    return value(ImagePair.of(picture, reference));
  }

  @Override
  public MetricResult pull(View picture, View reference) {
    return MetricResult.of(ImagePair.of(picture, reference), this::pull);
  }

  double value(ImagePair pair) {
    double sum = 0;
    for (int i = 0; i < pair.length(); i++) {
      double difference = pair.picture[i] - pair.reference[i];
      sum += difference * difference;
    }
    return sum / pair.length();
  }

  double pull(ImagePair pair, double[] gradient) {
    double share = 2.0 / pair.length();
    for (int i = 0; i < pair.length(); i++) {
      gradient[i] = share * (pair.picture[i] - pair.reference[i]);
    }
    return value(pair);
  }
}
