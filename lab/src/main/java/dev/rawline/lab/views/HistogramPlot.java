package dev.rawline.lab.views;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The histogram of a frame, a line for each colour.
 *
 * <p>Counts are on a logarithmic axis, because a few blown pixels matter as much as many dark ones;
 * an empty bin is drawn at the axis. Colours are those of Okabe and Ito, which colour-blind people
 * distinguish, and each has its own kind of line.
 */
public final class HistogramPlot {
  private static final int BINS = 128;
  private static final double EMPTY = 0.5;
  private static final int LEFT = 92;

  private HistogramPlot() {}

  /**
   * Draws the histograms of a frame.
   *
   * @param title the title
   * @param frame a normalised mosaic or a picture
   * @param width the width of the drawing [px]
   * @param height the height of the axes [px]
   */
  public static Drawing of(String title, Frame frame, int width, int height) {
    float lowest = 0;
    float highest = 1;
    for (float sample : frame.samples()) {
      lowest = Math.min(lowest, sample);
      highest = Math.max(highest, sample);
    }
    double low = lowest;
    double binWidth = ((double) highest - lowest) / BINS;
    Map<Colour, List<Point>> lines = new EnumMap<>(Colour.class);
    double most = 1;
    boolean grey = frame instanceof Mosaic raw && !raw.cfa().hasFilters();
    for (Colour colour : grey ? List.of(Colour.GREEN) : List.of(Colour.values())) {
      long[] counts = counts(frame, colour, low, binWidth);
      most = Math.max(most, (double) LongStream.of(counts).max().orElse(1));
      lines.put(
          colour,
          IntStream.range(0, BINS)
              .mapToObj(
                  bin ->
                      new Point(
                          low + (bin + 0.5) * binWidth, Math.max(EMPTY, (double) counts[bin])))
              .toList());
    }
    Figure figure = new Figure(width, title, List.of());
    Axes axes =
        figure
            .axes(
                LEFT,
                Figure.MARGIN,
                height,
                AxisScale.linear(lowest, highest),
                AxisScale.logarithmic(EMPTY, 1.5 * most))
            .yTicks(6)
            .xTicks(8)
            .frame()
            .xName(axis(frame))
            .yName("pixels per bin (log)");
    lines.forEach((colour, points) -> axes.line(points, pen(colour)));
    return figure
        .legend(
            LEFT,
            lines.keySet().stream()
                .map(
                    colour ->
                        LegendKey.line(
                            grey ? "all pixels" : colour.name().toLowerCase(Locale.ROOT),
                            pen(colour)))
                .toList())
        .drawing(
            (grey ? "Histogram" : "Histograms of the three colours")
                + ", values from %s to %s.".formatted(lowest, highest));
  }

  private static long[] counts(Frame frame, Colour colour, double lowest, double binWidth) {
    long[] counts = new long[BINS];
    for (int row = 0; row < frame.height(); row++) {
      for (int column = 0; column < frame.width(); column++) {
        float value =
            switch (frame) {
              case Mosaic raw ->
                  raw.cfa().colourAt(row, column) == colour ? raw.at(row, column) : Float.NaN;
              case Picture picture -> picture.at(colour, row, column);
            };
        if (!Float.isNaN(value)) {
          counts[(int) Math.clamp((value - lowest) / binWidth, 0, BINS - 1)]++;
        }
      }
    }
    return counts;
  }

  private static String axis(Frame frame) {
    return switch (frame) {
      case Radiance _ -> "radiance (photons·s⁻¹·m⁻²·sr⁻¹)";
      case Irradiance _ -> "irradiance (photons·s⁻¹·m⁻²)";
      case Electrons _ -> "charge (e⁻)";
      case RawImage _ -> "raw value (normalised, no unit)";
      case LinearRgb _ -> "linear value (normalised, no unit)";
      case View _ -> "view value (no unit)";
    };
  }

  private static Pen pen(Colour colour) {
    Pen.Dash dash =
        switch (colour) {
          case RED -> Pen.Dash.SOLID;
          case GREEN -> Pen.Dash.DASHED;
          case BLUE -> Pen.Dash.DOTTED;
        };
    return new Pen(Palette.of(colour), 1.6, dash);
  }
}
