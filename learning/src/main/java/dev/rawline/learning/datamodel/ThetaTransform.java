package dev.rawline.learning.datamodel;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.PreparedSample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the θ of one sample differs from the θ of all: θ′ = factors · θ + summands, number by number.
 *
 * <p>So ∂L/∂θ = factors · ∂L/∂θ′. A number that is replaced has the factor 0.
 */
final class ThetaTransform {
  private final double[] factors;
  private final double[] summands;

  private ThetaTransform(double[] factors, double[] summands) {
    this.factors = factors;
    this.summands = summands;
  }

  /**
   * Returns how the θ of a sample differs, if it does: first by the camera that was drawn for it,
   * then by the numbers that are replaced.
   *
   * @throws IllegalArgumentException if the chain lacks a parameter that the camera changes
   */
  static Optional<ThetaTransform> of(PreparedSample sample, Theta theta) {
    if (!sample.changesTheta()) {
      return Optional.empty();
    }
    double[] factors = new double[theta.size()];
    Arrays.fill(factors, 1);
    double[] summands = new double[theta.size()];
    sample.drawn().ifPresent(camera -> put(theta, camera, factors, summands));
    sample
        .replaced()
        .forEach(
            (place, number) -> {
              factors[place] = 0;
              summands[place] = number;
            });
    return Optional.of(new ThetaTransform(factors, summands));
  }

  private static void put(Theta theta, DrawnCamera camera, double[] factors, double[] summands) {
    camera
        .whiteBalance()
        .ifPresent(
            gains ->
                put(theta, "white_balance", factors, gains.red(), gains.green(), gains.blue()));
    camera
        .colourMatrix()
        .ifPresent(
            matrix ->
                put(
                    theta,
                    "colour_matrix",
                    summands,
                    matrix.rows().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
    camera.gamma().ifPresent(factor -> put(theta, "gamma", factors, factor));
    camera
        .blackLevel()
        .ifPresent(offset -> put(theta, "black_level", summands, offset, offset, offset, offset));
  }

  private static void put(Theta theta, String name, double[] into, double... numbers) {
    int first = 0;
    for (Parameter parameter : theta.parameters()) {
      if (parameter.name().equals(name)) {
        System.arraycopy(numbers, 0, into, first, numbers.length);
        return;
      }
      first += parameter.size();
    }
    throw new IllegalArgumentException(
        "cameras are drawn with another %s, but the chain has no such stage: leave that range out, or add the stage"
            .formatted(name));
  }

  /** Returns θ′. */
  double[] of(double[] theta) {
    double[] changed = new double[theta.length];
    Arrays.setAll(changed, i -> factors[i] * theta[i] + summands[i]);
    return changed;
  }

  /** Adds ∂L/∂θ to a sum, given ∂L/∂θ′. */
  void addBack(double[] ofChanged, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factors[i] * ofChanged[i];
    }
  }
}
