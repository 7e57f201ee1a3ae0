package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.Axes.EndLabel;
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
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accuracy drop under corruptions by severity, the accuracy drop under drift, and their ratio.
 */
public final class SeverityPlot {
  private static final int HEIGHT = 300;
  private static final int LEFT = 84;
  private static final int RIGHT = 140;

  /** Where severities, drops and ratios are written below the axis [px]. */
  private static final int SEVERITY = 20;

  private static final int DROP = 44;
  private static final int RATIO = 66;
  private static final double ROOM = 0.14;
  private static final Color DRIFT_BAND = new Color(0xcfe3f1);

  private SeverityPlot() {}

  /** Returns whether there is a course to draw: corruptions of two severities at least. */
  public static boolean isDrawn(DriftFindings findings) {
    return findings.corruptionDrop().size() > 1;
  }

  /**
   * Draws the plot.
   *
   * @throws IllegalArgumentException if no corruptions were measured
   */
  public static Drawing of(DriftFindings findings) {
    if (findings.corruptionDrop().isEmpty()) {
      throw new IllegalArgumentException("no corruptions were measured");
    }
    String metric = MetricLabel.of(findings.metric());
    Figure figure =
        new Figure(
            "Drop under corruptions and under drift",
            "Mean drop of %s against matched conditions; bars and band: 95 %% intervals, over splits from five on, else over samples. Ratios leave out what is at chance level."
                .formatted(metric));
    Axes axes =
        figure
            .axes(
                LEFT,
                RIGHT,
                HEIGHT,
                AxisScale.linear(0, findings.corruptionDrop().size()),
                scale(findings))
            .yTicks(6)
            .yName("drop of " + metric);
    List<EndLabel> labels = new ArrayList<>();
    if (findings.guess().isPresent() && findings.matchedMean().isPresent()) {
      axes.reference(
          findings.matchedMean().get().value() - findings.guess().get().share(),
          "drop to " + findings.guess().get().words());
    }
    findings.driftDrop().ifPresent(drop -> labels.add(drawDrift(axes, drop)));
    labels.add(drawCorruptions(axes, findings));
    axes.endLabels(labels, FontStyle.TEXT_BOLD, RIGHT);
    below(axes, axes.right(), SEVERITY, "severity", FontStyle.TEXT, Style.INK, Anchor.START);
    below(axes, axes.right(), DROP, "drop", FontStyle.TEXT, Palette.ORANGE, Anchor.START);
    below(axes, axes.right(), RATIO, "times drift", FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    return figure.space(RATIO - DROP).drawing(description(findings));
  }

  private static AxisScale scale(DriftFindings findings) {
    List<Estimate> all = new ArrayList<>(findings.corruptionDrop().values());
    findings.driftDrop().ifPresent(all::add);
    double low = Math.min(0, all.stream().mapToDouble(Estimate::low).min().orElse(0));
    double high = all.stream().mapToDouble(Estimate::high).max().orElse(1);
    high = Math.max(high, low + 1e-6);
    double room = ROOM * (high - low);
    return AxisScale.linear(low < 0 ? low - room / 3 : low, high + room);
  }

  private static EndLabel drawDrift(Axes axes, Estimate drop) {
    axes.levels(drop.low(), drop.high(), DRIFT_BAND);
    axes.level(drop.value(), Pen.solid(Palette.BLUE, 2));
    return new EndLabel(drop.value(), "drift " + EstimateFormat.value(drop), Palette.BLUE);
  }

  private static EndLabel drawCorruptions(Axes axes, DriftFindings findings) {
    List<Point> points = new ArrayList<>();
    findings
        .corruptionDrop()
        .forEach(
            (severity, drop) -> {
              double place = points.size() + 0.5;
              double x = axes.x(place);
              points.add(new Point(place, drop.value()));
              axes.interval(place, drop.low(), drop.high(), Pen.solid(Palette.ORANGE, 1.6));
              below(axes, x, SEVERITY, severity + "", FontStyle.TEXT, Style.INK, Anchor.MIDDLE);
              below(
                  axes,
                  x,
                  DROP,
                  EstimateFormat.value(drop),
                  FontStyle.TEXT,
                  Palette.ORANGE,
                  Anchor.MIDDLE);
              String ratio =
                  findings
                      .ratio()
                      .getOrDefault(severity, Optional.empty())
                      .map(times -> times(times.value()) + "×")
                      .orElse("–");
              below(axes, x, RATIO, ratio, FontStyle.TEXT_BOLD, Style.INK, Anchor.MIDDLE);
            });
    axes.line(points, Pen.solid(Palette.ORANGE, 2));
    axes.points(points, Symbol.CIRCLE, 4.5, Palette.ORANGE);
    return new EndLabel(points.getLast().y(), "corruptions", Palette.ORANGE);
  }

  private static void below(
      Axes axes,
      double x,
      double distance,
      String text,
      FontStyle letters,
      Color colour,
      Anchor anchor) {
    double left = anchor == Anchor.START ? x + 8 : x;
    axes.sketch().words(left, axes.bottom() + distance, text, letters, colour, anchor);
  }

  /** Returns a ratio with two or three digits: 10.3, 4, 125. */
  static String times(double ratio) {
    return NumberText.signed(ratio, Math.abs(ratio) >= 10 ? 3 : 2);
  }

  private static String description(DriftFindings findings) {
    List<String> sentences = new ArrayList<>();
    findings
        .driftDrop()
        .ifPresent(
            drop -> sentences.add("Drop under drift: " + NumberText.signed(drop.value(), 2)));
    findings
        .corruptionDrop()
        .forEach(
            (severity, drop) ->
                sentences.add(
                    "Drop at severity %d: %s"
                        .formatted(severity, NumberText.signed(drop.value(), 2))));
    return String.join(". ", sentences) + ".";
  }
}
