package dev.rawline.lab.gradient;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sensitivities as bars next to each other: on the left by stage, on the right by parameter.
 *
 * <p>From the axis a bar reaches to the right as far as numbers raise the loss that grow by 1 %,
 * and to the left as far as others lower it. All bars have one scale. Next to a parameter its
 * values are squares, coloured by ∂L/∂number from the parameter's steepest.
 */
final class SensitivityBars {
  static final int ROW = 42;
  private static final int BAR = 18;
  private static final int HEADER = 30;
  private static final int STAGE = 190;
  private static final int PARAMETER = 232;
  private static final int SQUARES = 76;
  private static final int VALUE = 150;
  private static final int GAP = 12;
  private static final int MOST_SQUARES = 100;

  private final DrawingBuilder sketch = new DrawingBuilder();
  private final LossSensitivity sensitivity;

  SensitivityBars(LossSensitivity sensitivity) {
    this.sensitivity = sensitivity;
  }

  /** Draws the bars. */
  Drawing draw(int width, int gap) {
    int bar = (width - gap - STAGE - PARAMETER - SQUARES - 2 * VALUE - 5 * GAP) / 2;
    Axis stages = new Axis(STAGE + GAP, bar);
    int right = STAGE + bar + VALUE + 2 * GAP + gap;
    Axis parameters = new Axis(right + PARAMETER + SQUARES + 2 * GAP, bar);
    write(0, 16, "By stage", Style.TEXT_BOLD, Style.INK, STAGE);
    write(right, 16, "By parameter", Style.TEXT_BOLD, Style.INK, PARAMETER);
    for (int i = 0; i < sensitivity.stages().size(); i++) {
      StageSensitivity stage = sensitivity.stages().get(i);
      int top = HEADER + i * ROW;
      write(0, top + ROW / 2 + 6, i + "  " + stage.name(), Style.TEXT, Style.INK, STAGE);
      stages.draw(stage.all(), top);
    }
    for (int i = 0; i < sensitivity.parameters().size(); i++) {
      ParameterSensitivity parameter = sensitivity.parameters().get(i);
      int top = HEADER + i * ROW;
      draw(parameter, right, top);
      parameters.draw(parameter.all(), top);
    }
    int rows = Math.max(sensitivity.stages().size(), sensitivity.parameters().size());
    return sketch.drawing(width, HEADER + ROW * rows, "", "");
  }

  private void write(int x, int y, String text, Font font, Color ink, int width) {
    FontStyle letters = FontStyle.of(font);
    sketch.words(x, y, letters.fitting(text, width), letters, ink, Anchor.START);
  }

  private void draw(ParameterSensitivity parameter, int x, int y) {
    Parameter group = parameter.parameter();
    int steepest = parameter.steepest();
    String note =
        "∂L/∂%s = %s"
            .formatted(
                group.nameOf(steepest), NumberText.signed(parameter.gradient()[steepest], 3));
    write(x, y + 17, group.name() + held(parameter), Style.TEXT, Style.INK, PARAMETER);
    write(x, y + 34, note, Style.SMALL, Style.FAINT_INK, PARAMETER);
    if (group.size() <= MOST_SQUARES) {
      drawSquares(parameter, x + PARAMETER + GAP, y);
    }
  }

  /** Returns the suffix of a parameter's name if some of its values are frozen. */
  static String held(ParameterSensitivity parameter) {
    int frozen = parameter.frozen().cardinality();
    return frozen == 0
        ? ""
        : frozen < parameter.parameter().size() ? " (partly frozen)" : " (frozen)";
  }

  /** The last index goes to the right, the one before down, and any before to the right again. */
  private void drawSquares(ParameterSensitivity parameter, int x, int y) {
    List<Integer> shape = parameter.parameter().shape();
    int columns = shape.isEmpty() ? 1 : shape.getLast();
    int rows = shape.size() < 2 ? 1 : shape.get(shape.size() - 2);
    int blocks = parameter.parameter().size() / (rows * columns);
    int side = Math.min((ROW - 6) / rows, (SQUARES - 4 * (blocks - 1)) / (columns * blocks));
    side = Math.min(side, 12);
    DivergingScale scale = new DivergingScale(Math.abs(parameter.gradient()[parameter.steepest()]));
    int top = y + (ROW - rows * side) / 2;
    for (int i = 0; i < parameter.gradient().length; i++) {
      int block = i / (rows * columns);
      int left = x + block * (columns * side + 4) + i % columns * side;
      int up = top + i / columns % rows * side;
      sketch.fill(left, up, side, side, scale.of(parameter.gradient()[i]), "");
      sketch.frame(left + 0.5, up + 0.5, side, side, Style.RULE, 1);
    }
  }

  /** The places of bars. */
  private final class Axis {
    private final int zero;
    private final double pixels;

    Axis(int x, int width) {
      double lowest = largest(Sensitivity::lowers);
      double highest = largest(Sensitivity::raises);
      pixels = lowest + highest > 0 ? width / (lowest + highest) : 0;
      zero = x + (int) Math.round(lowest * pixels);
    }

    private double largest(Function<Sensitivity, Double> part) {
      return Stream.concat(
              sensitivity.stages().stream().map(StageSensitivity::all),
              sensitivity.parameters().stream().map(ParameterSensitivity::all))
          .map(part)
          .reduce(0.0, Math::max);
    }

    void draw(Sensitivity bar, int y) {
      int left = (int) Math.round(bar.lowers() * pixels);
      int right = (int) Math.round(bar.raises() * pixels);
      int top = y + (ROW - BAR) / 2;
      sketch.fill(zero - left, top, left, BAR, DivergingScale.BELOW, "");
      sketch.fill(zero, top, right, BAR, DivergingScale.ABOVE, "");
      sketch.line(zero + 0.5, y, zero + 0.5, y + ROW, Style.FAINT_INK, 1);
      String label = label(bar, sensitivity.value());
      write(zero + right + 8, y + ROW / 2 + 5, label, Style.CAPTION, Style.INK, VALUE);
    }
  }

  /** Returns the number next to a bar: its length, and its share of a loss that has one. */
  static String label(Sensitivity bar, double loss) {
    String total = NumberText.signed(bar.total(), 3);
    return loss > 0 && bar.total() > 0
        ? "%s (%s)".formatted(total, percent(bar.total() / loss))
        : total;
  }

  private static String percent(double share) {
    return NumberText.signed(100 * share, 2) + " %";
  }
}
