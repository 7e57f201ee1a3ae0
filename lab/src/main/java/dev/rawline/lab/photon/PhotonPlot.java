package dev.rawline.lab.photon;

import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.plot.XyPlot;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What photon noise does to predictions, drawn over the light. */
public final class PhotonPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 260;
  private static final int LEFT = 84;
  private static final int RIGHT = 24;
  private static final int BELOW = 62;
  private static final int TICKS = 6;
  private static final double[] STEPS = {1, 2, 5};
  private static final int CURVE = 160;

  private static final Color PREDICTED = new Color(0x0072b2);
  private static final Color MEASURED = new Color(0xd55e00);
  private static final Color BAND = new Color(0xdcefe7);
  private static final double DOT = 4.5;

  /** The normal distribution's 97.5 % quantile: bars are 95 % intervals. */
  private static final double REACH = 1.96;

  private PhotonPlot() {}

  /** Where lights, on a logarithmic scale, and numbers stand [px]. */
  private record Panel(double least, double most, double low, double high, int top) {
    double x(double light) {
      double share = Math.log(light / least) / Math.log(most / least);
      return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    double y(double number) {
      return top + HEIGHT - (Math.clamp(number, low, high) - low) / (high - low) * HEIGHT;
    }

    void draw(DrawingBuilder sketch, String yName) {
      for (double tick : Ticks.between(low, high, TICKS)) {
        sketch.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), Style.RULE, 1);
        sketch.words(
            LEFT - 8, y(tick) + 4, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.END);
      }
      double bottom = top + HEIGHT;
      for (double light : lights()) {
        sketch.line(x(light), bottom, x(light), bottom + 5, Style.FAINT_INK, 1);
        sketch.words(
            x(light), bottom + 20, XyPlot.tick(light), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
      }
      sketch.frame(LEFT, top, WIDTH - LEFT - RIGHT, HEIGHT, Style.RULE, 1);
      sketch.words(
          LEFT + (WIDTH - LEFT - RIGHT) / 2.0,
          bottom + 42,
          "share of the light of the recording",
          FontStyle.TEXT,
          Style.INK,
          Anchor.MIDDLE);
      sketch.turned(
          DrawingBuilder.MARGIN + 12,
          top + HEIGHT / 2.0,
          yName,
          FontStyle.TEXT,
          Style.INK,
          Anchor.MIDDLE,
          -90);
    }

    /** Returns round lights: 1, 2 and 5 times powers of ten, or these alone where they are many. */
    private List<Double> lights() {
      boolean few = most / least <= 2e3;
      List<Double> lights = new ArrayList<>();
      for (int power = -6; power <= 6; power++) {
        for (double step : few ? STEPS : new double[] {1}) {
          double light = step * Math.pow(10, power);
          if (light >= least * (1 - 1e-9) && light <= most * (1 + 1e-9)) {
            lights.add(light);
          }
        }
      }
      return lights;
    }

    /** Draws the light of the recording. */
    void recorded(DrawingBuilder sketch) {
      if (least < 1 && most > 1) {
        sketch.line(x(1), top, x(1), top + HEIGHT, Style.FAINT_INK, 1.4);
        double bottom = top + HEIGHT - 8.0;
        sketch.words(
            x(1) + 5, bottom, "as recorded", FontStyle.SMALL, Style.FAINT_INK, Anchor.START);
      }
    }
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
    String title = "Measured over predicted noise";
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        12
            + sketch.header(
                title,
                List.of(
                    "Standard deviation of the number that decides, over %d samples of %d further recordings each; green: within 10 %%. What leaves the band is where first order ends."
                        .formatted(checks.getFirst().samples(), checks.getFirst().draws())),
                WIDTH);
    Panel panel = panel(checks, 1 - reach, 1 + reach, top);
    double band = panel.y(1 + RedrawCheck.WITHIN);
    sketch.fill(LEFT, band, WIDTH - LEFT - RIGHT, panel.y(1 - RedrawCheck.WITHIN) - band, BAND, "");
    panel.draw(sketch, "measured / predicted");
    sketch.line(LEFT, panel.y(1), WIDTH - RIGHT, panel.y(1), PREDICTED, 1.6);
    List<Point> points = new ArrayList<>();
    for (RedrawCheck check : checks) {
      points.add(new Point(panel.x(check.light()), panel.y(check.deviationRatio())));
    }
    sketch.line(points, MEASURED, 1.6);
    for (int i = 0; i < points.size(); i++) {
      sketch.dot(points.get(i).x(), points.get(i).y(), DOT, MEASURED, note(checks.get(i)));
    }
    return sketch.drawing(
        WIDTH,
        top + HEIGHT + BELOW,
        title,
        checks.stream().map(PhotonPlot::note).reduce("", (all, next) -> all + next + ". "));
  }

  private static String note(RedrawCheck check) {
    return String.format(
        Locale.ROOT,
        "light %s: measured %.3f times the predicted deviation",
        NumberText.brief(check.light()),
        check.deviationRatio());
  }

  /**
   * Draws how often another recording is answered otherwise, predicted and measured.
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
    String title = "How often another recording is answered otherwise";
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        12
            + sketch.header(
                title,
                List.of(
                    "Blue: predicted from one recording. Orange: measured on further recordings of the same scenes; bars: 95 % intervals of the draws."),
                WIDTH);
    Panel panel = panel(checks, 0, Math.clamp(1.15 * highest, 0.02, 1), top);
    panel.draw(sketch, "answered otherwise");
    List<Point> predicted = new ArrayList<>();
    for (RedrawCheck check : checks) {
      double x = panel.x(check.light());
      predicted.add(new Point(x, panel.y(check.predictedChange())));
      double bar = REACH * check.changeError();
      sketch.line(
          x, panel.y(check.change() - bar), x, panel.y(check.change() + bar), MEASURED, 1.6);
    }
    sketch.line(predicted, PREDICTED, 2);
    for (RedrawCheck check : checks) {
      sketch.dot(panel.x(check.light()), panel.y(check.change()), DOT, MEASURED, changed(check));
    }
    return sketch.drawing(
        WIDTH,
        top + HEIGHT + BELOW,
        title,
        checks.stream().map(PhotonPlot::changed).reduce("", (all, next) -> all + next + ". "));
  }

  private static String changed(RedrawCheck check) {
    return String.format(
        Locale.ROOT,
        "light %s: %.2f %% predicted, %.2f %% measured",
        NumberText.brief(check.light()),
        100 * check.predictedChange(),
        100 * check.change());
  }

  /** Draws which share of the samples keeps its answer with the confidence, over the light. */
  public static Drawing budget(PhotonFindings findings) {
    String percent = NumberText.brief(100 * findings.confidence()) + " %";
    String title = "How little light is enough";
    List<Double> budgets =
        findings.samples().stream()
            .map(SampleNoise::budget)
            .map(PhotonBudget::light)
            .sorted()
            .toList();
    double least = decade(Math.floor(Math.log10(budgets.getFirst())));
    double most = Math.max(10 * least, decade(Math.ceil(Math.log10(budgets.getLast()))));
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        12
            + sketch.header(
                title,
                List.of(
                    "Share of the samples whose answer another recording in so much light repeats with a probability of %s.%s"
                        .formatted(
                            percent,
                            most > 1
                                ? " Right of “as recorded” a sample would need more light than it got."
                                : "")),
                WIDTH);
    Panel panel = new Panel(least, Math.max(most, 1), 0, 1, top);
    panel.draw(sketch, "share of the samples");
    panel.recorded(sketch);
    List<Point> curve = new ArrayList<>();
    int before = 0;
    for (int i = 0; i <= CURVE; i++) {
      double light = least * Math.pow(panel.most / least, (double) i / CURVE);
      int reached = (int) budgets.stream().filter(budget -> budget <= light * (1 + 1e-9)).count();
      if (reached != before) {
        curve.add(new Point(panel.x(light), panel.y((double) before / budgets.size())));
      }
      curve.add(new Point(panel.x(light), panel.y((double) reached / budgets.size())));
      before = reached;
    }
    sketch.line(curve, PREDICTED, 2);
    return sketch.drawing(
        WIDTH,
        top + HEIGHT + BELOW,
        title,
        "Half of the samples need %s of the light, nine in ten %s."
            .formatted(
                NumberText.brief(findings.medianBudget().light()),
                NumberText.brief(findings.budgetOf(0.9).light())));
  }

  private static double decade(double power) {
    return Math.pow(10, power);
  }

  private static List<RedrawCheck> checks(PhotonFindings findings) {
    if (findings.checks().isEmpty()) {
      throw new IllegalArgumentException("nothing was redrawn");
    }
    return findings.byLight().reversed();
  }

  private static Panel panel(List<RedrawCheck> checks, double low, double high, int top) {
    double least = checks.getFirst().light();
    double most = Math.max(checks.getLast().light(), least * 2);
    return new Panel(least / 1.15, most * 1.15, low, high, top);
  }
}
