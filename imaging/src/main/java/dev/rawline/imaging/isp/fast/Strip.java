package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.isp.fast.kernel.ColourKernel;
import dev.rawline.imaging.isp.fast.kernel.HighlightClipKernel;
import dev.rawline.imaging.isp.fast.kernel.MonochromeKernel;
import dev.rawline.imaging.isp.fast.kernel.MosaicRows;
import dev.rawline.imaging.isp.fast.kernel.OutputRows;
import dev.rawline.imaging.isp.fast.kernel.RowStep;
import dev.rawline.imaging.numeric.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Renders a strip of columns from top to bottom, all renderings at once.
 *
 * <p>The steps form a tree: common first steps of renderings exist once. For every output row each
 * step computes one row, the first step furthest ahead, and intermediate rows stay in the
 * processor's cache. A strip is wider than its output by a halo on both sides; its rows continue
 * above and below the picture. A halo and the neighbouring strip compute the same bits, so a
 * picture does not depend on the partition into strips.
 */
final class Strip {
  private final RenderingSteps steps;
  private final List<OutputRows> outputs = new ArrayList<>();
  private final Map<List<Object>, RowStep> known = new HashMap<>();
  private final boolean monochrome;
  private final int reach;
  private int firstRow;
  private int next;

  /**
   * Prepares renderings, whose outputs are views.
   *
   * @param monochrome whether the mosaics are monochrome images, which are copied
   */
  Strip(List<Rendering> renderings, boolean monochrome) {
    this(new MosaicRows(), renderings, monochrome);
  }

  /** Prepares renderings of a mosaic of colours. */
  Strip(MosaicRows mosaic, List<Rendering> renderings) {
    this(mosaic, renderings, false);
  }

  private Strip(MosaicRows mosaic, List<Rendering> renderings, boolean monochrome) {
    this.monochrome = monochrome;
    steps = new RenderingSteps(mosaic);
    renderings.forEach(this::append);
    reach = connect();
  }

  /** Prepares a demosaicing, whose output is linear colours. */
  Strip(Demosaicing demosaicing) {
    monochrome = false;
    steps = new RenderingSteps(new MosaicRows());
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
          colours = once(path, () -> steps.add(new HighlightClipKernel(multiplied, clip)));
        }
        case LumaStage filter -> {
          if (luma == null) {
            withLuma = coloured(path, colours, matrix);
          }
          RowStep before = luma == null ? withLuma : luma;
          int plane = luma == null ? ColourKernel.LUMA : 0;
          path.add(filter);
          luma = once(path, () -> steps.filtered(filter, before, plane));
        }
        case RgbFilter filter -> throw new AssertionError(filter + " has no fast twin");
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
        () -> monochrome ? steps.add(new MonochromeKernel(steps.mosaic)) : steps.demosaiced(stage));
  }

  private ColourKernel coloured(List<Object> path, RowStep in, Matrix3 matrix) {
    path.add(matrix);
    return (ColourKernel) once(path, () -> steps.coloured(in, matrix));
  }

  /** Returns the step at the end of a path of stages, created at its first use. */
  private RowStep once(List<Object> path, Supplier<RowStep> step) {
    RowStep found = known.get(path);
    if (found == null) {
      found = step.get();
      known.put(List.copyOf(path), found);
    }
    return found;
  }

  private void add(OutputRows output) {
    outputs.add(steps.add(output));
  }

  /** Computes the leads and kept rows of the steps; returns the columns of the halo. */
  private int connect() {
    steps.connect();
    // No step reads further along a row than along a column.
    return Lanes.padded(steps.mosaic.lead());
  }

  /** Reuses the memory of a strip of the same renderings with other parameter values. */
  void inherit(Strip old) {
    steps.inherit(old.steps);
  }

  /**
   * Starts a strip.
   *
   * @param raw the mosaic
   * @param column its first column, even
   * @param width the number of columns
   * @param row its first row
   */
  void begin(MosaicSource raw, int column, int width, int row) {
    steps.begin(raw, column - reach, Lanes.padded(width + 2 * reach), reach);
    for (OutputRows output : outputs) {
      output.begin(column, width);
    }
    firstRow = row;
    next = row - 2 * steps.mosaic.lead();
  }

  /**
   * Renders all rows up to one.
   *
   * @param to the row after the last
   * @param pictures one a rendering
   * @param first the row of the mosaic that is the first row of each picture
   */
  void render(int to, List<? extends Picture> pictures, int first) {
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).into(pictures.get(i), first);
    }
    compute(to);
  }

  /**
   * Renders all rows up to one of a strip of one rendering.
   *
   * @param to the row after the last
   * @param views receive the samples of the whole view
   * @param at the index of the first of them
   */
  void render(int to, SampleMemory views, int at, int width, int height) {
    outputs.getFirst().into(views, at, width, height, 0);
    compute(to);
  }

  private void compute(int to) {
    for (; next < to; next++) {
      for (RowStep step : steps.steps) {
        int row = next + step.lead();
        if (row >= firstRow - step.lead()) {
          step.compute(row);
        }
      }
    }
  }
}
