package dev.rawline.lab.gradient;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.isp.DeadZone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one loss of one view is sensitive to.
 *
 * @param value the loss
 * @param deadZone how much of the picture before the gamma its clip holds fast
 * @param stages the input, then the frame after every stage
 * @param parameters every parameter of the chain, in the order of θ
 */
public record LossSensitivity(
    double value,
    DeadZone deadZone,
    List<StageSensitivity> stages,
    List<ParameterSensitivity> parameters) {

  /**
   * Sums up a trace.
   *
   * @param isp the chain that was traced
   * @param theta its θ, which knows what is frozen
   * @param value the loss
   * @param trace the frames and gradients of the chain
   */
  public static LossSensitivity of(Isp isp, Theta theta, double value, GradientTrace<?> trace) {
    LinearRgb beforeGamma =
        trace.steps().stream()
            .map(GradientTrace.Step::frame)
            .filter(LinearRgb.class::isInstance)
            .map(LinearRgb.class::cast)
            .reduce((_, later) -> later)
            .orElseThrow();
    return new LossSensitivity(
        value,
        isp.rendering().gamma().deadZone(beforeGamma),
        trace.steps().stream().map(StageSensitivity::of).toList(),
        parameters(theta, trace.gradient().parameters()));
  }

  private static List<ParameterSensitivity> parameters(Theta theta, double[] gradient) {
    double[] numbers = theta.vector();
    BitSet frozen = new BitSet(theta.size());
    IntStream.range(0, theta.size()).filter(theta::isFrozen).forEach(frozen::set);
    List<ParameterSensitivity> parameters = new ArrayList<>();
    int first = 0;
    for (Parameter parameter : theta.parameters()) {
      int end = first + parameter.size();
      parameters.add(
          new ParameterSensitivity(
              parameter,
              Arrays.copyOfRange(numbers, first, end),
              Arrays.copyOfRange(gradient, first, end),
              frozen.get(first, end)));
      first = end;
    }
    return parameters;
  }
}
