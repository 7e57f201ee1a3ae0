package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A chain by its definitions, in double precision from the mosaic to the view and back.
 *
 * <p>{@link Rendering} keeps every picture between stages in float32, whose rounding a difference
 * quotient of small steps cannot see past. This chain rounds nothing, so that gradients can be
 * checked by differences.
 *
 * @param mosaic the steps on the mosaic
 * @param rendering the steps from the mosaic to the view
 */
public record PreciseChain(List<MosaicStage> mosaic, Rendering rendering) {

  /** Copies the steps. */
  public PreciseChain {
    mosaic = List.copyOf(mosaic);
  }

  /**
   * Returns the view of a normalised mosaic, 3 · H · W samples in the order (channel, row, column).
   *
   * @param samples H · W samples
   * @throws IllegalArgumentException if their number does not fit, or the layout has no filters
   */
  public double[] forward(int height, int width, Cfa cfa, double[] samples) {
    return inputs(steps(cfa), new Planes(1, height, width, samples)).getLast().samples;
  }

  /**
   * Returns the gradient with respect to the mosaic.
   *
   * @param samples H · W samples
   * @param cotangents ∂L/∂view, 3 · H · W samples
   * @param ofTheta receives ∂L/∂θ, stage after stage in the order of their values
   * @throws IllegalArgumentException if a number of samples does not fit, or the layout has no
   *     filters
   */
  public double[] backward(
      int height, int width, Cfa cfa, double[] samples, double[] cotangents, double[] ofTheta) {
    List<Step> steps = steps(cfa);
    List<Planes> inputs = inputs(steps, new Planes(1, height, width, samples));
    Planes coming = new Planes(Picture.CHANNELS, height, width, cotangents);
    int first = ofTheta.length;
    for (int i = steps.size() - 1; i >= 0; i--) {
      double[] gradient = new double[steps.get(i).values];
      coming = steps.get(i).back.of(inputs.get(i), coming, gradient);
      first -= gradient.length;
      System.arraycopy(gradient, 0, ofTheta, first, gradient.length);
    }
    return coming.samples;
  }

  @FunctionalInterface
  private interface Back {
    Planes of(Planes input, Planes cotangent, double[] gradient);
  }

  private record Step(int values, UnaryOperator<Planes> apply, Back back) {}

  private List<Step> steps(Cfa cfa) {
    if (!cfa.hasFilters()) {
      throw new IllegalArgumentException(
          "the mosaic is monochrome: expected one of colour filters, %s".formatted(Cfa.BAYER));
    }
    List<Step> steps = new ArrayList<>();
    for (MosaicStage stage : mosaic) {
      steps.add(
          new Step(
              stage.values().length,
              input -> StageDefinitions.apply(stage, input, cfa),
              (input, coming, to) -> StageDefinitions.back(stage, input, cfa, coming, to)));
    }
    Demosaicing demosaicing = rendering.demosaicing();
    steps.add(
        new Step(
            demosaicing.values().length,
            input -> StageDefinitions.apply(demosaicing, input, cfa),
            (input, coming, to) -> StageDefinitions.back(demosaicing, input, cfa, coming, to)));
    for (ColourStage stage : rendering.colour()) {
      steps.add(
          new Step(
              stage.values().length,
              input -> StageDefinitions.apply(stage, input),
              (input, coming, to) -> StageDefinitions.back(stage, input, coming, to)));
    }
    Gamma gamma = rendering.gamma();
    steps.add(new Step(gamma.values().length, gamma::plain, gamma::back));
    return steps;
  }

  /** Returns what enters every step, and last the view. */
  private static List<Planes> inputs(List<Step> steps, Planes mosaic) {
    List<Planes> inputs = new ArrayList<>(List.of(mosaic));
    for (Step step : steps) {
      inputs.add(step.apply.apply(inputs.getLast()));
    }
    return inputs;
  }
}
