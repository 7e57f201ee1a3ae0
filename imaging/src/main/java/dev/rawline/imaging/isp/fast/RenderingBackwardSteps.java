package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.fast.kernel.BilinearAdjoint;
import dev.rawline.imaging.isp.fast.kernel.BlackLevelKernel;
import dev.rawline.imaging.isp.fast.kernel.BlurKernel;
import dev.rawline.imaging.isp.fast.kernel.BlurSums;
import dev.rawline.imaging.isp.fast.kernel.ColourAdjoint;
import dev.rawline.imaging.isp.fast.kernel.ColourKernel;
import dev.rawline.imaging.isp.fast.kernel.GammaAdjoint;
import dev.rawline.imaging.isp.fast.kernel.GammaPullbackKernel;
import dev.rawline.imaging.isp.fast.kernel.HighlightClipAdjoint;
import dev.rawline.imaging.isp.fast.kernel.HighlightClipKernel;
import dev.rawline.imaging.isp.fast.kernel.Malvar2004Adjoint;
import dev.rawline.imaging.isp.fast.kernel.MedianAdjoint;
import dev.rawline.imaging.isp.fast.kernel.MedianIndex;
import dev.rawline.imaging.isp.fast.kernel.Menon2007Adjoint;
import dev.rawline.imaging.isp.fast.kernel.Menon2007Kernel;
import dev.rawline.imaging.isp.fast.kernel.MosaicRows;
import dev.rawline.imaging.isp.fast.kernel.PartialSums;
import dev.rawline.imaging.isp.fast.kernel.RawGradientRows;
import dev.rawline.imaging.isp.fast.kernel.RowStep;
import dev.rawline.imaging.isp.fast.kernel.RowSums;
import dev.rawline.imaging.isp.fast.kernel.SharpeningKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that propagate the gradient of a view back to its mosaic, and those of the forward pass
 * that they read.
 *
 * <p>The forward pass reads a mosaic that is extended by reflection far enough that no later step
 * needs a border. Neither does its adjoint: gradients spread beyond the edge, and only those of the
 * mosaic are folded back inside, in {@link RawGradientRows}.
 */
final class RenderingBackwardSteps {
  final BlackLevelKernel blackLevel = new BlackLevelKernel();
  final PartialSums piece = new PartialSums();
  final RenderingSteps forward = new RenderingSteps(new MosaicRows(blackLevel));
  final List<RowStep> back = new ArrayList<>();
  final List<RowSums> sums = new ArrayList<>();
  final GammaAdjoint gamma;
  final RawGradientRows raw;

  private final RenderingChain chain;

  /** The input and the output of each fold of matrices. */
  private final List<RowStep> unmixed = new ArrayList<>();

  private final List<ColourKernel> mixed = new ArrayList<>();
  private final List<Filtered> filters = new ArrayList<>();

  /** A filter of the luma: its input, its output, and the index of its first parameter. */
  private record Filtered(LumaStage stage, int place, RowStep in, int plane, RowStep out) {}

  RenderingBackwardSteps(RenderingChain chain) {
    this.chain = chain;
    RowStep demosaiced = forward.demosaiced(chain.rendering().demosaicing());
    RowStep luma = colours(demosaiced);
    int plane = filters.isEmpty() ? ColourKernel.LUMA : 0;

    GammaPullbackKernel kernel = new GammaPullbackKernel(chain.rendering().gamma());
    gamma = add(new GammaAdjoint(mixed.getLast(), luma, plane, kernel, gammaSums(kernel)));
    RowStep ofColours = colour(mixed.size() - 1, gamma, lumaBack());
    raw = add(new RawGradientRows(demosaicBack(demosaiced, ofColours), levelSums()));
    connect();
  }

  private <S extends RowStep> S add(S step) {
    back.add(step);
    return step;
  }

  private RowSums sum(int count, RowSums.Adder adder) {
    RowSums sum = new RowSums(piece, count, adder);
    sums.add(sum);
    return sum;
  }

