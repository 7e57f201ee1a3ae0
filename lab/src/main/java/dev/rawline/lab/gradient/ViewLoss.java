package dev.rawline.lab.gradient;

import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.DeltaE;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.imaging.metric.MetricResult;
import dev.rawline.imaging.metric.Psnr;
import dev.rawline.imaging.metric.Ssim;

/**
 * View → number: how far a view is from a target; the smaller, the nearer.
 *
 * <p>It is the metric itself where equal pictures have 0, and what is missing otherwise: 1 − SSIM,
 * −PSNR [dB].
 *
 * @param metric what compares
 * @param target the picture that a view is compared with
 */
public record ViewLoss(ImageMetric metric, View target) {

  /** The loss in the words of a sheet. */
  public String label() {
    return switch (metric) {
      case Psnr psnr -> "−" + psnr.name();
      case Ssim ssim -> "1 − " + ssim.name();
      case MeanSquaredError meanSquare -> meanSquare.name();
      case DeltaE deltaE -> deltaE.name();
    };
  }

  /** The unit of the loss; empty where it has none. */
  public String unit() {
    return switch (metric) {
      case Psnr _ -> "dB";
      case DeltaE _ -> "ΔE";
      case MeanSquaredError _, Ssim _ -> "";
    };
  }

  /**
   * Returns the loss of a view and its gradient by the view.
   *
   * @throws IllegalArgumentException if the view is not as large as the target
   */
  public MetricResult at(View view) {
    MetricResult rated = metric.pull(view, target);
    return switch (metric) {
      case Psnr _ -> new MetricResult(-rated.value(), negated(rated.gradient()));
      case Ssim _ -> new MetricResult(1 - rated.value(), negated(rated.gradient()));
      case MeanSquaredError _, DeltaE _ -> rated;
    };
  }

  /**
   * Returns the loss of a view.
   *
   * @throws IllegalArgumentException if the view is not as large as the target
   */
  public double of(View view) {
    double value = metric.of(view, target);
    return switch (metric) {
      case Psnr _ -> -value;
      case Ssim _ -> 1 - value;
      case MeanSquaredError _, DeltaE _ -> value;
    };
  }

  private static View negated(View gradient) {
    float[] samples = gradient.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = -samples[i];
    }
    return new View(gradient.width(), gradient.height(), samples);
  }
}
