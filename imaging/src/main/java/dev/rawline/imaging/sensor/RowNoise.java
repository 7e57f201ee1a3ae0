package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.random.Seed;

/**
 * Row noise: noise of the read-out that all pixels of a row share.
 *
 * <p>out(y, x) = in(y, x) + σ · z(y) [e⁻], with z from the standard normal distribution. Backwards
 * ∂L/∂in = ∂L/∂out and ∂L/∂σ = Σ z(y) · ∂L/∂out(y, x).
 *
 * @param sigma the standard deviation σ [e⁻]
 */
public record RowNoise(double sigma) implements Draw<Electrons, Electrons> {
  private static final String NAME = "row_noise";

  /**
   * Validates the standard deviation.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public RowNoise {
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
   * Row noise drawn from a seed.
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
      float shared = (float) (sigma * normal(row));
      for (int i = from; i < from + columns; i++) {
        samples[i] += shared;
      }
    }

    void back(int columns, float[] cotangent, double[] gradient) {
      for (int row = 0; row < cotangent.length / columns; row++) {
        double sum = 0;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
          sum += cotangent[i];
        }
        gradient[0] += sum * normal(row);
      }
    }

    private double normal(int row) {
      return seed.stream(name(), row).nextGaussian();
    }
  }
}