  /**
   * Adds the forward pass from the demosaiced colours; returns the step that holds the filtered
   * luma.
   */
  private RowStep colours(RowStep demosaiced) {
    unmixed.add(demosaiced);
    RowStep luma = null;
    List<ColourStage> stages = chain.rendering().colour();
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i) instanceof HighlightClip clip) {
        unmixed.add(forward.add(new HighlightClipKernel(mix(), clip)));
      } else if (stages.get(i) instanceof LumaStage filter) {
        RowStep in = luma == null ? mix() : luma;
        int plane = luma == null ? ColourKernel.LUMA : 0;
        luma = forward.filtered(filter, in, plane);
        filters.add(new Filtered(filter, chain.place(i), in, plane, luma));
      }
    }
    return luma == null ? mix() : luma;
  }

  private ColourKernel mix() {
    int fold = mixed.size();
    mixed.add(forward.coloured(unmixed.get(fold), chain.folds().get(fold).matrix()));
    return mixed.getLast();
  }

  private RowSums gammaSums(GammaPullbackKernel kernel) {
    int place = chain.gammaPlace();
    return sum(
        2,
        (lanes, totals, at) -> {
          totals[at + place] += kernel.ofGamma(lanes.total(0));
          totals[at + place + 1] += kernel.ofFloor(lanes.total(1));
        });
  }

  /**
   * Adds the backward pass through the filters of the luma; returns the gradient with respect to
   * the luma.
   */
  private Plane lumaBack() {
    Plane coming = new Plane(gamma, GammaAdjoint.LUMA);
    for (Filtered filter : filters.reversed()) {
      coming =
          switch (filter.stage) {
            case SharpeningFilter sharpening ->
                new Plane(add(new SharpeningKernel(coming.step, coming.plane)), 0);
            case UnsharpMasking unsharp -> unsharp(unsharp, filter, coming);
            case GaussianDenoising gaussian -> gaussian(gaussian, filter, coming);
            case MedianDenoising median -> median(filter, coming);
            default -> throw RenderingSteps.unsupported(filter.stage);
          };
    }
    return coming;
  }

  /** One plane of a step. */
  private record Plane(RowStep step, int plane) {}

  private Plane gaussian(GaussianDenoising stage, Filtered filter, Plane coming) {
    RowSums ofWidth =
        sum(2, (lanes, totals, at) -> totals[at + filter.place] += lanes.total(BlurSums.WIDTH));
    return blur(stage, 1, 0, filter, coming, ofWidth, false);
  }

  private Plane unsharp(UnsharpMasking stage, Filtered filter, Plane coming) {
    double amount = stage.amount();
    RowSums ofBoth =
        sum(
            2,
            (lanes, totals, at) -> {
              totals[at + filter.place] -= amount * lanes.total(BlurSums.WIDTH);
              totals[at + filter.place + 1] += lanes.total(BlurSums.DIFFERENCE);
            });
    return blur(stage.gaussian(), -amount, 1 + amount, filter, coming, ofBoth, true);
  }

  private Plane blur(
      GaussianDenoising blur,
      double mix,
      double keep,
      Filtered filter,
      Plane coming,
      RowSums into,
      boolean difference) {
    double[] gaussian = blur.weights();
    BlurKernel half = add(BlurKernel.first(false, coming.step, coming.plane, gaussian));
    BlurSums sum =
        add(
            new BlurSums(
                blur,
                filter.in,
                filter.plane,
                ((BlurKernel) filter.out).half(),
                coming.step,
                coming.plane,
                half,
                into,
                difference));
    return new Plane(
        add(
            BlurKernel.second(
                true,
                half,
                coming.step,
                coming.plane,
                gaussian,
                mix,
                keep,
                new RowStep.Reads(sum, 0))),
        0);
  }

  private Plane median(Filtered filter, Plane coming) {
    MedianIndex choice = add(new MedianIndex(filter.in, filter.plane, filter.out, coming.step));
    return new Plane(add(new MedianAdjoint(choice, coming.step, coming.plane)), 0);
  }

  /**
   * Adds the backward pass through a fold of matrices and all steps before it.
   *
   * @param ofLuma the gradient with respect to the luma that the filters read
   * @return the gradient with respect to the demosaiced colours
   */
  private RowStep colour(int fold, RowStep ofColours, Plane ofLuma) {
    int place = chain.foldPlace(fold);
    RowSums ofMatrix =
        sum(
            FusedColourMatrix.SUMS,
            (lanes, totals, at) -> {
              for (int i = 0; i < FusedColourMatrix.SUMS; i++) {
                totals[at + place + i] += lanes.total(i);
              }
            });
    RowStep ofUnmixed =
        add(
            new ColourAdjoint(
                ofColours,
                ofLuma.step,
                ofLuma.plane,
                unmixed.get(fold),
                chain.folds().get(fold).matrix(),
                ofMatrix));
    if (fold == 0) {
      return ofUnmixed;
    }
    int clipPlace = chain.clipPlace(fold - 1);
    RowSums ofLevel = sum(1, (lanes, totals, at) -> totals[at + clipPlace] += lanes.total(0));
    RowStep ofMixed =
        add(
            new HighlightClipAdjoint(
                ofUnmixed,
                mixed.get(fold - 1),
                ((HighlightClipKernel) unmixed.get(fold)).level(),
                ofLevel));
    return colour(fold - 1, ofMixed, new Plane(ofMixed, ColourAdjoint.NO_LUMA));
  }

  private RowStep demosaicBack(RowStep demosaiced, RowStep ofColours) {
    MosaicRows mosaic = forward.mosaic;
    return switch (chain.rendering().demosaicing()) {
      case Bilinear bilinear -> add(new BilinearAdjoint(mosaic, ofColours));
      case Malvar2004 malvar -> Malvar2004Adjoint.append(mosaic, ofColours, back);
      case Menon2007 menon ->
          Menon2007Adjoint.append(
              mosaic, ((Menon2007Kernel) demosaiced).votes(), ofColours, menon.refine(), back);
      default -> throw RenderingSteps.unsupported(chain.rendering().demosaicing());
    };
  }

  /** Sums of even and of odd rows. */
  private RowSums[] levelSums() {
    RowSums[] ofLevels = new RowSums[2];
    for (int parity = 0; parity < 2; parity++) {
      int row = parity;
      ofLevels[parity] = sum(1, (lanes, totals, at) -> blackLevel.add(lanes, row, totals, at));
    }
    return ofLevels;
  }

  /** Computes the halos, leads and kept rows of all steps. */
  private void connect() {
    // The output of a step beyond the picture is needed as far as the gradients that read it reach,
    // and those reach as far as the view: the leads of the forward pass only.
    gamma.announce();
    forward.steps.reversed().forEach(RowStep::announce);
    forward.steps.forEach(step -> step.requestHalo(step.lead()));
    for (RowStep step : back) {
      step.requestHalo(step == gamma ? 0 : step.spread(back));
    }
    back.reversed().forEach(RowStep::announce);
    forward.steps.reversed().forEach(RowStep::announce);
    back.forEach(RowStep::reserve);
    forward.steps.forEach(RowStep::reserve);
  }
}
