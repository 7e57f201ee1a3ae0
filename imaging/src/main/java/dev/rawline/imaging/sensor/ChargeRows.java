package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.numeric.Parallel;

/**
 * The operation of every charge stage on one row, in float32: the only definition of these stages.
 *
 * <p>A stage processes all rows of a frame, and the fast path takes one row through all stages
 * while it is in the cache; both call these methods, so they give the same bits.
 */
final class ChargeRows {
  private ChargeRows() {}

  /** Returns the result of a stage for all rows. */
  static Electrons apply(ChargeStage stage, Electrons charge) {
    float[] samples = charge.samples().clone();
    int columns = charge.width();
    require(stage, charge);
    Parallel.forEach(
        Parallel.CORES, charge.height(), row -> apply(stage, row, samples, row * columns, columns));
    return charge.with(samples);
  }

  /** Checks that a frame has the size of a stage's pixel map. */
  private static void require(ChargeStage stage, Electrons charge) {
    switch (stage) {
      case PhotoResponseNonUniformity response -> response.pattern().requireSize("charge", charge);
      case DarkCurrent dark -> dark.pattern().requireSize("charge", charge);
      case DarkSignalNonUniformity dark -> dark.pattern().requireSize("charge", charge);
      case ShotNoise.Drawn _, FullWell _, DrawnReadoutNoise _ -> {}
    }
  }

  /**
   * Applies a stage to one row, in place.
   *
   * @param row the row, from the top
   * @param samples the row's samples [e⁻]
   * @param from the index of the index of the first of them
   * @param columns their number
   */
  static void apply(ChargeStage stage, int row, float[] samples, int from, int columns) {
    switch (stage) {
      case PhotoResponseNonUniformity response -> response.row(row, samples, from, columns);
      case DarkCurrent dark -> dark.row(row, samples, from, columns);
      case ShotNoise.Drawn noise -> noise.row(row, samples, from, columns);
      case FullWell well -> well.row(samples, from, columns);
      case DarkSignalNonUniformity dark -> dark.row(row, samples, from, columns);
      case RowNoise.Drawn noise -> noise.row(row, samples, from, columns);
      case ReadNoise.Drawn noise -> noise.row(row, samples, from, columns);
    }
  }

  /**
   * Converts ∂L/∂out to ∂L/∂in, in place, and adds ∂L/∂θ to the gradient of the stage's parameters.
   *
   * @param charge the input charge
   * @param out the output samples
   * @param cotangent ∂L/∂out; holds ∂L/∂in afterwards, and is returned
   * @param gradient as many numbers as the stage has parameters parameters
   */
  static float[] back(
      ChargeStage stage, Electrons charge, float[] out, float[] cotangent, double[] gradient) {
    switch (stage) {
      case PhotoResponseNonUniformity response -> response.back(cotangent);
      case DarkCurrent dark -> dark.back(cotangent, gradient);
      case ShotNoise.Drawn _ -> ShotNoise.Drawn.back(charge.samples(), out, cotangent);
      case FullWell well -> well.back(charge.samples(), cotangent, gradient);
      case DarkSignalNonUniformity _ -> {}
      case RowNoise.Drawn noise -> noise.back(charge.width(), cotangent, gradient);
      case ReadNoise.Drawn noise -> noise.back(charge.width(), cotangent, gradient);
    }
    return cotangent;
  }
}
