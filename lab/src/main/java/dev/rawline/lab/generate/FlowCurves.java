package dev.rawline.lab.generate;

import dev.rawline.learning.diffusion.FlowCheck;
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
 * The course of the training of a flow, check by check: the loss of what it learns from and of what
 * is held out; where the second rises again, memorisation begins.
 *
 * @param title the flow and the data set
 * @param history at least one check
 */
record FlowCurves(String title, List<FlowCheck> history) {
  private static final int HEIGHT = 260;
  private static final int LEFT = 70;
  private static final Pen TRAINING = Pen.solid(Palette.BLUE, 1.8);
  private static final Pen HELD_OUT = Pen.dashed(Palette.ORANGE, 1.8);
  private static final Pen BEST = Pen.dotted(Style.FAINT_INK, 1.3);

  Drawing draw() {
    double low = losses().min().orElse(0);
    double high = losses().max().orElse(1);
    double span = Math.max(1e-3, high - low);
    FlowCheck best = FlowCheck.best(history);
    Figure figure = new Figure(title);
    Axes axes =
        figure
            .heading("Mean square error of the velocity")
            .axes(
                LEFT,
                Figure.MARGIN,
                HEIGHT,
                AxisScale.linear(0, history.getLast().step()),
                AxisScale.linear(low - 0.04 * span, high + 0.04 * span))
            .yTicks(7)
            .xTicks(8)
            .frame()
            .xName("steps");
    axes.upright(best.step(), BEST);
    line(axes, FlowCheck::heldOutLoss, HELD_OUT);
    line(axes, FlowCheck::trainingLoss, TRAINING);
    figure.legend(
        LEFT,
        List.of(
            LegendKey.line("training batches, by the current weights", TRAINING),
            LegendKey.line("held-out scenes, by the averaged weights", HELD_OUT),
            LegendKey.line("step %d, whose weights are kept".formatted(best.step()), BEST)));
    return figure.drawing("Losses of %d checks.".formatted(history.size()));
  }

  private DoubleStream losses() {
    return history.stream()
        .flatMapToDouble(check -> DoubleStream.of(check.trainingLoss(), check.heldOutLoss()));
  }

  private void line(Axes axes, ToDoubleFunction<FlowCheck> loss, Pen pen) {
    List<Point> points =
        history.stream().map(check -> new Point(check.step(), loss.applyAsDouble(check))).toList();
    axes.line(points, pen);
    axes.points(points, Symbol.CIRCLE, 3, pen.colour());
  }
}
