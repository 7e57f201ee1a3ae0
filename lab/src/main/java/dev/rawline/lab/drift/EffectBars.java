package dev.rawline.lab.drift;

import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.plot.XyPlot;
import dev.rawline.workbench.text.EstimateFormat;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** How much of the loss each stage of the view explains, as bars with their intervals. */
public final class EffectBars {
  private static final int WIDTH = 760;
  private static final int LEAST_LABEL = 150;
  private static final int MOST_LABEL = 330;
  private static final int SHARE = 190;
  private static final int ROW = 46;
  private static final int BAR = 22;
  private static final int TICKS = 6;
  private static final int BESIDE = 10;

  /** How long the axis is where no stage has an effect. */
  private static final double NOTHING = 1;

  private static final Color COLOUR = new Color(0x0072b2);
  private static final String TITLE = "Which part of the camera explains the loss";

  private EffectBars() {}

  /**
   * Draws the bars.
   *
   * @param metric the metric's name
   * @param effects the effects, one at least
   */
  public static Drawing of(String metric, List<MainEffect> effects) {
    String name = MetricLabel.of(metric);
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        14
            + sketch.header(
                TITLE,
                List.of(
                    "How much more is lost where training and testing differ in it, all else alike; lines: 95 % intervals over splits, where there are several."),
                WIDTH);
    double low =
        Math.min(0, effects.stream().mapToDouble(each -> each.effect().low()).min().orElseThrow());
    double high =
        Math.max(0, effects.stream().mapToDouble(each -> each.effect().high()).max().orElseThrow());
    double span = high > low ? high - low : NOTHING;
    double left = DrawingBuilder.MARGIN + label(effects);
    double width = WIDTH - left - SHARE - DrawingBuilder.MARGIN;
    int bottom = top + 20 + effects.size() * ROW;
    sketch.words(
        left + width + 20,
        top + 8,
        "share of the variance",
        FontStyle.SMALL,
        Style.FAINT_INK,
        Anchor.START);
    for (double tick : Ticks.between(low, low + span, TICKS)) {
      double x = left + (tick - low) / span * width;
      sketch.line(x, top + 16, x, bottom, tick == 0 ? Style.FAINT_INK : Style.RULE, 1);
      sketch.words(x, bottom + 17, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
    }
    for (int i = 0; i < effects.size(); i++) {
      draw(sketch, effects.get(i), top + 20 + i * ROW, new Line(left, width, low, span));
    }
    sketch.words(
        left + width / 2, bottom + 38, name + " lost", FontStyle.TEXT, Style.INK, Anchor.MIDDLE);
    return sketch.drawing(WIDTH, bottom + 38 + DrawingBuilder.MARGIN, TITLE, told(effects));
  }

  /** Returns how wide names are with what parts them from the bars [px]. */
  private static double label(List<MainEffect> effects) {
    double widest =
        effects.stream()
            .mapToDouble(effect -> FontStyle.TEXT.width(effect.stage()))
            .max()
            .orElseThrow();
    return Math.clamp(Math.ceil(widest) + BESIDE, LEAST_LABEL, MOST_LABEL);
  }

  /** Where numbers from {@code low} on lie along the axis [px]. */
  private record Line(double left, double width, double low, double span) {
    double x(double number) {
      return left + (number - low) / span * width;
    }
  }

  private static void draw(DrawingBuilder sketch, MainEffect effect, int top, Line axis) {
    IntervalEstimate found = effect.effect();
    double middle = top + ROW / 2.0;
    double from = axis.x(Math.min(0, found.value()));
    double to = axis.x(Math.max(0, found.value()));
    sketch.words(
        axis.left - BESIDE,
        middle + 5,
        FontStyle.TEXT.fitting(effect.stage(), axis.left - DrawingBuilder.MARGIN - BESIDE),
        FontStyle.TEXT,
        Style.INK,
        Anchor.END);
    sketch.fill(from, middle - BAR / 2.0, Math.max(1, to - from), BAR, COLOUR, told(effect));
    if (found.low() < found.high()) {
      sketch.interval(axis.x(found.low()), axis.x(found.high()), middle, 5, Style.INK, 1.6);
    }
    sketch.words(
        axis.left + axis.width + 20,
        middle + 5,
        percent(effect.share()),
        FontStyle.TEXT_BOLD,
        Style.INK,
        Anchor.START);
  }

  /** Returns a share in percent: 43 %, < 1 %. */
  static String percent(double share) {
    return share > 0 && share < 0.01 ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String told(MainEffect effect) {
    return "%s: %s, %s of the variance"
        .formatted(
            effect.stage(), EstimateFormat.withInterval(effect.effect()), percent(effect.share()));
  }

  private static String told(List<MainEffect> effects) {
    return String.join("; ", effects.stream().map(EffectBars::told).toList()) + ".";
  }
}
