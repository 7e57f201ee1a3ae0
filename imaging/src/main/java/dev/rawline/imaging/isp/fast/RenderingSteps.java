package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.fast.kernel.BilinearKernel;
import dev.rawline.imaging.isp.fast.kernel.BlurKernel;
import dev.rawline.imaging.isp.fast.kernel.ColourKernel;
import dev.rawline.imaging.isp.fast.kernel.Malvar2004Kernel;
import dev.rawline.imaging.isp.fast.kernel.MedianKernel;
import dev.rawline.imaging.isp.fast.kernel.Menon2007Kernel;
import dev.rawline.imaging.isp.fast.kernel.MosaicRows;
import dev.rawline.imaging.isp.fast.kernel.RowStep;
import dev.rawline.imaging.isp.fast.kernel.SharpeningKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that compute rows of renderings, each after those that it reads.
 *
 * <p>The first of them reads the mosaic.
 */
final class RenderingSteps {
  final MosaicRows mosaic;
  final List<RowStep> steps;

  private int longest;

  RenderingSteps(MosaicRows mosaic) {
    this.mosaic = mosaic;
    this.steps = new ArrayList<>(List.of(mosaic));
  }

  <S extends RowStep> S add(S step) {
    steps.add(step);
    return step;
  }

  /** Adds a demosaicing and returns the step that holds the colours. */
  RowStep demosaiced(Demosaicing stage) {
    return switch (stage) {
      case Bilinear bilinear -> add(new BilinearKernel(mosaic));
      case Malvar2004 malvar -> add(new Malvar2004Kernel(mosaic));
      case Menon2007 menon -> Menon2007Kernel.append(mosaic, menon.refine(), steps);
      default -> throw unsupported(stage);
    };
  }

  /** Adds a matrix on the colours. */
  ColourKernel coloured(RowStep in, Matrix3 matrix) {
    return add(new ColourKernel(in, matrix));
  }

  /** Adds a filter of a luma and returns the step that holds its output. */
  RowStep filtered(LumaStage stage, RowStep in, int plane) {
    return switch (stage) {
      case SharpeningFilter sharpening -> add(new SharpeningKernel(in, plane));
      case UnsharpMasking unsharp ->
          blurred(in, plane, unsharp.gaussian().weights(), -unsharp.amount(), 1 + unsharp.amount());
      case GaussianDenoising gaussian -> blurred(in, plane, gaussian.weights(), 1, 0);
      case MedianDenoising median -> MedianKernel.append(in, plane, steps);
      default -> throw unsupported(stage);
    };
  }

  /** Adds keep · in + mix · blur(in): along columns first, then along rows. */
  private BlurKernel blurred(RowStep in, int plane, double[] gaussian, double mix, double keep) {
    BlurKernel half = add(BlurKernel.first(true, in, plane, gaussian));
    return add(BlurKernel.second(false, half, in, plane, gaussian, mix, keep));
  }

  /** {@link FastPath} admits only stages with a twin. */
  static AssertionError unsupported(Object stage) {
    return new AssertionError(stage + " has no fast twin");
  }

  /** Computes the leads and kept rows of the steps. */
  void connect() {
    steps.reversed().forEach(RowStep::announce);
    steps.forEach(RowStep::reserve);
  }

  /** Reuses the memory of as many steps of the same kinds. */
  void inherit(RenderingSteps old) {
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).inherit(old.steps.get(i));
    }
  }

  /**
   * Starts a strip of columns.
   *
   * @param column the first column of the strip in the mosaic, even
   * @param reach the halo at both ends [columns]
   */
  void begin(MosaicSource raw, int column, int columns, int reach) {
    if (columns > longest) {
      longest = columns;
      steps.forEach(step -> step.allocate(longest, reach));
    }
    for (RowStep step : steps) {
      step.setColumns(columns);
    }
    mosaic.begin(raw, column);
  }
}
