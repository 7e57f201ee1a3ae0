package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import java.util.List;

/** Drawn read-out noise with its standard deviation as its only parameter. */
sealed interface DrawnReadoutNoise extends ChargeStage permits RowNoise.Drawn, ReadNoise.Drawn {
  /**
   * The largest standard deviation: far above any full well, and within the precision of float32.
   */
  double LARGEST = 1e9;

  /** Returns the standard deviation σ [e⁻]. */
  double sigma();

  /**
   * Validates a standard deviation.
   *
   * @throws IllegalArgumentException if it is negative, too large or not a number
   */
  static void require(String name, double sigma) {
    ParameterChecks.requireRange(name, sigma, "e⁻", 0, LARGEST);
  }

  @Override
  default List<Parameter> parameters() {
    return List.of(Parameter.between(0, LARGEST, name(), "e⁻").fixed());
  }

  @Override
  default double[] values() {
    return new double[] {sigma()};
  }
}
