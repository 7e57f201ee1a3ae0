package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.LinearRgb;
import java.util.List;

/**
 * A small stage for tests: out = factor · in + offset, with both as parameters.
 *
 * @param name the stage's name, and the beginning of its parameters'
 */
record Linear(String name, double factor, double offset)
    implements Differentiable<LinearRgb, LinearRgb> {

  @Override
  public LinearRgb apply(LinearRgb input) {
    float[] out = input.samples().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (factor * out[i] + offset);
    }
    return new LinearRgb(input.width(), input.height(), out);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.between(0, 10, name + ".factor", "no unit"),
        Parameter.free(name + ".offset", "normalised").fixed());
  }

  @Override
  public double[] values() {
    return new double[] {factor, offset};
  }

  @Override
  public Linear with(double[] values) {
    return new Linear(name, values[0], values[1]);
  }

  @Override
  public Pullback<LinearRgb, LinearRgb> pull(LinearRgb input) {
    LinearRgb value = apply(input);
    return new Pullback<>() {
      @Override
      public LinearRgb value() {
        return value;
      }

      @Override
      public Gradient<LinearRgb> back(LinearRgb cotangent) {
        double byFactor = 0;
        double byOffset = 0;
        for (int i = 0; i < input.samples().length; i++) {
          byFactor += (double) input.samples()[i] * cotangent.samples()[i];
          byOffset += cotangent.samples()[i];
        }
        return new Gradient<>(
            new Linear(name, factor, 0).apply(cotangent), new double[] {byFactor, byOffset});
      }
    };
  }
}
