package dev.rawline.lab.training;

import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.XyPlot;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a training went, epoch by epoch: loss and metric, training against validation, the best epoch
 * marked; below them the learning rates where they change, and θ where it is learned.
 *
 * <p>Training losses are means over an epoch during which the weights changed, and of pictures that
 * were augmented; so they may lie above those of the validation side at first.
 *
 * @param title which model learned from what
 * @param history at least one epoch
 * @param metric what the reports' metric is
 * @param best the best epoch, from 1; 0 where none was validated
 * @param theta the names of the numbers that the reports' θ holds
 * @param learnsDataModel whether the data model has a learning rate
 */
public record LearningCurves(
    String title,
    List<EpochReport> history,
    Metric metric,
    int best,
    List<String> theta,
    boolean learnsDataModel) {
  private static final int HEIGHT = 300;
  private static final int LOW_HEIGHT = 190;
  private static final int AXIS = 70;
  private static final int MARGIN = 20;
  private static final int HEAD = 52;
  private static final int SAMPLE = 26;
  private static final int GAP = 6;

  /** So many numbers of θ have a colour and a name, those that moved farthest. */
  private static final int NAMED = 5;

  private static final Color TRAINING = new Color(0x0072b2);
  private static final Color VALIDATION = new Color(0xd55e00);
  private static final List<Color> INKS =
      List.of(TRAINING, VALIDATION, new Color(0x009e73), new Color(0xcc79a7), new Color(0xe69f00));
  private static final BasicStroke SOLID =
      new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke THIN =
      new BasicStroke(1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 4}, 0);
  private static final BasicStroke DOTTED =
      new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 3}, 0);

  /** Copies the lists. */
  public LearningCurves {
    history = List.copyOf(history);
    theta = List.copyOf(theta);
  }

  /** One line of a panel; without a label it is not in the legend. */
  private record Curve(
      String label, Color ink, BasicStroke stroke, Function<EpochReport, OptionalDouble> value) {
    Curve(String label, Color ink, BasicStroke stroke, ToDoubleFunction<EpochReport> value) {
      this(
          label,
          ink,
          stroke,
          (Function<EpochReport, OptionalDouble>)
              report -> OptionalDouble.of(value.applyAsDouble(report)));
    }
  }

  /** Returns the picture. */
  public BufferedImage draw() {
    BufferedImage drawn = Style.stacked(head(), loss());
    if (history.stream().anyMatch(report -> report.metric().isPresent())) {
      drawn = Style.stacked(drawn, metricPanel());
    }
    if (changes(EpochReport::rate) || (learnsDataModel && changes(EpochReport::dataModelRate))) {
      drawn = Style.stacked(drawn, rates());
    }
    if (!moved().isEmpty()) {
      drawn = Style.stacked(drawn, thetaPanel());
    }
    return drawn;
  }

  private BufferedImage head() {
    return band(
        HEAD,
        pen ->
            Style.write(
                pen,
                Style.TEXT_BOLD,
                Style.INK,
                title,
                MARGIN,
                HEAD - MARGIN,
                XyPlot.WIDTH - 2 * MARGIN));
  }

  private BufferedImage loss() {
    List<Curve> curves =
        List.of(
            new Curve("training", TRAINING, SOLID, EpochReport::trainingLoss),
            new Curve("validation", VALIDATION, DASHED, EpochReport::validationLoss));
    List<Curve> told = new ArrayList<>(curves);
    if (best > 0) {
      told.add(
          new Curve(
              "best epoch, %d: its weights are kept".formatted(best),
              Style.FAINT_INK,
              DOTTED,
              (EpochReport _) -> best));
    }
    return Style.stacked(panel("Loss", HEIGHT, curves, 0, highest(curves)), legend(told));
  }

  private BufferedImage metricPanel() {
    List<Curve> curves = List.of(new Curve("validation", VALIDATION, DASHED, EpochReport::metric));
    double highest = highest(curves);
    String name = MetricLabel.capital(MetricLabel.of(metric.toString()));
    BufferedImage drawn =
        panel(
            name + (metric.higherIsBetter() ? "" : " (lower is better)"),
            HEIGHT,
            curves,
            Math.min(0, lowest(curves)),
            metric.higherIsBetter() ? Math.max(1, highest) : highest);
    return Style.stacked(drawn, legend(curves));
  }

  private boolean changes(ToDoubleFunction<EpochReport> rate) {
    return history.stream().mapToDouble(rate).distinct().count() > 1;
  }

  private BufferedImage rates() {
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("task model", TRAINING, SOLID, EpochReport::rate));
    if (learnsDataModel) {
      curves.add(new Curve("data model", VALIDATION, DASHED, EpochReport::dataModelRate));
    }
    return Style.stacked(
        panel("Learning rate at the end of the epoch", LOW_HEIGHT, curves, 0, highest(curves)),
        legend(curves));
  }

  /** Returns the places of the numbers of θ that moved, the one that moved farthest first. */
  private List<Integer> moved() {
    return IntStream.range(0, theta.size())
        .boxed()
        .filter(place -> way(place) > 0)
        .sorted(Comparator.comparingDouble((Integer place) -> -way(place)))
        .toList();
  }

  private double way(int place) {
    return history.stream().mapToDouble(report -> Math.abs(since(report, place))).max().orElse(0);
  }

  private double since(EpochReport report, int place) {
    return report.theta().get(place) - history.getFirst().theta().get(place);
  }

  private BufferedImage thetaPanel() {
    List<Integer> moved = moved();
    List<Curve> curves = new ArrayList<>();
    for (int i = moved.size() - 1; i >= 0; i--) {
      int place = moved.get(i);
      boolean named = i < NAMED;
      String label = named ? theta.get(place) : i == NAMED ? "others" : "";
      curves.addFirst(
          new Curve(
              label,
              named ? INKS.get(i) : Style.FAINT_INK,
              named ? SOLID : THIN,
              (EpochReport report) -> since(report, place)));
    }
    return Style.stacked(
        panel(
            "θ: change since the end of epoch 1", HEIGHT, curves, lowest(curves), highest(curves)),
        legend(curves));
  }

  private DoubleStream values(List<Curve> curves) {
    return curves.stream()
        .flatMapToDouble(
            curve ->
                history.stream().flatMapToDouble(report -> curve.value().apply(report).stream()));
  }

  private double lowest(List<Curve> curves) {
    return values(curves).min().orElse(0);
  }

  private double highest(List<Curve> curves) {
    return values(curves).max().orElse(1);
  }

  private BufferedImage panel(
      String heading, int height, List<Curve> curves, double low, double top) {
    double room = 0.04 * (top - low);
    XyPlot plot =
        new XyPlot(heading, "epoch", "", height)
            .axisWidth(AXIS)
            .axes(
                styler -> {
                  styler.setLegendVisible(false);
                  styler.setXAxisMin(0.5).setXAxisMax(history.size() + 0.5);
                  // Ticks a little nearer than this would stand at parts of an epoch.
                  double epoch = (XyPlot.WIDTH - AXIS) / (double) history.size();
                  styler.setXAxisTickMarkSpacingHint((int) Math.max(60, 0.8 * epoch));
                  styler.setYAxisMin(low - room).setYAxisMax(top + room);
                });
    if (best > 0) {
      plot.line("", Style.FAINT_INK, DOTTED, new double[] {best, best}, new double[] {low, top});
    }
    curves.reversed().forEach(curve -> add(plot, curve)); // the first ones on top
    return plot.draw();
  }

  private void add(XyPlot plot, Curve curve) {
    List<EpochReport> told =
        history.stream().filter(report -> curve.value().apply(report).isPresent()).toList();
    double[] epochs = told.stream().mapToDouble(EpochReport::epoch).toArray();
    double[] values =
        told.stream().mapToDouble(report -> curve.value().apply(report).orElseThrow()).toArray();
    plot.line("", curve.ink(), curve.stroke(), epochs, values);
    if (!curve.stroke().equals(THIN)) {
      plot.points("", curve.ink(), SeriesMarkers.CIRCLE, epochs, values);
    }
  }

  /** All words on one line, whatever letters they have. */
  private BufferedImage legend(List<Curve> curves) {
    List<Curve> named =
        curves.stream()
            .filter(curve -> !curve.label().isEmpty())
            .filter(
                curve ->
                    history.stream().anyMatch(report -> curve.value().apply(report).isPresent()))
            .toList();
    List<List<Entry>> rows = rows(named);
    return band(
        rows.size() * Style.LINE + 8,
        pen -> {
          int y = Style.LINE - 6;
          for (List<Entry> row : rows) {
            row.forEach(entry -> entry.draw(pen, y + rows.indexOf(row) * Style.LINE));
          }
        });
  }

  /** A curve in the legend, and where it begins [px]. */
  private record Entry(Curve curve, int x, int width) {
    void draw(Graphics2D pen, int y) {
      pen.setColor(curve.ink());
      pen.setStroke(curve.stroke());
      pen.drawLine(x, y - 4, x + SAMPLE, y - 4);
      Style.write(pen, Style.SMALL, Style.INK, curve.label(), x + SAMPLE + GAP, y, width);
    }
  }

  /** Returns the entries in as many rows as they need. */
  private static List<List<Entry>> rows(List<Curve> named) {
    FontMetrics metrics = Style.pen(Style.sheet(1, 1)).getFontMetrics(Style.SMALL);
    List<List<Entry>> rows = new ArrayList<>();
    int x = XyPlot.WIDTH;
    for (Curve curve : named) {
      int width = metrics.stringWidth(curve.label());
      if (x + SAMPLE + GAP + width > XyPlot.WIDTH) {
        rows.add(new ArrayList<>());
        x = AXIS;
      }
      rows.getLast().add(new Entry(curve, x, width));
      x += SAMPLE + GAP + width + MARGIN;
    }
    return rows;
  }

  /** What is written between plots, as fine as they are. */
  @FunctionalInterface
  private interface Writing {
    void write(Graphics2D pen);
  }

  private static BufferedImage band(int height, Writing writing) {
    BufferedImage sheet = Style.sheet(XyPlot.TIMES * XyPlot.WIDTH, XyPlot.TIMES * height);
    Graphics2D pen = Style.pen(sheet);
    pen.scale(XyPlot.TIMES, XyPlot.TIMES);
    writing.write(pen);
    pen.dispose();
    return sheet;
  }
}
