package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;

/**
 * Adds the noise that a recording lacks after blur or averaging, and the additional noise of a
 * noisier camera.
 *
 * <p>A share ρ of the source's noise variance remains. A sample of mean m should have the variance
 * K (m − b) + σ_t². Normal noise is added, of mean 0 and variance (1 − ρ) K (v − b) + σ_t² − ρ
 * (σ_s² + step²/12), at least 0, with the sample v in place of its mean.
 *
 * <p>The floor acts in the dark, where v varies around b by the remaining noise, τ² = ρ (σ_s² +
 * step²/12). It adds (1 − ρ) K τ · (φ(u) − u (1 − Φ(u))) to the variance, u = (σ_t² − τ²) / ((1 −
 * ρ) K τ), φ and Φ the density and the cumulative distribution of normal numbers. For σ_t = σ_s
 * that is at most 10 % of σ_t² at a dark noise of 0.5 e⁻, 1.5 % at 1 e⁻ and 0.04 % at 2 e⁻, over
 * all ρ. No other non-negative variance that depends only on v is correct on average: for normal
 * noise the only correct function of v is the formula without the floor.
 *
 * <p>Where the gain is a curve over the signal ({@link dev.rawline.imaging.sensor.GainCurve}), K (v
 * − b) is the photon noise K(v − b)² N of the curve, and σ_t and σ_s, which are those without
 * light, have the factor K(v − b) / K(0).
 *
 * <p>Backwards with constant standardised noise z: ∂out/∂v = 1 + z · ∂variance/∂v / (2 √variance),
 * with ∂variance/∂v = (1 − ρ) K (on a curve the slope over one DN), and 1 if the variance is
 * floored.
 *
 * <pre>{@code
 * RawImage noisier = new NoiseAddition(readout, 1, 12).draw(seed).apply(raw); // 12 DN in the dark
 * }</pre>
 *
 * @param source the read-out of the source, with σ_s
 * @param left the remaining share ρ of the variance, 0 to 1
 * @param darkNoise the target standard deviation σ_t in the dark [DN], without quantization
 */
public record NoiseAddition(Readout source, double left, double darkNoise)
    implements Draw<RawImage, RawImage> {
  private static final String NAME = "noise_top_up";

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public NoiseAddition {
    ParameterChecks.requireRange(NAME + " share that is left", left, "of the variance", 0, 1);
    ParameterChecks.requireRange(NAME + " dark noise", darkNoise, "DN", 0, 65535);
  }

  @Override
  public Drawn draw(Seed seed) {
    return new Drawn(this, seed);
  }

  private double variance(double signal) {
    double ratio = source.response().relativeGainAt(signal);
    double square = ratio * ratio;
    double dark = square * (source.darkNoise() * source.darkNoise()) + source.quantization();
    return square * ((1 - left) * source.gain() * source.response().noiseSignal(signal))
        + square * (darkNoise * darkNoise)
        - left * dark;
  }

  /** Returns the slope of the variance over the signal [DN]. */
  private double rise(double signal) {
    return source.response().isConstant()
        ? (1 - left) * source.gain()
        : variance(signal + 0.5) - variance(signal - 0.5);
  }

  /**
   * Noise drawn from a seed.
   *
   * @param recipe the noise recipe
   * @param seed the seed
   */
  @FileWord("noise_top_up")
  public record Drawn(NoiseAddition recipe, Seed seed)
      implements Differentiable<RawImage, RawImage> {

    @Override
    public RawImage apply(RawImage raw) {
      float[] noisy = new float[raw.samples().length];
      each(raw, (i, _, strength, z) -> noisy[i] = (float) (raw.samples()[i] + strength * z));
      return raw.with(raw.unit(), noisy);
    }

    @Override
    public Pullback<RawImage, RawImage> pull(RawImage raw) {
      float[] noisy = new float[raw.samples().length];
      float[] slopes = new float[raw.samples().length];
      each(
          raw,
          (i, signal, strength, z) -> {
            noisy[i] = (float) (raw.samples()[i] + strength * z);
            slopes[i] = (float) (1 + (strength > 0 ? recipe.rise(signal) * z / (2 * strength) : 0));
          });
      return new DefinedPullback<>(
          raw.with(raw.unit(), noisy),
          0,
          (cotangent, _) -> {
            float[] input = cotangent.samples().clone();
            for (int i = 0; i < input.length; i++) {
              input[i] *= slopes[i];
            }
            return raw.with(raw.unit(), input);
          });
    }

    private interface Sink {
      void accept(int index, double signal, double strength, double normal);
    }

    private void each(RawImage raw, Sink sink) {
      Readout.requireDigitalNumbers(NAME, raw);
      Parallel.forEach(
          Parallel.CORES,
          raw.height(),
          row -> {
            float[] normals = new float[raw.width()];
            seed.stream(NAME, row).gaussians(normals, 0, normals.length);
            for (int column = 0; column < raw.width(); column++) {
              double signal = raw.at(row, column) - recipe.source.blackAt(raw.cfa(), row, column);
              double strength = Math.sqrt(Math.max(0, recipe.variance(signal)));
              sink.accept(row * raw.width() + column, signal, strength, normals[column]);
            }
          });
    }
  }
}
