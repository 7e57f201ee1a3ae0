package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;

/**
 * Adds the noise that a recording lacks after it was blurred or averaged, and what a noisier camera
 * has more.
 *
 * <p>Of the noise of the source, a share ρ of the variance is left. A sample of mean m shall have
 * the variance K (m − b) + σ_t². So normal noise is added, of mean 0 and variance (1 − ρ) K (v − b)
 * + σ_t² − ρ (σ_s² + step²/12), at least 0, where the sample v itself stands for its mean.
 *
 * <p>The floor is met in the dark, where v lies around b by the noise that is left, τ² = ρ (σ_s² +
 * step²/12). It adds (1 − ρ) K τ · (φ(u) − u (1 − Φ(u))) to the variance, u = (σ_t² − τ²) / ((1 −
 * ρ) K τ), φ and Φ the density and the cumulative distribution of normal numbers. For σ_t = σ_s
 * that is at most 10 % of σ_t² at a dark noise of 0.5 e⁻, 1.5 % at 1 e⁻ and 0.04 % at 2 e⁻, over
 * all ρ. No other variance that is made of v alone and never negative is right on average: of
 * normal noise, only one function of v is, and that is the formula without the floor.
 *
 * <p>Backwards with the standardised noise z held: ∂out/∂v = 1 + (1 − ρ) K z / (2 √variance), and 1
 * where the variance is floored.
 *
 * @param source how the camera stored what it recorded, with σ_s
 * @param left the share ρ of the variance that is left, 0 to 1
 * @param darkNoise the standard deviation σ_t that samples shall have in the dark [DN],
 *     quantization left out
 */
public record NoiseAddition(Readout source, double left, double darkNoise)
    implements Draw<RawImage, RawImage> {
  private static final String NAME = "noise_top_up";

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one lies outside its range
   */
  public NoiseAddition {
    ParameterChecks.requireRange(NAME + " share that is left", left, "of the variance", 0, 1);
    ParameterChecks.requireRange(NAME + " dark noise", darkNoise, "DN", 0, 65535);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Drawn draw(Seed seed) {
    return new Drawn(this, seed);
  }

  private double variance(double signal) {
    double dark = source.darkNoise() * source.darkNoise() + source.quantization();
    return (1 - left) * source.gain() * signal + darkNoise * darkNoise - left * dark;
  }

  /**
   * Noise whose randomness comes from a seed.
   *
   * @param recipe how much noise
   * @param seed what it is drawn from
   */
  public record Drawn(NoiseAddition recipe, Seed seed)
      implements Differentiable<RawImage, RawImage> {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Drawn with(double[] values) {
      return this;
    }

    @Override
    public RawImage apply(RawImage raw) {
      float[] noisy = new float[raw.samples().length];
      each(raw, (i, strength, z) -> noisy[i] = (float) (raw.samples()[i] + strength * z));
      return raw.with(raw.unit(), noisy);
    }

    @Override
    public Pullback<RawImage, RawImage> pull(RawImage raw) {
      float[] noisy = new float[raw.samples().length];
      float[] slopes = new float[raw.samples().length];
      double rise = (1 - recipe.left) * recipe.source.gain();
      each(
          raw,
          (i, strength, z) -> {
            noisy[i] = (float) (raw.samples()[i] + strength * z);
            slopes[i] = (float) (1 + (strength > 0 ? rise * z / (2 * strength) : 0));
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
      void accept(int index, double strength, double normal);
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
              sink.accept(row * raw.width() + column, strength, normals[column]);
            }
          });
    }
  }
}
