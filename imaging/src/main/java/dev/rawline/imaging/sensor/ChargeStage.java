package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.numeric.Parallel;

/**
 * Electrons → Electrons: a pointwise step inside a sensor.
 *
 * <p>Its operation on one row, in float32, is its only definition: a stage processes all rows of a
 * frame, and {@link SensorDevice} takes one row through all stages while it is in the cache, so
 * both give the same bits.
 */
public sealed interface ChargeStage extends Differentiable<Electrons, Electrons>
    permits PhotoResponseNonUniformity,
        DarkCurrent,
        ShotNoise.Drawn,
        FullWell,
        DarkSignalNonUniformity,
        ReadoutNoise.Drawn {

  /**
   * Applies the stage to one row, in place.
   *
   * @param row the row, from the top
   * @param samples the row's samples [e⁻]
   * @param from the index of the first of them
   * @param columns their number
   */
  void row(int row, float[] samples, int from, int columns);

  /**
   * Converts ∂L/∂out to ∂L/∂in, in place, and adds ∂L/∂θ to the gradient of the stage's parameters.
   *
   * @param charge the input charge
   * @param out the output samples
   * @param cotangent ∂L/∂out; holds ∂L/∂in afterwards
   * @param gradient as many numbers as the stage has parameters
   */
  void back(Electrons charge, float[] out, float[] cotangent, double[] gradient);

  @Override
  default Electrons apply(Electrons charge) {
    float[] samples = charge.samples().clone();
    int columns = charge.width();
    requireSize(charge);
    Parallel.forEach(
        Parallel.CORES, charge.height(), row -> row(row, samples, row * columns, columns));
    return charge.with(samples);
  }

  /** Checks that a frame has the size of the stage's pixel map. */
  private void requireSize(Electrons charge) {
    switch (this) {
      case PhotoResponseNonUniformity response -> response.pattern().requireSize("charge", charge);
      case DarkCurrent dark -> dark.pattern().requireSize("charge", charge);
      case DarkSignalNonUniformity dark -> dark.pattern().requireSize("charge", charge);
      case ShotNoise.Drawn _, FullWell _, ReadoutNoise.Drawn _ -> {}
    }
  }

  @Override
  default Pullback<Electrons, Electrons> pull(Electrons charge) {
    Electrons value = apply(charge);
    return new DefinedPullback<>(
        value,
        values().length,
        (cotangent, gradient) -> {
          float[] input = cotangent.samples().clone();
          back(charge, value.samples(), input, gradient);
          return charge.with(input);
        });
  }

  @Override
  default ChargeStage with(double[] values) {
    return (ChargeStage) Differentiable.super.with(values);
  }
}
