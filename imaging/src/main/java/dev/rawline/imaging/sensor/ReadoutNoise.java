package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.random.Seed;
import java.util.List;

/**
 * Noise of the read-out: read noise, which is independent for every pixel, or row noise, which all
 * pixels of a row share.
 *
 * <p>out(y, x) = in(y, x) + σ · z [e⁻], with z from the standard normal distribution: z(y, x) of a
 * pixel or z(y) of a row. Backwards ∂L/∂in = ∂L/∂out and ∂L/∂σ = Σ z · ∂L/∂out.
 *
 * <pre>{@code
 * Electrons readOut = ReadoutNoise.ofPixels(2.3).draw(seed).apply(charge); // σ in e⁻
 * }</pre>
 *
 * @param scope the pixels that share a random number
 * @param sigma the standard deviation σ [e⁻]
 */
public record ReadoutNoise(Scope scope, double sigma) implements Draw<Electrons, Electrons> {
  /** The largest σ: far above any full well, and within the precision of float32. */
  private static final double LARGEST = 1e9;

  /** The pixels that share a random number. */
  public enum Scope {
    /** Every pixel has its own: read noise. */
    PIXEL("read_noise"),
    /** All pixels of a row share one: row noise. */
    ROW("row_noise");

    private final String stage;

    Scope(String stage) {
      this.stage = stage;
    }
  }

  /**
   * Validates the standard deviation.
   *
   * @throws IllegalArgumentException if it is negative, too large or not a number
   */
  public ReadoutNoise {
    ParameterChecks.requireRange(scope.stage, sigma, "e⁻", 0, LARGEST);
  }

  /** Returns read noise of a standard deviation [e⁻]. */
  public static ReadoutNoise ofPixels(double sigma) {
    return new ReadoutNoise(Scope.PIXEL, sigma);
  }

  /** Returns row noise of a standard deviation [e⁻]. */
  public static ReadoutNoise ofRows(double sigma) {
    return new ReadoutNoise(Scope.ROW, sigma);
  }

  @Override
  public Drawn draw(Seed seed) {
    return new Drawn(this, seed);
  }

  /**
   * Noise drawn from a seed.
   *
   * @param noise the recipe
   * @param seed the seed of z
   */
  public record Drawn(ReadoutNoise noise, Seed seed) implements ChargeStage {
    @Override
    public String name() {
      return noise.scope.stage;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.between(0, LARGEST, name(), "e⁻").fixed());
    }

    @Override
    public double[] values() {
      return new double[] {noise.sigma};
    }

    @Override
    public Drawn with(double[] values) {
      return new Drawn(new ReadoutNoise(noise.scope, values[0]), seed);
    }

    @Override
    public void row(int row, float[] samples, int from, int columns) {
      switch (noise.scope) {
        case PIXEL -> {
          float[] normal = normal(row, columns);
          float strength = (float) noise.sigma;
          for (int i = 0; i < columns; i++) {
            samples[from + i] = Math.fma(strength, normal[i], samples[from + i]);
          }
        }
        case ROW -> {
          float shared = (float) (noise.sigma * normal(row));
          for (int i = from; i < from + columns; i++) {
            samples[i] += shared;
          }
        }
      }
    }

    @Override
    public void back(Electrons charge, float[] out, float[] cotangent, double[] gradient) {
      int columns = charge.width();
      for (int row = 0; row < charge.height(); row++) {
        int from = row * columns;
        switch (noise.scope) {
          case PIXEL -> {
            float[] normal = normal(row, columns);
            for (int i = 0; i < columns; i++) {
              gradient[0] += (double) normal[i] * cotangent[from + i];
            }
          }
          case ROW -> {
            double sum = 0;
            for (int i = from; i < from + columns; i++) {
              sum += cotangent[i];
            }
            gradient[0] += sum * normal(row);
          }
        }
      }
    }

    private float[] normal(int row, int columns) {
      float[] normal = new float[columns];
      seed.stream(name(), row).gaussians(normal, 0, columns);
      return normal;
    }

    private double normal(int row) {
      return seed.stream(name(), row).nextGaussian();
    }
  }
}
