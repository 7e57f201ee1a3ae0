package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Renders a strip of columns from top to bottom, all renderings at once.
 *
 * <p>The steps form a tree: what two renderings begin with alike exists once. For every output row
 * each step computes one row, the first step furthest ahead, and everything between stays in the
 * processor's cache. A strip is wider than its output by a halo on both sides; its rows go on above
 * and below the picture. Halo and neighbouring strip compute the same bits, so a picture does not
 * depend on how it is cut.
 */
final class Strip {
  private final MosaicRows mosaic = new MosaicRows();

  /** Each step after those that it reads. */
  private final List<RowStep> steps = new ArrayList<>(List.of(mosaic));

  private final List<OutputRows> outputs = new ArrayList<>();
  private final Map<List<Object>, RowStep> known = new HashMap<>();
  private final int reach;
  private int longest;
  private int firstRow;
  private int next;

  /** Prepares renderings, whose outputs are views. */
  Strip(List<Rendering> renderings) {
    renderings.forEach(this::append);
    reach = connect();
  }

  /** Prepares a demosaicing, whose output is linear colours. */
  Strip(Demosaicing demosaicing) {
    add(OutputRows.linear(demosaiced(demosaicing)));
    reach = connect();
  }

  private void append(Rendering rendering) {
    List<Object> path = new ArrayList<>(List.of(rendering.demosaicing()));
    RowStep colours = demosaiced(rendering.demosaicing());
    ColourKernel withLuma = null;
    RowStep luma = null;
    Matrix3 matrix = Matrix3.IDENTITY;
    for (ColourStage stage : rendering.colour()) {
      switch (stage) {
        case WhiteBalance balance ->
            matrix = Matrix3.IDENTITY.afterGains(balance.gains()).times(matrix);
        case ColourCorrection correction -> matrix = correction.matrix().times(matrix);
        case HighlightClip clip -> {
          RowStep multiplied = coloured(path, colours, matrix);
          matrix = Matrix3.IDENTITY;
          path.add(clip);
          colours = once(path, () -> add(new HighlightClipKernel(multiplied, clip)));
        }
        case LumaStage filter -> {
          if (luma == null) {
            withLuma = coloured(path, colours, matrix);
          }
          RowStep before = luma == null ? withLuma : luma;
          int plane = luma == null ? ColourKernel.LUMA : 0;
          path.add(filter);
          luma = once(path, () -> filtered(filter, before, plane));
        }
        case OnColours filter -> throw new AssertionError(filter + " has no fast twin");
      }
    }
    add(
        luma == null
            ? OutputRows.view(coloured(path, colours, matrix), rendering.gamma())
            : OutputRows.view(withLuma, luma, rendering.gamma()));
  }

  private RowStep demosaiced(Demosaicing stage) {
    return once(
        List.of(stage),
        () ->
            switch (stage) {
              case Bilinear bilinear -> add(new BilinearKernel(mosaic));
              case Malvar2004 malvar -> add(new Malvar2004Kernel(mosaic));
              case Menon2007 menon -> Menon2007Kernel.append(mosaic, menon.refine(), steps);
            });
  }

  private ColourKernel coloured(List<Object> path, RowStep in, Matrix3 matrix) {
    path.add(matrix);
    return (ColourKernel) once(path, () -> add(new ColourKernel(in, matrix)));
  }

  private RowStep filtered(LumaStage stage, RowStep in, int plane) {
    return switch (stage) {
      case SharpeningFilter sharpening -> add(new SharpeningKernel(in, plane));
      case UnsharpMasking unsharp ->
          BlurKernel.append(
              in,
              plane,
              Convolution.gaussian(unsharp.radius()),
              -unsharp.amount(),
              1 + unsharp.amount(),
              steps);
      case GaussianDenoising gaussian ->
          BlurKernel.append(in, plane, Convolution.gaussian(gaussian.sigma()), 1, 0, steps);
      case MedianDenoising median -> MedianKernel.append(in, plane, steps);
      case FftDenoising fft -> throw new AssertionError(stage + " has no fast twin");
      case TvChambolle chambolle -> throw new AssertionError(stage + " has no fast twin");
      case TvBregman bregman -> throw new AssertionError(stage + " has no fast twin");
      case Bilateral bilateral -> throw new AssertionError(stage + " has no fast twin");
    };
  }

  /** Returns the step at the end of a path of stages, made when it is first met. */
  private RowStep once(List<Object> path, Supplier<RowStep> step) {
    RowStep found = known.get(path);
    if (found == null) {
      found = step.get();
      known.put(List.copyOf(path), found);
    }
    return found;
  }

  private <S extends RowStep> S add(S step) {
    steps.add(step);
    if (step instanceof OutputRows output) {
      outputs.add(output);
    }
    return step;
  }

  /** Lets the steps agree on leads and rows kept; returns how many columns the halo needs. */
  private int connect() {
    steps.reversed().forEach(RowStep::announce);
    steps.forEach(RowStep::reserve);
    // No step reads further along a row than along a column.
    return Lanes.padded(mosaic.lead());
  }

  /**
   * Begins a strip.
   *
   * @param raw the mosaic
   * @param column its first column, even
   * @param width the number of columns
   * @param row its first row
   */
  void begin(RawImage raw, int column, int width, int row) {
    int columns = Lanes.padded(width + 2 * reach);
    if (columns > longest) {
      longest = columns;
      steps.forEach(step -> step.allocate(longest, reach));
    }
    for (RowStep step : steps) {
      step.columns = columns;
    }
    mosaic.begin(raw, column - reach);
    for (OutputRows output : outputs) {
      output.begin(column, width);
    }
    firstRow = row;
    next = row - 2 * mosaic.lead();
  }

  /**
   * Renders all rows up to one.
   *
   * @param to the row after the last
   * @param pictures one a rendering
   * @param first the mosaic's row that is the first of each picture
   */
  void render(int to, List<? extends Picture> pictures, int first) {
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).into(pictures.get(i), first);
    }
    for (; next < to; next++) {
      for (RowStep step : steps) {
        int row = next + step.lead();
        if (row >= firstRow - step.lead()) {
          step.compute(row);
        }
      }
    }
  }
}
