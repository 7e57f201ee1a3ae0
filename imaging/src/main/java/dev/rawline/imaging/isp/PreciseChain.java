package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Cfa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    List<Planes> planes = planes(height, width, cfa, samples);
    return rendering.gamma().plain(planes.getLast()).samples;
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
    List<Planes> planes = planes(height, width, cfa, samples);
    int last = planes.size() - 1;
    int end = ofTheta.length;
    double[] gradient = new double[rendering.gamma().values().length];
    Planes coming =
        rendering
            .gamma()
            .back(planes.get(last), new Planes(3, height, width, cotangents), gradient);
    end = put(gradient, ofTheta, end);
    for (int i = rendering.colour().size() - 1; i >= 0; i--) {
      ColourStage stage = rendering.colour().get(i);
      last--;
      gradient = new double[stage.values().length];
      coming = StageDefinitions.back(stage, planes.get(last), coming, gradient);
      end = put(gradient, ofTheta, end);
    }
    last--;
    gradient = new double[rendering.demosaicing().values().length];
    coming =
        StageDefinitions.back(rendering.demosaicing(), planes.get(last), cfa, coming, gradient);
    end = put(gradient, ofTheta, end);
    for (int i = mosaic.size() - 1; i >= 0; i--) {
      last--;
      gradient = new double[mosaic.get(i).values().length];
      coming = StageDefinitions.back(mosaic.get(i), planes.get(last), cfa, coming, gradient);
      end = put(gradient, ofTheta, end);
    }
    return coming.samples;
  }

  private static int put(double[] gradient, double[] ofTheta, int end) {
    System.arraycopy(gradient, 0, ofTheta, end - gradient.length, gradient.length);
    return end - gradient.length;
  }

  /** Returns what enters every stage, in their order: what enters the gamma comes last. */
  private List<Planes> planes(int height, int width, Cfa cfa, double[] samples) {
    if (!cfa.hasFilters()) {
      throw new IllegalArgumentException(
          "the mosaic is monochrome: expected one of colour filters, %s".formatted(Cfa.BAYER));
    }
    List<Planes> planes = new ArrayList<>();
    planes.add(new Planes(1, height, width, Arrays.copyOf(samples, samples.length)));
    for (MosaicStage stage : mosaic) {
      planes.add(StageDefinitions.apply(stage, planes.getLast(), cfa));
    }
    planes.add(StageDefinitions.apply(rendering.demosaicing(), planes.getLast(), cfa));
    for (ColourStage stage : rendering.colour()) {
      planes.add(StageDefinitions.apply(stage, planes.getLast()));
    }
    return planes;
  }
}
