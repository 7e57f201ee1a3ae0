package dev.rawline.imaging.isp;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A mosaic rendered by the definitions alone, in double precision from end to end.
 *
 * @param cfa the layout of the mosaic
 * @param steps the stages, first to last
 */
public record IspDefinition(Cfa cfa, List<Step> steps) {

  /**
   * One stage.
   *
   * @param stage the stage
   * @param before its input
   * @param after its output
   */
  public record Step(Differentiable<?, ?> stage, Planes before, Planes after) {

    /** Returns the input samples, plane by plane. */
    public double[] input() {
      return before.samples;
    }

    /** Returns the output samples, plane by plane. */
    public double[] output() {
      return after.samples;
    }
  }

  /**
   * The gradient of a loss.
   *
   * @param raw by the mosaic
   * @param parameters by every number, in the order of θ
   */
  @SuppressWarnings("ArrayRecordComponent") // read once by one test, never compared as a whole
  public record Gradient(Planes raw, double[] parameters) {

    /** Returns the gradient by the mosaic, row by row. */
    public double[] rawSamples() {
      return raw.samples;
    }
  }

  /** Renders a mosaic with an ISP. */
  public static IspDefinition of(Isp isp, RawImage raw) {
    return of(isp, Planes.of(raw), raw.cfa());
  }

  /** Renders a mosaic. */
  public static IspDefinition of(Rendering rendering, RawImage raw) {
    return of(new Isp(List.of(), rendering), raw);
  }

  static IspDefinition of(Isp isp, Planes mosaic, Cfa cfa) {
    List<Differentiable<?, ?>> stages = new ArrayList<>(isp.mosaic());
    stages.add(isp.rendering().demosaicing());
    stages.addAll(isp.rendering().colour());
    stages.add(isp.rendering().gamma());
    isp.layer().ifPresent(stages::add);

    List<Step> steps = new ArrayList<>();
    Planes frame = mosaic;
    for (Differentiable<?, ?> stage : stages) {
      Planes after = apply(stage, frame, cfa);
      steps.add(new Step(stage, frame, after));
      frame = after;
    }
    return new IspDefinition(cfa, steps);
  }

  /** Returns the linear colours before the gamma. */
  Planes beforeGamma() {
    return steps.stream()
        .filter(step -> step.stage instanceof Gamma)
        .findFirst()
        .orElseThrow()
        .before;
  }

  /** Returns the samples of the linear colours before the gamma. */
  public double[] linear() {
    return beforeGamma().samples;
  }

  Planes view() {
    return steps.getLast().after;
  }

  /** Returns the samples of the view. */
  public double[] viewSamples() {
    return view().samples;
  }

  /**
   * Propagates a gradient back.
   *
   * @param cotangent by the samples of the view
   */
  public Gradient back(double[] cotangent) {
    return back(new Planes(view().channels, view().height, view().width, cotangent));
  }

  Gradient back(Planes cotangent) {
    int end = steps.stream().mapToInt(step -> step.stage.values().length).sum();
    double[] parameters = new double[end];
    Planes coming = cotangent;
    for (Step step : steps.reversed()) {
      double[] ofStage = new double[step.stage.values().length];
      coming = back(step, cfa, coming, ofStage);
      end -= ofStage.length;
      System.arraycopy(ofStage, 0, parameters, end, ofStage.length);
    }
    return new Gradient(coming, parameters);
  }

  private static Planes apply(Differentiable<?, ?> stage, Planes in, Cfa cfa) {
    return switch (stage) {
      case MosaicStage mosaic -> StageDefinitions.apply(mosaic, in, cfa);
      case Demosaicing demosaicing -> StageDefinitions.apply(demosaicing, in, cfa);
      case ColourStage colour -> StageDefinitions.apply(colour, in);
      case Gamma gamma -> gamma.plain(in);
      case AdditiveLayer layer -> layer.plain(in);
      default -> throw new IllegalArgumentException("no stage of an ISP: " + stage);
    };
  }

  private static Planes back(Step step, Cfa cfa, Planes cotangent, double[] gradient) {
    return switch (step.stage) {
      case MosaicStage mosaic ->
          StageDefinitions.back(mosaic, step.before, cfa, cotangent, gradient);
      case Demosaicing demosaicing ->
          StageDefinitions.back(demosaicing, step.before, cfa, cotangent, gradient);
      case ColourStage colour -> StageDefinitions.back(colour, step.before, cotangent, gradient);
      case Gamma gamma -> gamma.back(step.before, cotangent, gradient);
      case AdditiveLayer layer -> layer.back(cotangent, gradient);
      default -> throw new IllegalArgumentException("no stage of an ISP: " + step.stage);
    };
  }
}
