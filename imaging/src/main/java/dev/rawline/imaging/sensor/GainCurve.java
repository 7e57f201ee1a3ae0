package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import java.util.List;

/**
 * The gain of a sensor whose response to charge is not straight, as a curve over the signal.
 *
 * <p>The signal S is a number above the level of no light [DN]. A charge N makes the signal R(N),
 * and the <b>incremental gain</b> K(S) = dR/dN is the additional signal of one more electron
 * [DN/e⁻]. This record holds its ratio to the gain without light, ρ(S) = K(S) / K(0), at some
 * signals; ρ(0) = 1. The reciprocal 1/ρ is linear in S between two of them, and ρ is constant below
 * 0 and beyond the last. So R is smooth and rises everywhere, and both directions have a closed
 * form: the <b>linear signal</b>
 *
 * <p>L(S) = ∫₀^S ds / ρ(s) [DN]
 *
 * <p>is the signal that a sensor of the constant gain K(0) would have made of the same charge, N =
 * L(S) / K(0), and R(N) = L⁻¹(K(0) N). The mean of a sample is R(E[N]) and its variance (delta
 * method; what is left out is of the order of the curvature within the noise)
 *
 * <p>σ² = K(S)² (F(S) E[N] + σ_read²) + step²/12 [DN²].
 *
 * <p>F is the <b>noise factor</b>, the variance of the photon noise relative to Poisson's, 1
 * without light. It differs from 1 where neighbouring pixels share their charge, or where a camera
 * processes what it read: then the mean may be straight over the light and the variance bent all
 * the same. It is linear in S between two signals, constant beyond the last, and 1 if the curve has
 * none.
 *
 * <p>How that relates to EMVA 1288, Release 4.0: the overall system gain of its linear model is the
 * slope of σ² over S, K(0) where the gain is constant. On a curve (σ²(S) − σ²(0)) / S ≈ K(S)² N / S
 * and dσ²/dS ≈ K(S) + 2 N K(S) K′(S); both tend to K(0) at low signal, and away from it faster than
 * K(S) does. The slope of the characteristic curve of its general model, dS per photon, is K(S)
 * times the quantum efficiency. Where F is 1 the photon noise σ_s alone determines the curve,
 * whatever the light: σ_s = K √N and dS = K dN give √N = ½ ∫₀^S ds / σ_s(s), and K = σ_s / √N.
 * Otherwise the mean over the light has the shape of K, and the variance over the mean then F.
 *
 * <p>Without any signals the gain is constant, and L returns its argument itself.
 *
 * @param signal the signals of the curve, each above 0 and above the one before [DN]
 * @param relativeGain ρ at each of them, above 0, no unit
 * @param noiseFactor F at each of them, above 0, no unit; or none, where it is 1
 */
