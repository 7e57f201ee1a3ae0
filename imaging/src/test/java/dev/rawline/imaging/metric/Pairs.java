package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Pairs of pictures, and the metrics' definitions in double precision. */
final class Pairs {
  private Pairs() {}

  /** Every metric in every variant of its formula. */
  static List<ImageMetric> metrics() {
    return List.of(
        MeanSquaredError.DEFAULT,
        Psnr.DEFAULT,
        Ssim.DEFAULT,
        Ssim.DEFAULT.with(Ssim.Weights.ROUNDED),
        new Ssim(7, 0.9, 0.02, 0.05, Ssim.Weights.EXACT),
        DeltaE.DEFAULT,
        DeltaE.CIEDE2000);
  }

  static double value(ImageMetric metric, ImagePair pair) {
    return switch (metric) {
      case MeanSquaredError meanSquare -> meanSquare.value(pair);
      case Psnr psnr -> psnr.value(pair);
      case Ssim ssim -> ssim.value(pair);
      case DeltaE deltaE -> deltaE.value(pair);
    };
  }

  static double pull(ImageMetric metric, ImagePair pair, double[] gradient) {
    return switch (metric) {
      case MeanSquaredError meanSquare -> meanSquare.pull(pair, gradient);
      case Psnr psnr -> psnr.pull(pair, gradient);
      case Ssim ssim -> ssim.pull(pair, gradient);
      case DeltaE deltaE -> deltaE.pull(pair, gradient);
    };
  }

  /** Awkward sizes: a pixel, a line, odd, prime, smaller and larger than a window. */
  static List<Size> awkwardSizes() {
    return List.of(
        new Size(1, 1),
        new Size(1, 7),
        new Size(7, 1),
        new Size(2, 3),
        new Size(8, 8),
        new Size(11, 5),
        new Size(13, 17),
        new Size(23, 19));
  }

  /** The size of a picture. */
  record Size(int width, int height) {

    /** Returns a pair of pictures whose samples are drawn one by one. */
    ImagePair drawn(DoubleSupplier samples) {
      return new ImagePair(width, height, drawnPlanes(samples), drawnPlanes(samples));
    }

    private double[] drawnPlanes(DoubleSupplier samples) {
      double[] planes = new double[3 * width * height];
      Arrays.setAll(planes, i -> samples.getAsDouble());
      return planes;
    }

    /** Returns a view whose samples are drawn one by one from [0, 1). */
    View drawnView(Random random) {
      float[] samples = new float[3 * width * height];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = random.nextFloat();
      }
      return new View(width, height, samples);
    }

    /** Returns a view of one colour. */
    View flat(float red, float green, float blue) {
      int area = width * height;
      float[] samples = new float[3 * area];
      Arrays.fill(samples, 0, area, red);
      Arrays.fill(samples, area, 2 * area, green);
      Arrays.fill(samples, 2 * area, 3 * area, blue);
      return new View(width, height, samples);
    }

    /** Returns a view of one grey. */
    View flat(float grey) {
      return flat(grey, grey, grey);
    }
  }
}
