package dev.rawline.lab.generate;

import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * How good scenes are by the number of steps that draw them, between the null and real scenes.
 *
 * @param result the audit
 */
record StepsPlot(AuditResult result) {
  private static final int HEIGHT = 180;
  private static final int LEFT = 70;

  /** Few steps draw noise, whose distance would flatten the rest. */
  private static final double MOST = 10;

  private static final Pen GENERATED = Pen.solid(Palette.BLUE, 1.8);
  private static final Pen REAL = Pen.dashed(Style.FAINT_INK, 1.5);
  private static final Pen GAUSSIAN = Pen.dotted(Palette.ORANGE, 1.8);

  Drawing draw() {
    Figure figure = new Figure("Steps of Heun's method");
    panel(
        figure,
        "Kernel distance ×1000, features of the first judge, at most ten times the references",
        AuditResult.StepQuality::kernelDistance,
        AuditMeasures::kernelDistance);
    panel(figure, "Coverage", AuditResult.StepQuality::coverage, AuditMeasures::coverage);
    figure.legend(
        LEFT,
        List.of(
            LegendKey.line("generated", GENERATED),
            LegendKey.line("real", REAL),
            LegendKey.line("null", GAUSSIAN)));
    return figure.drawing("Kernel distance and coverage by the number of steps.");
  }

  private void panel(
      Figure figure,
      String heading,
      ToDoubleFunction<AuditResult.StepQuality> quality,
      ToDoubleFunction<AuditMeasures> measure) {
    double real = measure.applyAsDouble(result.real().judges().getFirst());
    double gaussian = measure.applyAsDouble(result.gaussian().judges().getFirst());
    double most = MOST * Math.max(1, Math.max(real, gaussian));
    List<Point> points =
        result.steps().stream()
            .map(step -> new Point(step.steps(), Math.min(most, quality.applyAsDouble(step))))
            .toList();
    Axes axes =
        figure
            .heading(heading)
            .axes(
                LEFT,
                Figure.MARGIN,
                HEIGHT,
                AxisScale.logarithmic(1, result.steps().getLast().steps()),
                AxisScale.around(
                    DoubleStream.concat(
                        DoubleStream.of(real, gaussian), points.stream().mapToDouble(Point::y)),
                    0.06))
            .yTicks(6)
            .xTicks(
                result.steps().stream()
                    .map(step -> new AxisScale.Tick(step.steps(), String.valueOf(step.steps())))
                    .toList())
            .frame()
            .xName("steps, each of which evaluates the network twice");
    axes.level(real, REAL);
    axes.level(gaussian, GAUSSIAN);
    axes.line(points, GENERATED);
    axes.points(points, Symbol.CIRCLE, 3, GENERATED.colour());
  }
}
