package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far each drift parameter must have moved to explain a batch, as bars with their 95 %
 * intervals. Parameters of all units share one axis: a change as a multiple of what counts as none.
 */
final class CauseBars {
  private static final int WIDTH = 860;
  private static final int LABEL = 180;
  private static final int WORDS = 190;
  private static final int ROW = 38;
  private static final int BAR = 18;
  private static final int GAP = 12;
  private static final int TICKS = 7;
  private static final double ROOM = 1.08;
  private static final double PERCENT = 100;

  /** The axis reaches so far at least, so that the range of no change is visible. */
  private static final double LEAST = 2;

  private static final Color NAMED = new Color(0xd55e00);
  private static final Color OTHERS = new Color(0x7f9db0);
  private static final Color INSIDE = new Color(0xe3f1e3);
  private static final String TITLE = "Which change of the camera explains the batch";

  private CauseBars() {}

  /** Draws the bars: the parameters of the causes first; none where no interval is bounded. */
  static Optional<Drawing> of(Attribution found) {
    List<Bar> causes =
        Stream.concat(
                found.chosen().stream().map(each -> new Bar(each, true)),
                found.others().stream().map(each -> new Bar(each, false)))
            .filter(Bar::isBounded)
            .toList();
    return causes.isEmpty() ? Optional.empty() : Optional.of(drawing(causes));
  }

  /**
   * A parameter and how it is drawn.
   *
   * @param fitted the parameter
   * @param named whether the batch is attributed to it
   */
  private record Bar(Attribution.Fitted fitted, boolean named) {
    boolean isBounded() {
      return Double.isFinite(fitted.low()) && Double.isFinite(fitted.high());
    }

    String name() {
      return fitted.number().toString().replace('_', ' ');
    }

    /** Returns the change from the camera as it was, ratios in percent. */
    IntervalEstimate change() {
      double neutral = fitted.number().value(0);
      double factor = fitted.number().isRatio() ? PERCENT : 1;
      return new IntervalEstimate(
          factor * (fitted.value() - neutral),
          factor * (fitted.low() - neutral),
          factor * (fitted.high() - neutral),
          JudgedNumber.LEVEL);
    }

    /** Returns how large a change counts as none: what could be detected, half its interval. */
    double inside() {
      return Math.max(1e-9, (change().high() - change().low()) / 2);
    }

    double multiple(double change) {
      return change / inside();
    }

    /** Returns the change in words: {@code −38.0 ± 2.0 %}. */
    String words() {
      IntervalEstimate change = change();
      double half = (change.high() - change.low()) / 2;
      String words =
          half > 0
              ? Decimals.resolving(half).signed(change.value())
                  + " "
                  + EstimateFormat.reach(change, Decimals.resolving(half))
              : NumberText.signed(change.value(), 3);
      return words + " " + (fitted.number().isRatio() ? "%" : fitted.number().unit());
    }
  }

  private static Drawing drawing(List<Bar> causes) {
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        14
            + sketch.header(
                TITLE,
                List.of(
                    "Each change as a multiple of the largest that counts as none (green); lines: 95 % intervals. Orange: the causes to which the batch is attributed."),
                WIDTH);
    Line axis = Line.of(causes);
    int bottom = top + causes.size() * ROW + 8;
    sketch.fill(axis.x(-1), top, axis.x(1) - axis.x(-1), bottom - top, INSIDE, "");
    for (double tick : Ticks.between(axis.low(), axis.high(), TICKS)) {
      double x = axis.x(tick);
      sketch.line(x, top, x, bottom, Style.RULE, 1);
      sketch.words(
          x, bottom + 17, NumberText.plain(tick), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
    }
    sketch.line(axis.x(0), top, axis.x(0), bottom, Style.FAINT_INK, 1.4);
    for (int i = 0; i < causes.size(); i++) {
      draw(sketch, causes.get(i), top + 4 + i * ROW + ROW / 2.0, axis);
    }
    sketch.words(
        (axis.x(axis.low()) + axis.x(axis.high())) / 2,
        bottom + 40,
        "change, as a multiple of the largest that counts as none",
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE);
    return sketch.drawing(
        WIDTH,
        bottom + 40 + DrawingBuilder.MARGIN,
        TITLE,
        causes.stream()
            .map(cause -> cause.name() + " " + cause.words())
            .collect(Collectors.joining("; ", "", ".")));
  }

  /** Where multiples lie [px]. */
  private record Line(double low, double high) {
    static Line of(List<Bar> causes) {
      double low = -LEAST;
      double high = LEAST;
      for (Bar cause : causes) {
        low = Math.min(low, ROOM * cause.multiple(cause.change().low()));
        high = Math.max(high, ROOM * cause.multiple(cause.change().high()));
      }
      return new Line(low, high);
    }

    double x(double multiple) {
      double left = DrawingBuilder.MARGIN + LABEL;
      return left
          + (WIDTH - left - WORDS - DrawingBuilder.MARGIN) * (multiple - low) / (high - low);
    }
  }

  private static void draw(DrawingBuilder sketch, Bar cause, double middle, Line axis) {
    double value = axis.x(cause.multiple(cause.change().value()));
    double none = axis.x(0);
    FontStyle letters = cause.named() ? FontStyle.TEXT_BOLD : FontStyle.TEXT;
    sketch.words(
        DrawingBuilder.MARGIN + LABEL - GAP,
        middle + 5,
        letters.fitting(cause.name(), LABEL - GAP),
        letters,
        Style.INK,
        Anchor.END);
    sketch.fill(
        Math.min(none, value),
        middle - BAR / 2.0,
        Math.max(1, Math.abs(value - none)),
        BAR,
        cause.named() ? NAMED : OTHERS,
        cause.name() + " " + cause.words());
    if (cause.change().hasInterval()) {
      double low = axis.x(cause.multiple(cause.change().low()));
      double high = axis.x(cause.multiple(cause.change().high()));
      sketch.interval(low, high, middle, 5, Style.INK, 1.6);
    }
    sketch.words(
        WIDTH - WORDS - DrawingBuilder.MARGIN + GAP,
        middle + 5,
        letters.fitting(cause.words(), WORDS),
        letters,
        Style.INK,
        Anchor.START);
  }
}
