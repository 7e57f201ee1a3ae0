package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import java.util.List;

/** Drawn noise of the read-out: its only number is its standard deviation. */
sealed interface DrawnReadoutNoise extends ChargeStage permits RowNoise.Drawn, ReadNoise.Drawn {
  /** Far more than any well holds; a larger one would drown in float32. */
  double LARGEST = 1e9;

  /** Returns the standard deviation σ [e⁻]. */
  double sigma();

  /**
   * Checks a standard deviation.
   *
   * @throws IllegalArgumentException if it is negative, too large or not a number
   */
  static void require(String name, double sigma) {
    ParameterChecks.requireRange(name, sigma, "e⁻", 0, LARGEST);
  }

  @Override
  default List<Parameter> parameters() {
    return List.of(Parameter.between(0, LARGEST, name(), "e⁻").held());
  }

  @Override
  default double[] values() {
    return new double[] {sigma()};
  }
}
