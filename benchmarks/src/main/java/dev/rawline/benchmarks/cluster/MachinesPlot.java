package dev.rawline.benchmarks.cluster;

import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What work waits for against the number of machines, on logarithmic axes: the highest line
 * decides.
 *
 * @param many the work and the machines
 * @param origin where its coefficients were measured
 */
record MachinesPlot(ManyMachines many, String origin) {
  private static final int WIDTH = 900;
  private static final int LEFT = 86;
  private static final int RIGHT = 250;
  private static final int HEIGHT = 360;
  private static final double HOUR = 3600;
  private static final double LEAST = 0.1;
  private static final double MOST = 1e4;
  private static final int MACHINES = 1000;

  Drawing draw() {
    Figure figure =
        new Figure(
            WIDTH,
            "Twelve views of 10⁸ images: what the work waits for",
            List.of("A model; its coefficients: " + origin, "The highest line decides"));
    Axes axes =
        figure.axes(
            LEFT,
            RIGHT,
            HEIGHT,
            AxisScale.logarithmic(1, MACHINES),
            AxisScale.logarithmic(LEAST, MOST));
    axes.yTicks(5).yName("hours").xTicks(4).xName("machines of 16 slots").frame();
    List<Axes.EndLabel> labels = new ArrayList<>();
    int count = many.parts(1).size();
    for (int i = 0; i < count; i++) {
      int part = i;
      List<Point> line =
          DoubleStream.iterate(
                  1,
                  machines -> machines <= MACHINES * 1.001,
                  machines -> machines * Math.pow(10, 0.125))
              .mapToObj(
                  machines -> new Point(machines, many.parts(machines).get(part).seconds() / HOUR))
              .toList();
      axes.line(line, Pen.solid(Palette.series(i), 2));
      labels.add(
          new Axes.EndLabel(line.getLast().y(), many.parts(1).get(i).name(), Palette.series(i)));
    }
    axes.endLabels(labels, FontStyle.SMALL, RIGHT);
    return figure.drawing("Hours of each part of the work against the number of machines.");
  }
}
