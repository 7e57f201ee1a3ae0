package dev.rawline.lab.photon;

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
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Effects of photon noise on predictions, over the light. */
public final class PhotonPlot {
  private static final int HEIGHT = 260;
  private static final int LEFT = 84;
  private static final int RIGHT = 24;
  private static final int CURVE = 160;
  private static final Color BAND = new Color(0xdcefe7);
  private static final double DOT = 4.5;

  /** The normal distribution's 97.5 % quantile: bars are 95 % intervals. */
  private static final double REACH = 1.96;

  private PhotonPlot() {}

  private static Axes axes(Figure figure, AxisScale light, AxisScale values, String name) {
    return figure
        .axes(LEFT, RIGHT, HEIGHT, light, values)
        .xTicks(6)
        .frame()
        .xName("intensity relative to the recording (log)")
        .yName(name);
  }

  /**
   * Draws measured over predicted standard deviations, and where they agree within 10 %.
   *
   * @throws IllegalArgumentException if nothing was redrawn
   */
  public static Drawing agreement(PhotonFindings findings) {
    List<RedrawCheck> checks = checks(findings);
    double highest =
        checks.stream().mapToDouble(check -> Math.abs(check.deviationRatio() - 1)).max().orElse(0);
    double reach = Math.clamp(1.3 * highest, 0.25, 1.0);
    Figure figure =
        new Figure(
            "Measured and predicted noise",
            "Standard deviation of the decision margin, over %d samples with %d simulated recordings each (bars: 95 %% over samples); green: within 10 %%. Outside the band the first-order prediction is not valid."
                .formatted(checks.getFirst().samples(), checks.getFirst().draws()));
    Axes axes =
        axes(
            figure, lights(checks), AxisScale.linear(1 - reach, 1 + reach), "measured / predicted");
    axes.levels(1 - RedrawCheck.WITHIN, 1 + RedrawCheck.WITHIN, BAND);
    axes.yTicks(6).level(1, Pen.solid(Palette.BLUE, 1.6));
    axes.line(
        checks.stream().map(check -> new Point(check.light(), check.deviationRatio())).toList(),
        Pen.solid(Palette.ORANGE, 1.6));
    for (RedrawCheck check : checks) {
      check
          .deviationRatioHalfWidth()
          .ifPresent(
              half ->
                  axes.interval(
                      check.light(),
                      check.deviationRatio() - half,
                      check.deviationRatio() + half,
                      Pen.solid(Palette.ORANGE, 1.6)));
      axes.dot(check.light(), check.deviationRatio(), DOT, Palette.ORANGE, note(check));
    }
    return figure.drawing(described(checks, PhotonPlot::note));
  }

  private static String note(RedrawCheck check) {
    return String.format(
        Locale.ROOT,
        "light %s: measured %s times the predicted deviation",
        NumberText.brief(check.light()),
        check.deviationRatioText());
  }

  /**
   * Draws how often another recording changes the prediction, predicted and measured.
   *
   * @throws IllegalArgumentException if nothing was redrawn
   */
  public static Drawing changes(PhotonFindings findings) {
    List<RedrawCheck> checks = checks(findings);
    double highest =
        checks.stream()
            .mapToDouble(check -> Math.max(check.predictedChange(), check.change()))
            .max()
            .orElse(0);
    Figure figure =
        new Figure(
            "How often another recording changes the prediction",
            "Blue: predicted from one recording. Orange: measured on simulated recordings of the"
                + " same scenes; bars: 95 % intervals of the draws.");
    Axes axes =
        axes(
                figure,
                lights(checks),
                AxisScale.linear(0, Math.clamp(1.15 * highest, 0.02, 1)),
                "changed predictions")
            .yTicks(6);
    axes.line(
        checks.stream().map(check -> new Point(check.light(), check.predictedChange())).toList(),
        Pen.solid(Palette.BLUE, 2));
    for (RedrawCheck check : checks) {
      double bar = REACH * check.changeError();
      axes.interval(
          check.light(),
          check.change() - bar,
          check.change() + bar,
          Pen.solid(Palette.ORANGE, 1.6));
      axes.dot(check.light(), check.change(), DOT, Palette.ORANGE, changed(check));
    }
    return figure.drawing(described(checks, PhotonPlot::changed));
  }

  private static String changed(RedrawCheck check) {
    return String.format(
        Locale.ROOT,
        "light %s: %.2f %% predicted, %.2f %% measured",
        NumberText.brief(check.light()),
        100 * check.predictedChange(),
        100 * check.change());
  }

  /** Draws the share of the samples whose prediction is stable, over the light. */
  public static Drawing budget(PhotonFindings findings) {
    List<Double> budgets =
        findings.samples().stream()
            .map(SampleNoise::budget)
            .map(PhotonBudget::light)
            .sorted()
            .toList();
    double least = Math.pow(10, Math.floor(Math.log10(budgets.getFirst())));
    double most = Math.max(10 * least, Math.pow(10, Math.ceil(Math.log10(budgets.getLast()))));
    Figure figure =
        new Figure(
            "Least light for stable predictions",
            "Fraction of the samples whose prediction is repeated, with a probability of %s %%, by another recording at this intensity.%s"
                .formatted(
                    NumberText.brief(100 * findings.confidence()),
                    most > 1
                        ? " Right of “as recorded” a sample would need more light than it received."
                        : ""));
    AxisScale light = AxisScale.logarithmic(least, Math.max(most, 1));
    Axes axes = axes(figure, light, AxisScale.linear(0, 1), "fraction of the samples").yTicks(6);
    if (least < 1 && most > 1) {
      axes.upright(1, Pen.solid(Style.FAINT_INK, 1.4));
      figure.words(
          axes.x(1) + 5,
          axes.bottom() - 8,
          "as recorded",
          FontStyle.SMALL,
          Style.FAINT_INK,
          Anchor.START);
    }
    axes.line(steps(budgets, light), Pen.solid(Palette.BLUE, 2));
    return figure.drawing(
        "Half of the samples need %s of the light, nine in ten %s."
            .formatted(
                NumberText.brief(findings.medianBudget().light()),
                NumberText.brief(findings.budgetOf(0.9).light())));
  }

  /** Returns the empirical distribution of budgets, with its steps upright. */
  private static List<Point> steps(List<Double> budgets, AxisScale light) {
    List<Point> curve = new ArrayList<>();
    double before = 0;
    for (int i = 0; i <= CURVE; i++) {
      double at = light.low() * Math.pow(light.high() / light.low(), (double) i / CURVE);
      double reached =
          (double) budgets.stream().filter(budget -> budget <= at * (1 + 1e-9)).count()
              / budgets.size();
      if (reached != before) {
        curve.add(new Point(at, before));
      }
      curve.add(new Point(at, reached));
      before = reached;
    }
    return curve;
  }

  private static List<RedrawCheck> checks(PhotonFindings findings) {
    if (findings.checks().isEmpty()) {
      throw new IllegalArgumentException("nothing was re-recorded");
    }
    return findings.byLight().reversed();
  }

  private static AxisScale lights(List<RedrawCheck> checks) {
    double least = checks.getFirst().light();
    double most = Math.max(checks.getLast().light(), least * 2);
    return AxisScale.logarithmic(least / 1.15, most * 1.15);
  }

  private static String described(List<RedrawCheck> checks, Function<RedrawCheck, String> note) {
    return checks.stream().map(note).collect(Collectors.joining(". ", "", "."));
  }
}
