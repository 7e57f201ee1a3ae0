package dev.rawline.lab.training;

import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.AxisScale.Tick;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The course of a training, epoch by epoch: loss and metric, training against validation, the best
 * epoch marked; below them the learning rates where they change, and θ where it is learned.
 *
 * <p>Training losses are means over an epoch during which the weights changed, and of augmented
 * images; so they may lie above the validation losses at first.
 *
 * @param title the model architecture and the data set
 * @param history at least one epoch
 * @param metric the metric of the reports
 * @param best the best epoch, from 1; 0 where none was validated
 * @param theta the names of the numbers of θ in the reports
 * @param chance what a guess reaches of the metric; none where that is not known
 * @param learnsDataModel whether the data model has a learning rate
 */
public record LearningCurves(
    String title,
    List<EpochReport> history,
    Metric metric,
    int best,
    List<String> theta,
    Optional<ChanceLevel> chance,
    boolean learnsDataModel) {
  private static final int HEIGHT = 220;
  private static final int LOW_HEIGHT = 110;
  private static final int LEFT = 70;
  private static final int X_TICKS = 12;

  /** The number of values of θ with a colour and a name, those that changed most. */
  private static final int NAMED = 5;

  private static final Pen TRAINING = Pen.solid(Palette.BLUE, 1.8);
  private static final Pen VALIDATION = Pen.dashed(Palette.ORANGE, 1.8);
  private static final Pen BEST = Pen.dotted(Style.FAINT_INK, 1.3);
  private static final Pen OTHERS = Pen.solid(Style.FAINT_INK, 1);

  /** One line of a panel; one without a label is not in the legend. */
  private record Curve(String label, Pen pen, Function<EpochReport, OptionalDouble> value) {
    static Curve of(String label, Pen pen, ToDoubleFunction<EpochReport> value) {
      return new Curve(label, pen, report -> OptionalDouble.of(value.applyAsDouble(report)));
    }
  }

  /** Returns the drawing. */
  public Drawing draw() {
    Figure figure = new Figure(title);
    drawLoss(figure);
    if (history.stream().anyMatch(report -> report.metric().isPresent())) {
      drawMetric(figure);
    }
    if (changes(EpochReport::rate) || (learnsDataModel && changes(EpochReport::dataModelRate))) {
      drawRates(figure);
    }
    if (!moved().isEmpty()) {
      drawTheta(figure);
    }
    return figure.drawing("Losses, metrics and rates of %d epochs.".formatted(history.size()));
  }

  private void drawLoss(Figure figure) {
    List<Curve> curves =
        List.of(
            Curve.of("training", TRAINING, EpochReport::trainingLoss),
            new Curve("validation", VALIDATION, EpochReport::validationLoss));
    panel(figure, "Loss", HEIGHT, curves, 0, highest(curves));
    List<LegendKey> keys = keys(curves);
    if (best > 0) {
      keys.add(LegendKey.line("best epoch, %d, whose weights are kept".formatted(best), BEST));
    }
    figure.legend(LEFT, keys);
  }

  private void drawMetric(Figure figure) {
    List<Curve> curves = List.of(new Curve("validation", VALIDATION, EpochReport::metric));
    double highest = highest(curves);
    Axes axes =
        panel(
            figure,
            MetricLabel.capital(MetricLabel.of(metric.toString()))
                + (metric.higherIsBetter() ? "" : " (lower is better)"),
            HEIGHT,
            curves,
            Math.min(0, lowest(curves)),
            metric.higherIsBetter() ? Math.max(1, highest) : highest);
    chance.ifPresent(level -> axes.reference(level.share(), level.words()));
    figure.legend(LEFT, keys(curves));
  }

  private boolean changes(ToDoubleFunction<EpochReport> rate) {
    return history.stream().mapToDouble(rate).distinct().count() > 1;
  }

  private void drawRates(Figure figure) {
    List<Curve> curves = new ArrayList<>();
    curves.add(Curve.of("task model", TRAINING, EpochReport::rate));
    if (learnsDataModel) {
      curves.add(Curve.of("data model", VALIDATION, EpochReport::dataModelRate));
    }
    panel(figure, "Learning rate at the end of the epoch", LOW_HEIGHT, curves, 0, highest(curves));
    figure.legend(LEFT, keys(curves));
  }

  /** Returns the places of the numbers of θ that moved, the one that moved farthest first. */
  private List<Integer> moved() {
    return IntStream.range(0, theta.size())
        .boxed()
        .filter(place -> distance(place) > 0)
        .sorted(Comparator.comparingDouble((Integer place) -> -distance(place)))
        .toList();
  }

  private double distance(int place) {
    return history.stream().mapToDouble(report -> Math.abs(change(report, place))).max().orElse(0);
  }

  private double change(EpochReport report, int place) {
    return report.theta().get(place) - history.getFirst().theta().get(place);
  }

  private void drawTheta(Figure figure) {
    List<Integer> moved = moved();
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < moved.size(); i++) {
      int place = moved.get(i);
      boolean named = i < NAMED;
      curves.add(
          Curve.of(
              named ? theta.get(place) : i == NAMED ? "others" : "",
              named ? Pen.solid(Palette.series(i), 1.8) : OTHERS,
              report -> change(report, place)));
    }
    panel(
        figure,
        "θ: change since the end of epoch 1",
        HEIGHT,
        curves,
        lowest(curves),
        highest(curves));
    figure.legend(LEFT, keys(curves));
  }

  private DoubleStream values(List<Curve> curves) {
    return curves.stream().flatMap(curve -> points(curve).stream()).mapToDouble(Point::y);
  }

  private double lowest(List<Curve> curves) {
    return values(curves).min().orElse(0);
  }

  private double highest(List<Curve> curves) {
    return values(curves).max().orElse(1);
  }

  private List<Point> points(Curve curve) {
    return history.stream()
        .flatMap(
            report ->
                curve.value().apply(report).stream()
                    .mapToObj(value -> new Point(report.epoch(), value)))
        .toList();
  }

  private Axes panel(
      Figure figure, String heading, int height, List<Curve> curves, double low, double top) {
    double span = top > low ? top - low : Math.max(1e-6, Math.abs(top));
    AxisScale values = AxisScale.linear(low, low + 1.04 * span);
    Axes axes =
        figure
            .heading(heading)
            .axes(LEFT, Figure.MARGIN, height, AxisScale.linear(0.5, history.size() + 0.5), values)
            .yTicks(7)
            .xTicks(epochs())
            .frame()
            .xName("epoch");
    if (best > 0) {
      axes.upright(best, BEST);
    }
    for (Curve curve : curves.reversed()) { // the first ones on top
      axes.line(points(curve), curve.pen());
      if (!curve.pen().equals(OTHERS)) {
        axes.points(points(curve), Symbol.CIRCLE, 3, curve.pen().colour());
      }
    }
    return axes;
  }

  private List<Tick> epochs() {
    return AxisScale.linear(0.5, history.size() + 0.5).ticks(X_TICKS).stream()
        .filter(tick -> tick.at() >= 1 && tick.at() == Math.rint(tick.at()))
        .toList();
  }

  private List<LegendKey> keys(List<Curve> curves) {
    return new ArrayList<>(
        curves.stream()
            .filter(curve -> !points(curve).isEmpty())
            .map(curve -> LegendKey.line(curve.label(), curve.pen()))
            .toList());
  }
}
