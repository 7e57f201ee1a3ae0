package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.View;

/**
 * The perceived colour difference ΔE, mean over all pixels: 0 for equal pictures.
 *
 * <p>A view is interpreted as sRGB (IEC 61966-2-1), independent of its gamma, and compared as CIE
 * L*a*b* colours under D65; one unit of ΔE is about the smallest visible difference. Below 0 the
 * linear part of the sRGB curve is extended, above 1 its power. If the colours of a pixel are
 * equal, the distance has no slope, and its gradient is set to 0.
 *
 * @param formula the distance of two colours
 */
public record DeltaE(Formula formula) implements ImageMetric {

  /** The distance of two colours. */
  public enum Formula {
    /** ΔE*ab = √(ΔL*² + Δa*² + Δb*²) (CIE 1976). */
    CIE_1976("delta-e") {
      @Override
      double distance(double[] lab, double[] reference) {
        double lightness = lab[0] - reference[0];
        double a = lab[1] - reference[1];
        double b = lab[2] - reference[2];
        return Math.sqrt(lightness * lightness + a * a + b * b);
      }

      @Override
      double pull(double[] lab, double[] reference, double[] gradient) {
        double distance = distance(lab, reference);
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = distance == 0 ? 0 : (lab[i] - reference[i]) / distance;
        }
        return distance;
      }
    },
    /**
     * ΔE₀₀ with k_L = k_C = k_H = 1 (CIE 142-2001). It is discontinuous at opposite hues, where the
     * gradient is that of one side. A grey has no hue: its gradient points to the other colour and
     * omits the rotation term, whose slope is infinite there.
     */
    CIEDE2000("delta-e-2000") {
      @Override
      double distance(double[] lab, double[] reference) {
        return new Ciede2000(lab, reference).distance();
      }

      @Override
      double pull(double[] lab, double[] reference, double[] gradient) {
        Ciede2000 difference = new Ciede2000(lab, reference);
        difference.pull(gradient);
        return difference.distance();
      }
    };

    private final String metric;

    Formula(String metric) {
      this.metric = metric;
    }

    /** Returns the distance of two L*a*b* colours. */
    abstract double distance(double[] lab, double[] reference);

    /** Returns the distance, and writes its gradient with respect to the first colour. */
    abstract double pull(double[] lab, double[] reference, double[] gradient);
  }

  /** ΔE*ab of 1976. */
  public static final DeltaE DEFAULT = new DeltaE(Formula.CIE_1976);

  /** ΔE₀₀, which is perceptually more uniform in saturated and in blue colours. */
  public static final DeltaE CIEDE2000 = new DeltaE(Formula.CIEDE2000);

  @Override
  public String name() {
    return formula.metric;
  }

  @Override
  public double of(View picture, View reference) {
    return value(ImagePair.of(picture, reference));
  }

  /**
   * Returns the distance of every pixel, row by row.
   *
   * @throws IllegalArgumentException if the pictures differ in size
   */
  public float[] map(View picture, View reference) {
    ImagePair pair = ImagePair.of(picture, reference);
    float[] distances = new float[pair.area()];
    CieLab one = new CieLab();
    CieLab other = new CieLab();
    for (int pixel = 0; pixel < distances.length; pixel++) {
      distances[pixel] = (float) distance(pair, pixel, one, other);
    }
    return distances;
  }

  private double distance(ImagePair pair, int pixel, CieLab picture, CieLab reference) {
    picture.show(pair.picture, pixel, pair.area());
    reference.show(pair.reference, pixel, pair.area());
    return formula.distance(picture.lab, reference.lab);
  }

  @Override
  public MetricResult pull(View picture, View reference) {
    return MetricResult.of(ImagePair.of(picture, reference), this::pull);
  }

  double value(ImagePair pair) {
    CieLab picture = new CieLab();
    CieLab reference = new CieLab();
    double sum = 0;
    for (int pixel = 0; pixel < pair.area(); pixel++) {
      sum += distance(pair, pixel, picture, reference);
    }
    return sum / pair.area();
  }

  double pull(ImagePair pair, double[] gradient) {
    CieLab picture = new CieLab();
    CieLab reference = new CieLab();
    double[] slope = new double[3];
    double sum = 0;
    for (int pixel = 0; pixel < pair.area(); pixel++) {
      picture.show(pair.picture, pixel, pair.area());
      reference.show(pair.reference, pixel, pair.area());
      sum += formula.pull(picture.lab, reference.lab, slope);
      picture.pull(slope, 1.0 / pair.area(), gradient, pixel, pair.area());
    }
    return sum / pair.area();
  }
}
