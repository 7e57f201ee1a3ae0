package dev.rawline.benchmarks;

import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Curves as small multiples on logarithmic axes: points, fitted powers and their slopes.
 *
 * @param result what was measured
 */
record GrowthPlot(GrowthResult result) {
  private static final int WIDTH = 900;
  private static final int COLUMNS = 2;
  private static final int LEFT = 86;
  private static final int BETWEEN = 96;
  private static final int HEIGHT = 180;
  private static final int LEGEND_LINE = 18;
  private static final int ABOVE = 28;
  private static final int ROW = ABOVE + 2 * LEGEND_LINE + HEIGHT + 70;
  private static final List<Color> COLOURS = List.of(Palette.BLUE, Palette.ORANGE);
  private static final List<Symbol> SYMBOLS = List.of(Symbol.CIRCLE, Symbol.SQUARE);

  /** One of the multiples, with its lines by their names. */
  private record Panel(
      String title,
      String unit,
      SequencedMap<String, List<GrowthPoint>> lines,
      ToDoubleFunction<GrowthPoint> cost,
      DoubleFunction<String> words) {
    AxisScale scale(ToDoubleFunction<GrowthPoint> number) {
      DoubleSummaryStatistics all =
          lines.values().stream().flatMap(List::stream).mapToDouble(number).summaryStatistics();
      // At least a decade, so that what is flat looks flat.
      double middle = Math.sqrt(all.getMin() * all.getMax());
      double reach = Math.max(Math.sqrt(10), 1.3 * Math.sqrt(all.getMax() / all.getMin()));
      return AxisScale.logarithmic(middle / reach, middle * reach);
    }
  }

  Drawing draw() {
    String how =
        " · median times, logarithmic axes; numbers are slopes with their standard errors: 1 is"
            + " proportional, 0 is flat";
    Figure figure =
        new Figure(WIDTH, "How cost grows", List.of(result.origin().split(";", -1)[0] + how));
    List<Panel> panels =
        List.of(
            times(GrowthCurve.VIEWS),
            times(GrowthCurve.GRADIENTS),
            times(GrowthCurve.FILES, GrowthCurve.MOSAICS),
            times(GrowthCurve.STATISTICS),
            times(GrowthCurve.LAB_BOOK),
            times(GrowthCurve.REFERENCE),
            memory("Live heap", "samples or images", GrowthCurve.STATISTICS, GrowthCurve.REFERENCE),
            memory("Resident memory in a heap of 1 GiB", "pixels", GrowthCurve.FILES));
    double width = (WIDTH - LEFT - BETWEEN - Figure.MARGIN) / (double) COLUMNS;
    for (int i = 0; i < panels.size(); i++) {
      draw(figure, panels.get(i), LEFT + i % COLUMNS * (width + BETWEEN), figure.top(), width);
      figure.space(i % COLUMNS == COLUMNS - 1 ? ROW : 0);
    }
    return figure.drawing("Time and memory against pixels, images, samples and runs.");
  }

  private Panel times(GrowthCurve... curves) {
    SequencedMap<String, List<GrowthPoint>> lines = new LinkedHashMap<>();
    for (GrowthCurve curve : curves) {
      lines.putAll(result.series(curve));
    }
    return new Panel(
        curves[0].title(),
        curves[0].unit() + (lines.size() > COLOURS.size() ? "; grey: each other question" : ""),
        lines,
        GrowthPoint::seconds,
        seconds -> QuickBenchmarkPlot.time(1e3 * seconds));
  }

  private Panel memory(String title, String unit, GrowthCurve... curves) {
    SequencedMap<String, List<GrowthPoint>> lines = new LinkedHashMap<>();
    for (GrowthCurve curve : curves) {
      lines.put(curve.title(), result.series(curve).firstEntry().getValue());
    }
    return new Panel(title, unit, lines, GrowthPoint::memory, bytes -> size(bytes) + "B");
  }

  private static void draw(Figure figure, Panel panel, double left, double top, double width) {
    figure.words(left, top + 20, panel.title, FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    double below = top + ABOVE + 2 * LEGEND_LINE;
    Axes axes =
        new Axes(
            figure,
            left,
            below,
            width,
            HEIGHT,
            panel.scale(GrowthPoint::x),
            panel.scale(panel.cost));
    axes.yTicks(ticks(axes.yScale(), panel.words));
    axes.xTicks(far(ticks(axes.xScale(), GrowthPlot::size))).xName(panel.unit).frame();
    int number = 0;
    for (var line : panel.lines.entrySet()) {
      boolean named = number < COLOURS.size();
      Color colour = named ? COLOURS.get(number) : Palette.GREY;
      Symbol symbol = named ? SYMBOLS.get(number) : Symbol.CIRCLE;
      List<GrowthPoint> points = line.getValue();
      PowerLaw power = PowerLaw.of(points, panel.cost);
      axes.line(
          Stream.of(points.getFirst().x(), points.getLast().x())
              .map(x -> new Point(x, power.at(x)))
              .toList(),
          Pen.solid(colour, named ? 1.6 : 0.8));
      axes.points(
          points.stream().map(each -> new Point(each.x(), panel.cost.applyAsDouble(each))).toList(),
          symbol,
          named ? 4.5 : 2,
          colour);
      if (named) {
        double y = top + ABOVE + LEGEND_LINE * (number + 0.6);
        symbol.draw(figure, left + 5, y - 4, 4.5, colour, "");
        String text = line.getKey() + ": " + power.words();
        figure.words(left + 17, y, text, FontStyle.SMALL, Style.INK, Anchor.START);
      }
      number++;
    }
  }

  private static List<AxisScale.Tick> ticks(AxisScale scale, DoubleFunction<String> words) {
    return scale.ticks(8).stream()
        .map(tick -> new AxisScale.Tick(tick.at(), words.apply(tick.at())))
        .toList();
  }

  /** Keeps the powers of ten alone where they are enough, so that labels keep apart. */
  private static List<AxisScale.Tick> far(List<AxisScale.Tick> ticks) {
    List<AxisScale.Tick> powers =
        ticks.stream()
            .filter(
                tick -> Math.abs(Math.log10(tick.at()) - Math.rint(Math.log10(tick.at()))) < 0.1)
            .toList();
    return powers.size() >= 3 ? powers : ticks;
  }

  private static String size(double number) {
    if (number < 1e3) {
      return NumberText.plain(number) + " ";
    }
    return number < 1e6
        ? NumberText.plain(number / 1e3) + " k"
        : number < 1e9
            ? NumberText.plain(number / 1e6) + " M"
            : NumberText.plain(number / 1e9) + " G";
  }
}
