package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.FileWord;

/**
 * Full well: a pixel holds a limited charge; excess charge is drained and does not spill into its
 * neighbours (no blooming).
 *
 * <p>out = min(in, capacity) [e⁻]. Backwards a gradient passes where in ≤ capacity, the capacity
 * itself included, and goes to the capacity elsewhere.
 *
 * <pre>{@code
 * Electrons kept = new FullWell(10_500).apply(charge);
 * }</pre>
 *
 * @param capacity the charge that fills a pixel [e⁻]
 */
@FileWord("full_well")
public record FullWell(
    @Learnable(
            name = "full_well",
            unit = "e⁻",
            lowest = 1e-6,
            highest = Double.MAX_VALUE,
            fixed = true)
        double capacity)
    implements ChargeStage {

  /**
   * Validates the capacity.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public FullWell {
    ParameterChecks.requireAbove("full_well", capacity, "e⁻", 0);
  }

  @Override
  public void row(int row, float[] samples, int from, int columns) {
    float most = (float) capacity;
    for (int i = from; i < from + columns; i++) {
      samples[i] = Math.min(samples[i], most);
    }
  }

  @Override
  public void back(Electrons charge, float[] out, float[] cotangent, double[] gradient) {
    float[] in = charge.samples();
    float most = (float) capacity;
    for (int i = 0; i < cotangent.length; i++) {
      if (in[i] > most) {
        gradient[0] += cotangent[i];
        cotangent[i] = 0;
      }
    }
  }
}
