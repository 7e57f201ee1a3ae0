package dev.rawline.lab.generate;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.generate.CellTrial.Arm;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.AxisScale.Tick;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Symbol;
import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each arm gains beside the real cells alone, seed by seed.
 *
 * @param accuracies those of each seed by the number of real cells of a class
 */
record CellTrialsPlot(SortedMap<Integer, SortedMap<Integer, Map<Arm, Double>>> accuracies) {
  private static final int HEIGHT = 330;
  private static final int LEFT = 62;
  private static final double POINTS = 100;
  private static final double LOWEST = -13;
  private static final double HIGHEST = 13;

  private static final Map<Arm, String> LABELS =
      new EnumMap<>(
          Map.of(
              Arm.AUGMENTED, "strong augmentation",
              Arm.SMEARS, "procedural smears",
              Arm.GENERATED, "generated cells",
              Arm.GENERATED_AUGMENTED, "generated cells and strong augmentation"));

  private static final Map<Arm, Color> COLOURS =
      Map.of(
          Arm.AUGMENTED, Palette.AMBER,
          Arm.SMEARS, Palette.GREEN,
          Arm.GENERATED, Palette.BLUE,
          Arm.GENERATED_AUGMENTED, Palette.PINK);

  Drawing draw() {
    List<Tick> ticks = new ArrayList<>();
    for (Integer perClass : accuracies.keySet()) {
      ticks.add(
          new Tick(
              ticks.size(),
              "%d real cells a class, %d seeds"
                  .formatted(perClass, accuracies.get(perClass).size())));
    }
    Figure figure =
        new Figure(
            "What is gained beside the real cells alone",
            "Dots: a seed each. Bars: mean, and its 95 % interval from 5 seeds on.");
    Axes axes =
        figure
            .heading("Difference of accuracy on cells that nobody saw [points]")
            .axes(
                LEFT,
                Figure.MARGIN,
                HEIGHT,
                AxisScale.linear(-0.5, ticks.size() - 0.5),
                AxisScale.linear(LOWEST, HIGHEST))
            .yTicks(9)
            .xTicks(ticks)
            .frame();
    axes.reference(0, "");
    int group = 0;
    for (SortedMap<Integer, Map<Arm, Double>> seeds : accuracies.values()) {
      int place = 0;
      for (Arm arm : LABELS.keySet()) {
        SortedMap<Integer, Double> gains = new TreeMap<>();
        seeds.forEach(
            (seed, each) -> gains.put(seed, POINTS * (each.get(arm) - each.get(Arm.REAL))));
        gains(axes, group - 0.27 + 0.18 * place++, new SplitValues(gains), COLOURS.get(arm));
      }
      group++;
    }
    figure.legend(
        LEFT,
        LABELS.entrySet().stream()
            .map(
                each ->
                    LegendKey.points(each.getValue(), Symbol.CIRCLE, COLOURS.get(each.getKey())))
            .toList());
    return figure.drawing("Gains of four additions to few real cells.");
  }

  private static void gains(Axes axes, double at, SplitValues gains, Color colour) {
    Estimate mean = gains.estimate();
    axes.points(
        gains.values().values().stream().map(gain -> new Point(at + 0.035, gain)).toList(),
        Symbol.CIRCLE,
        2.6,
        Palette.pale(colour));
    axes.line(
        List.of(new Point(at - 0.06, mean.value()), new Point(at + 0.02, mean.value())),
        Pen.solid(colour, 3));
    if (gains.values().size() >= SplitValues.ENOUGH) {
      axes.capped(at - 0.02, mean.low(), mean.high(), Pen.solid(colour, 1.8));
    }
  }
}
