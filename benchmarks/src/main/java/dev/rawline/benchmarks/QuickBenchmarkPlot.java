package dev.rawline.benchmarks;

import dev.rawline.benchmarks.QuickBenchmark.Reference;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Times of this machine on a logarithmic axis, a row each, beside those of another machine and of
 * its peers.
 *
 * @param groups milliseconds by group and case
 * @param references the other machine
 */
record QuickBenchmarkPlot(
    SequencedMap<String, SequencedMap<String, Double>> groups, List<Reference> references) {
  private static final int LABEL = 340;
  private static final int TEXT = 130;
  private static final int ROW = 34;
  private static final int WIDTH = 980;

  /** Milliseconds. */
  private static final double SECOND = 1e3;

  Drawing draw() {
    Map<String, Reference> elsewhere = new HashMap<>();
    references.forEach(each -> elsewhere.put(each.name(), each));
    List<Double> all = new ArrayList<>();
    groups.values().forEach(group -> all.addAll(group.values()));
    for (Reference each : references) {
      all.add(each.milliseconds());
      all.add(each.peerMilliseconds());
    }
    AxisScale scale =
        AxisScale.logarithmic(
            all.stream().filter(Double::isFinite).mapToDouble(d -> d).min().orElseThrow() / 1.5,
            all.stream().filter(Double::isFinite).mapToDouble(d -> d).max().orElseThrow() * 1.5);
    Figure figure =
        new Figure(
            WIDTH,
            "How fast Rawline is on this machine",
            List.of(Machine.words() + " · medians, logarithmic scale; further left is faster"));
    figure.legend(
        Figure.MARGIN,
        List.of(
            LegendKey.points("this machine", Symbol.CIRCLE, Palette.BLUE),
            LegendKey.points("machine of the documentation", Symbol.SQUARE, Palette.GREY),
            LegendKey.points("peer in Python, there", Symbol.DIAMOND, Palette.ORANGE)));
    figure.space(14);
    groups.forEach((group, cases) -> draw(figure, group, cases, elsewhere, scale));
    return figure.drawing("Milliseconds of commands, kernels and training steps.");
  }

  private static void draw(
      Figure figure,
      String group,
      SequencedMap<String, Double> cases,
      Map<String, Reference> elsewhere,
      AxisScale scale) {
    figure.heading(group);
    Axes axes =
        figure.axes(
            Figure.MARGIN + LABEL,
            TEXT + Figure.MARGIN,
            (double) ROW * cases.size(),
            scale,
            AxisScale.linear(0, cases.size()));
    List<AxisScale.Tick> ticks =
        scale.ticks(8).stream()
            .map(tick -> new AxisScale.Tick(tick.at(), time(tick.at())))
            .toList();
    ticks.forEach(tick -> axes.upright(tick.at(), Pen.solid(Style.RULE, 1)));
    axes.xTicks(ticks);
    int row = 0;
    for (var each : cases.entrySet()) {
      double y = cases.size() - row - 0.5;
      Reference reference = elsewhere.get(each.getKey());
      if (reference != null) {
        if (!Double.isNaN(reference.peerMilliseconds())) {
          axes.points(
              List.of(new Point(reference.peerMilliseconds(), y)),
              Symbol.DIAMOND,
              5,
              Palette.ORANGE);
        }
        axes.points(
            List.of(new Point(reference.milliseconds(), y)), Symbol.SQUARE, 5, Palette.GREY);
      }
      axes.points(List.of(new Point(each.getValue(), y)), Symbol.CIRCLE, 6, Palette.BLUE);
      double middle = axes.y(y) + 5;
      figure.words(axes.left() - 10, middle, each.getKey(), FontStyle.TEXT, Style.INK, Anchor.END);
      figure.words(
          axes.right() + 16,
          middle,
          time(each.getValue()),
          FontStyle.TEXT_BOLD,
          Style.INK,
          Anchor.START);
      row++;
    }
  }

  /** Returns a time to three digits: "0.55 ms", "1.2 s". */
  static String time(double milliseconds) {
    double number = milliseconds < SECOND ? milliseconds : milliseconds / SECOND;
    String digits = String.format(Locale.ROOT, "%.3g", number);
    String shown =
        digits.contains("e")
            ? String.format(Locale.ROOT, "%.0f", number)
            : digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
    return shown + (milliseconds < SECOND ? " ms" : " s");
  }
}
