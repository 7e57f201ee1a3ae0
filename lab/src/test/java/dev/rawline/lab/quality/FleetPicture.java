package dev.rawline.lab.quality;

import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The picture of a year of a fleet: false alarms, and how soon changes are found. */
final class FleetPicture {
  private static final List<Color> COLOURS =
      List.of(Palette.SKY, Palette.AMBER, Palette.GREEN, Palette.ORANGE);
  private static final double PROMISED = 0.1;

  private FleetPicture() {}

  static Drawing of(int unchanged, double[] falseAlarms, List<FleetYear.Found> found) {
    Figure figure =
        new Figure(
            "A year of a fleet of 1,000 cameras",
            "Above: unchanged cameras with a false alarm so far. Below: changed cameras found,"
                + " lines,",
            "beside what the charts promise, areas.");
    double promised = unchanged * PROMISED;
    Axes above =
        figure
            .axes(
                74,
                110,
                170,
                AxisScale.linear(0, FleetYear.DAYS),
                AxisScale.linear(0, 1.1 * Math.max(promised, falseAlarms.length)))
            .xTicks(8)
            .yTicks(5)
            .xName("day of the year")
            .yName("false alarms, cameras")
            .frame();
    above.line(
        List.of(new Mark.Point(0, 0), new Mark.Point(FleetYear.DAYS, promised)),
        Pen.dashed(Palette.GREY, 2));
    List<Mark.Point> steps = new ArrayList<>();
    for (int day = 0; day <= FleetYear.DAYS; day++) {
      int now = day;
      steps.add(
          new Mark.Point(day, Arrays.stream(falseAlarms).filter(alarm -> alarm <= now).count()));
    }
    above.line(steps, Pen.solid(Palette.BLUE, 2));
    above.endLabels(
        List.of(
            new Axes.EndLabel(promised, "at most", Palette.GREY),
            new Axes.EndLabel(falseAlarms.length, "happened", Palette.BLUE)),
        FontStyle.SMALL,
        104);
    for (boolean gradual : new boolean[] {false, true}) {
      figure.heading(gradual ? "Gradual changes, over 60 days" : "Sudden changes");
      Axes axes =
          figure
              .axes(74, 110, 190, AxisScale.linear(0, FleetYear.FOLLOWED), AxisScale.linear(0, 1))
              .xTicks(7)
              .yTicks(6)
              .xName("days since the change")
              .yName("share found")
              .frame();
      List<Axes.EndLabel> labels = new ArrayList<>();
      for (int size = 1; size < FleetPool.SIZES.length; size++) {
        int wanted = size;
        List<FleetYear.Found> some =
            found.stream()
                .filter(
                    each -> each.change().size() == wanted && each.change().gradual() == gradual)
                .toList();
        if (!some.isEmpty()) {
          labels.add(
              new Axes.EndLabel(
                  curves(axes, some, COLOURS.get(size - 1)),
                  String.format(Locale.ROOT, "%s deviations", FleetPool.SIZES[size]),
                  COLOURS.get(size - 1)));
        }
      }
      axes.endLabels(labels, FontStyle.SMALL, 104);
    }
    figure.legend(
        74,
        List.of(
            LegendKey.line("found", Pen.solid(Palette.ORANGE, 2)),
            LegendKey.area(
                "promised: from the most sensitive chart alone to all charts independently",
                Palette.pale(Palette.ORANGE))));
    return figure.drawing("False alarms and changes found in a simulated year of a fleet.");
  }

  /** Draws one size, and returns its end. */
  private static double curves(Axes axes, List<FleetYear.Found> some, Color colour) {
    List<Mark.Point> few = new ArrayList<>();
    List<Mark.Point> many = new ArrayList<>();
    List<Mark.Point> found = new ArrayList<>();
    for (int day = 0; day <= FleetYear.FOLLOWED; day++) {
      int now = day;
      few.add(
          new Mark.Point(
              day, some.stream().mapToDouble(each -> each.few()[now]).average().orElseThrow()));
      many.add(
          new Mark.Point(
              day, some.stream().mapToDouble(each -> each.many()[now]).average().orElseThrow()));
      found.add(
          new Mark.Point(
              day,
              some.stream().filter(each -> each.delay() > 0 && each.delay() <= now).count()
                  / (double) some.size()));
    }
    axes.area(many, few, Palette.pale(colour));
    axes.line(found, Pen.solid(colour, 2));
    return found.getLast().y();
  }
}
