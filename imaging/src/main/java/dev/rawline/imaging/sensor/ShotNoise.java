package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Draw;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.random.Poisson;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;

/**
 * Shot noise: a pixel with an expected charge of λ electrons holds a number from the Poisson
 * distribution of mean λ.
 *
 * <p>An expected charge at or below 0 gives 0, and no number exceeds 2³¹. Below {@link
 * Poisson#SWITCH} the numbers are exact; from there they are so close to the distribution that a
 * test needs millions of them to detect a difference ({@link Poisson}).
 *
 * <p>Where a sensor's curve has a noise factor F ({@link GainCurve}), the number's distance from λ
 * is √F(λ) times as large; it need not be whole then.
 *
 * <p>Backwards ∂L/∂λ = ∂L/∂x · (x + λ) / (2λ), with x the number that was drawn; 1 in the place of
 * the fraction at λ = 0, and 0 below. The fraction is what x = λ + √λ · z would have for a fixed z.
 * For a loss that is a polynomial of degree two it is unbiased: E[(x + λ) / (2λ)] = 1 = ∂E[x]/∂λ,
 * and E[2x · (x + λ) / (2λ)] = (E[x²] + λ · E[x]) / λ = 2λ + 1 = ∂E[x²]/∂λ. That F varies with λ is
 * left out.
 *
 * <pre>{@code
 * Electrons counted = new ShotNoise().draw(seed).apply(charge);
 * }</pre>
 *
 * @param curve the sensor's gain over the signal, of which the noise factor is used
 * @param gain its gain without light [DN/e⁻]
 */
public record ShotNoise(GainCurve curve, double gain) implements Draw<Electrons, Electrons> {

  /** Creates Poisson noise. */
  public ShotNoise() {
    this(GainCurve.CONSTANT, 1);
  }

  /** Returns the shot noise of a sensor. */
  public static ShotNoise of(SensorSpec sensor) {
    return new ShotNoise(sensor.response(), sensor.gain());
  }

  @Override
  public Drawn draw(Seed seed) {
    return new Drawn(this, seed);
  }

  /** Multiplies the distance of drawn numbers from their expected charge by √F. */
  private void scale(float[] drawn, float[] samples, int from) {
    for (int i = 0; i < drawn.length; i++) {
      double expected = Math.max(0, samples[from + i]);
      double factor = curve.noiseFactorAt(curve.signal(gain * expected));
      drawn[i] = (float) (expected + Math.sqrt(factor) * (drawn[i] - expected));
    }
  }

  /**
   * Shot noise drawn from a seed.
   *
   * @param recipe the recipe
   * @param seed the seed of the numbers
   */
  @FileWord("shot_noise")
  public record Drawn(ShotNoise recipe, Seed seed) implements ChargeStage {

    @Override
    public void row(int row, float[] samples, int from, int columns) {
      float[] drawn = new float[columns];
      if (anyMany(samples, from, columns)) {
        seed.stream(name(), row).gaussians(drawn, 0, columns);
        Poisson.near(drawn, samples, from);
      }
      fewElectrons(seed.stream("shot_noise.few", row), samples, from, drawn);
      if (!recipe.curve.noiseFactor().isEmpty()) {
        recipe.scale(drawn, samples, from);
      }
      System.arraycopy(drawn, 0, samples, from, columns);
    }

    /** Fills in the pixels with few electrons, gathered so that every lane is used. */
    private static void fewElectrons(
        RandomStream random, float[] samples, int from, float[] drawn) {
      int[] places = new int[drawn.length];
      int count = 0;
      for (int i = 0; i < drawn.length; i++) {
        float expected = samples[from + i];
        if (expected < Poisson.SWITCH) {
          drawn[i] = 0;
          places[count] = i;
          count += expected > 0 ? 1 : 0;
        }
      }
      double[] numbers = new double[count];
      double[] means = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = random.uniformAt(places[i]);
        means[i] = samples[from + places[i]];
      }
      Poisson.exact(numbers, means);
      for (int i = 0; i < count; i++) {
        drawn[places[i]] = (float) numbers[i];
      }
    }

    private static boolean anyMany(float[] samples, int from, int columns) {
      boolean any = false;
      for (int i = from; i < from + columns; i++) {
        any |= samples[i] >= Poisson.SWITCH;
      }
      return any;
    }

    @Override
    public void back(Electrons charge, float[] drawn, float[] cotangent, double[] gradient) {
      float[] expected = charge.samples();
      for (int i = 0; i < cotangent.length; i++) {
        if (expected[i] > 0) {
          cotangent[i] *= (drawn[i] + expected[i]) / (2 * expected[i]);
        } else if (expected[i] < 0) {
          cotangent[i] = 0;
        }
      }
    }
  }
}
