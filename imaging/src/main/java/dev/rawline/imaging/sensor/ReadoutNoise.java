package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.random.Seed;

/**
 * Read noise: independent noise of the read-out of every pixel.
 *
 * <p>out(y, x) = in(y, x) + σ · z(y, x) [e⁻], with z from the standard normal distribution.
 * Backwards ∂L/∂in = ∂L/∂out and ∂L/∂σ = Σ z · ∂L/∂out.
 *
 * @param sigma the standard deviation σ [e⁻]
 */
public record ReadNoise(double sigma) implements Draw<Electrons, Electrons> {
  private static final String NAME = "read_noise";

  /**
   * Validates the standard deviation.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public ReadNoise {
    DrawnReadoutNoise.require(NAME, sigma);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Drawn draw(Seed seed) {
    return new Drawn(sigma, seed);
  }

  /**
   * Read noise drawn from a seed.
   *
   * @param sigma the standard deviation σ [e⁻]
   * @param seed the seed of z
   */
  public record Drawn(double sigma, Seed seed) implements DrawnReadoutNoise {

    /**
     * Validates the standard deviation.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Drawn {
      DrawnReadoutNoise.require(NAME, sigma);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Drawn with(double[] values) {
      return new Drawn(values[0], seed);
    }

    void row(int row, float[] samples, int from, int columns) {
      float[] normal = normal(row, columns);
      float strength = (float) sigma;
      for (int i = 0; i < columns; i++) {
        samples[from + i] = Math.fma(strength, normal[i], samples[from + i]);
      }
    }

    void back(int columns, float[] cotangent, double[] gradient) {
      for (int row = 0; row < cotangent.length / columns; row++) {
        float[] normal = normal(row, columns);
        for (int i = 0; i < columns; i++) {
          gradient[0] += (double) normal[i] * cotangent[row * columns + i];
        }
      }
    }

    private float[] normal(int row, int columns) {
      float[] normal = new float[columns];
      seed.stream(name(), row).gaussians(normal, 0, columns);
      return normal;
    }
  }
}
