package dev.rawline.lab.gradient;

import dev.rawline.imaging.chain.Parameter;
import java.util.BitSet;

/**
 * How sensitive a loss is to the numbers of one parameter.
 *
 * @param parameter the parameter
 * @param numbers its numbers, in the order of their indices
 * @param gradient ∂L/∂number for each, in the unit of the loss a unit of the number
 * @param frozen which of them an optimizer leaves alone
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a picture has samples, perhaps
public record ParameterSensitivity(
    Parameter parameter, double[] numbers, double[] gradient, BitSet frozen) {

  /** Returns the sensitivity to all numbers of the parameter. */
  public Sensitivity all() {
    Sensitivity all = Sensitivity.NONE;
    for (int i = 0; i < numbers.length; i++) {
      all = all.plus(Sensitivity.of(numbers[i], gradient[i]));
    }
    return all;
  }

  /** Returns the place of the number with the largest |∂L/∂number|. */
  public int steepest() {
    int steepest = 0;
    for (int i = 1; i < gradient.length; i++) {
      if (Math.abs(gradient[i]) > Math.abs(gradient[steepest])) {
        steepest = i;
      }
    }
    return steepest;
  }
}