public record GainCurve(
    @Described(
            meaning = "numbers above the level of no light, increasing",
            unit = "DN",
            above = 0,
            required = true)
        List<Double> signal,
    @Described(
            meaning =
                "the incremental gain at each signal, as a multiple of gain; its reciprocal is linear"
                    + " between two signals, it is 1 at signal 0, and constant beyond the last",
            above = 0,
            required = true)
        List<Double> relativeGain,
    @Described(
            meaning =
                "the variance of the photon noise at each signal, as a multiple of Poisson's; it is 1"
                    + " at signal 0, linear between two signals, and constant beyond the last"
                    + " (default: 1)",
            above = 0)
        List<Double> noiseFactor) {

  /** The gain that is the same at every signal. */
  public static final GainCurve CONSTANT = new GainCurve(List.of(), List.of(), List.of());

  /**
   * Copies the lists and checks them.
   *
   * @throws IllegalArgumentException if their lengths do not agree, a signal is not above the one
   *     before, or a number is not above 0; the message names all problems
   */
  public GainCurve {
    signal = List.copyOf(signal);
    relativeGain = List.copyOf(relativeGain);
    noiseFactor = List.copyOf(noiseFactor);
    RangeChecks checks = new RangeChecks(GainCurve.class);
    signal.forEach(value -> checks.check("signal", value));
    relativeGain.forEach(value -> checks.check("relativeGain", value));
    if (signal.size() != relativeGain.size()) {
      checks.add(
          "relativeGain has %d numbers, but there are %d signals: give one for each"
              .formatted(relativeGain.size(), signal.size()));
    }
    noiseFactor.forEach(value -> checks.check("noiseFactor", value));
    if (!noiseFactor.isEmpty() && signal.size() != noiseFactor.size()) {
      checks.add(
          "noiseFactor has %d numbers, but there are %d signals: give one for each, or none"
              .formatted(noiseFactor.size(), signal.size()));
    }
    for (int i = 1; i < signal.size(); i++) {
      if (signal.get(i) <= signal.get(i - 1)) {
        checks.add(
            "signal %s follows %s: expected each to be larger than the one before (DN)"
                .formatted(signal.get(i), signal.get(i - 1)));
      }
    }
    checks.require("gain curve");
  }

  /** Creates a curve whose photon noise is Poisson's. */
  public GainCurve(List<Double> signal, List<Double> relativeGain) {
    this(signal, relativeGain, List.of());
  }

  /** Returns whether the gain is the same at every signal. */
  public boolean isConstant() {
    return signal.isEmpty();
  }

  /**
   * Returns this curve for numbers of another unit.
   *
   * @param factor how many of the new numbers one of the old is, above 0
   */
  public GainCurve scaled(double factor) {
    return factor == 1
        ? this
        : new GainCurve(
            signal.stream().map(each -> each * factor).toList(), relativeGain, noiseFactor);
  }

  /** Returns the linear signal L(S) of a signal [DN]. */
  public double linear(double numbers) {
    double start = 0;
    double linear = 0;
    double reciprocal = 1;
    for (int i = 0; i < signal.size() && numbers > start; i++) {
      double width = signal.get(i) - start;
      double rise = (1 / relativeGain.get(i) - reciprocal) / width;
      double along = Math.min(numbers - start, width);
      linear += along * (reciprocal + rise * along / 2);
      if (along < width) {
        return linear;
      }
      start = signal.get(i);
      reciprocal = 1 / relativeGain.get(i);
    }
    return start == 0 ? numbers : linear + (numbers - start) * reciprocal;
  }

  /** Returns the signal L⁻¹ of a linear signal [DN]. */
  public double signal(double linear) {
    double start = 0;
    double left = linear;
    double reciprocal = 1;
    for (int i = 0; i < signal.size() && left > 0; i++) {
      double width = signal.get(i) - start;
      double next = 1 / relativeGain.get(i);
      double whole = width * (reciprocal + next) / 2;
      if (left < whole) {
        double rise = (next - reciprocal) / width;
        // The root without cancellation, also where the rise is 0.
        double root = Math.sqrt(reciprocal * reciprocal + 2 * rise * left);
        return start + 2 * left / (reciprocal + root);
      }
      start = signal.get(i);
      left -= whole;
      reciprocal = next;
    }
    return start == 0 ? linear : start + left / reciprocal;
  }

  /** Returns the relative gain ρ at a signal [DN], no unit. */
  public double relativeGainAt(double numbers) {
    double start = 0;
    double reciprocal = 1;
    for (int i = 0; i < signal.size() && numbers > start; i++) {
      double next = 1 / relativeGain.get(i);
      if (numbers < signal.get(i)) {
        double share = (numbers - start) / (signal.get(i) - start);
        return 1 / (reciprocal + share * (next - reciprocal));
      }
      start = signal.get(i);
      reciprocal = next;
    }
    return 1 / reciprocal;
  }

  /** Returns the noise factor F at a signal [DN], no unit. */
  public double noiseFactorAt(double numbers) {
    double start = 0;
    double factor = 1;
    for (int i = 0; i < noiseFactor.size() && numbers > start; i++) {
      if (numbers < signal.get(i)) {
        double share = (numbers - start) / (signal.get(i) - start);
        return factor + share * (noiseFactor.get(i) - factor);
      }
      start = signal.get(i);
      factor = noiseFactor.get(i);
    }
    return factor;
  }

  /**
   * Returns F(S) · L(S), the linear signal to which the photon noise is proportional: K(0) times it
   * is its variance where the gain is K(0) [DN].
   */
  public double noiseSignal(double numbers) {
    return noiseFactorAt(numbers) * linear(numbers);
  }
}
