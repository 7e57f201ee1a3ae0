package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Invertible;
import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * LinearRgb → View: clips to the visible range and applies the gamma curve.
 *
 * <p>out = u^(1/gamma) with u = min(max(in, floor), 1)
 *
 * <p>Backwards the gradient passes where floor ≤ in ≤ 1, and is 0 in the clip's dead zone outside
 * ({@link #deadZone}). The slope ∂out/∂in = max(u, 10⁻⁵)^(1/gamma − 1) / gamma is evaluated at 10⁻⁵
 * if u is smaller, so that it stays bounded. ∂out/∂gamma = −ln(u) · u^(1/gamma) / gamma², 0 at u =
 * 0; ∂out/∂floor is the slope at the floor where in &lt; floor.
 *
 * <pre>{@code
 * View view = Gamma.DEFAULT.apply(rgb); // γ = 2.2
 * LinearRgb gradient = Gamma.DEFAULT.pull(rgb).back(ofView).input(); // ∂L/∂rgb
 * }</pre>
 */
@FileWord("gamma")
public record Gamma(
    @Learnable(name = "gamma", unit = "no unit", lowest = 0.01, highest = 100)
        @Described(meaning = "γ: the view is v^(1/γ)", above = 0)
        double gamma,
    @Learnable(name = "gamma.floor", unit = "normalised", lowest = 0, highest = 0.5, fixed = true)
        @Described(
            meaning = "the lower bound to which values are clipped before the curve",
            unit = "normalised",
            min = 0,
            max = 0.5)
        double floor)
    implements Differentiable<LinearRgb, View>, Invertible<LinearRgb, View> {

  /** γ = 2.2 with floor 0. */
  public static final Gamma DEFAULT = new Gamma(2.2, 0);

  /** Below this value the slope of the curve is held constant. */
  private static final double STEEPEST = 1e-5;

  private static final int KEPT_BITS = 12;

  /** 2³² over the golden ratio: nearby numbers get distant hashes. */
  private static final int SCATTER = 0x9E3779B9;

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if gamma is not above 0 or floor is outside 0 to 0.5
   */
  public Gamma {
    RangeChecks.require(Gamma.class, "gamma", gamma);
    RangeChecks.require(Gamma.class, "floor", floor);
  }

  /** Computes the same bits as the definition, without its planes of doubles. */
  @Override
  public View apply(LinearRgb picture) {
    return new View(picture.width(), picture.height(), byLevel(picture.samples(), this::curve));
  }

  @Override
  public Pullback<LinearRgb, View> pull(LinearRgb picture) {
    return new DefinedPullback<>(
        apply(picture),
        values().length,
        (cotangent, gradient) ->
            back(Planes.of(picture), Planes.of(cotangent), gradient).toLinearRgb());
  }

  @Override
  public Gamma with(double[] values) {
    return (Gamma) Differentiable.super.with(values);
  }

  /** Returns the inverse curve: {@link Inverse}. */
  @Override
  public Inverse inverse() {
    return new Inverse(this);
  }

  /** Returns the shares of a picture that are clipped. */
  public DeadZone deadZone(LinearRgb picture) {
    double below = 0;
    double above = 0;
    for (float sample : picture.samples()) {
      below += sample < floor ? 1 : 0;
      above += sample > 1 ? 1 : 0;
    }
    return new DeadZone(below / picture.samples().length, above / picture.samples().length);
  }

  Planes plain(Planes rgb) {
    return rgb.map(this::curve);
  }

  private double curve(double value) {
    return Math.pow(clipped(value), 1 / gamma);
  }

  Planes back(Planes rgb, Planes cotangent, double[] gradient) {
    Planes input = rgb.blank();
    for (int i = 0; i < rgb.samples.length; i++) {
      double value = rgb.samples[i];
      double coming = cotangent.samples[i];
      double clipped = clipped(value);
      double slope = Math.pow(Math.max(clipped, STEEPEST), 1 / gamma - 1) / gamma;
      if (clipped > 0) {
        double ofGamma = -Math.log(clipped) * Math.pow(clipped, 1 / gamma) / gamma / gamma;
        gradient[0] += ofGamma * coming;
      }
      if (value < floor) {
        gradient[1] += slope * coming;
      } else if (value <= 1) {
        input.samples[i] = slope * coming;
      }
    }
    return input;
  }

  private double clipped(double value) {
    return Math.min(Math.max(value, floor), 1);
  }

  /**
   * Returns a curve's values; results are cached by level, since mosaics and pictures from files
   * have few.
   */
  private static float[] byLevel(float[] in, DoubleUnaryOperator curve) {
    float[] out = new float[in.length];
    float[] levels = new float[1 << KEPT_BITS];
    float[] results = new float[1 << KEPT_BITS];
    Arrays.fill(levels, Float.NaN);
    for (int i = 0; i < in.length; i++) {
      int place = (Float.floatToIntBits(in[i]) * SCATTER) >>> (Integer.SIZE - KEPT_BITS);
      if (levels[place] != in[i]) {
        levels[place] = in[i];
        results[place] = (float) curve.applyAsDouble(in[i]);
      }
      out[i] = results[place];
    }
    return out;
  }

  /**
   * View → LinearRgb: the inverse curve.
   *
   * <p>out = min(max(v^gamma, floor), 1), v below 0 counting as 0
   *
   * <p>For floor ≤ x ≤ 1 the inverse of the curve is x; clipped light is not restored: the result
   * is the floor or 1.
   *
   * @param of the curve
   */
  public record Inverse(Gamma of) implements Stage<View, LinearRgb> {
    @Override
    public String name() {
      return "inverse_gamma";
    }

    @Override
    public LinearRgb apply(View view) {
      return new LinearRgb(view.width(), view.height(), byLevel(view.samples(), this::light));
    }

    /** Strict, because drawn and rounded numbers depend on the last bit. */
    private double light(double level) {
      return of.clipped(StrictMath.pow(Math.max(level, 0), of.gamma));
    }
  }
}
