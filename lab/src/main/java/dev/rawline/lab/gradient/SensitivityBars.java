package dev.rawline.lab.gradient;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
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

  private final LossSensitivity sensitivity;

  SensitivityBars(LossSensitivity sensitivity) {
    this.sensitivity = sensitivity;
  }

  /** Returns how high the bars are together [px]. */
  int height() {
    return HEADER + ROW * Math.max(sensitivity.stages().size(), sensitivity.parameters().size());
  }

  /** Draws the bars. */
  void draw(Graphics2D pen, int x, int y, int width, int gap) {
    int bar = (width - gap - STAGE - PARAMETER - SQUARES - 2 * VALUE - 5 * GAP) / 2;
    Axis stages = new Axis(x + STAGE + GAP, bar);
    int right = x + STAGE + bar + VALUE + 2 * GAP + gap;
    Axis parameters = new Axis(right + PARAMETER + SQUARES + 2 * GAP, bar);
    Style.write(pen, Style.TEXT_BOLD, Style.INK, "By stage", x, y + 16, STAGE);
    Style.write(pen, Style.TEXT_BOLD, Style.INK, "By parameter", right, y + 16, PARAMETER);
    for (int i = 0; i < sensitivity.stages().size(); i++) {
      StageSensitivity stage = sensitivity.stages().get(i);
      int top = y + HEADER + i * ROW;
      String name = i + "  " + stage.name();
      Style.write(pen, Style.TEXT, Style.INK, name, x, top + ROW / 2 + 6, STAGE);
      stages.draw(pen, stage.all(), top);
    }
    for (int i = 0; i < sensitivity.parameters().size(); i++) {
      ParameterSensitivity parameter = sensitivity.parameters().get(i);
      int top = y + HEADER + i * ROW;
      draw(pen, parameter, right, top);
      parameters.draw(pen, parameter.all(), top);
    }
  }

  private static void draw(Graphics2D pen, ParameterSensitivity parameter, int x, int y) {
    Parameter group = parameter.parameter();
    int steepest = parameter.steepest();
    String name = group.name() + held(parameter);
    String note =
        "∂L/∂%s = %s"
            .formatted(
                group.nameOf(steepest), NumberText.signed(parameter.gradient()[steepest], 3));
    Style.write(pen, Style.TEXT, Style.INK, name, x, y + 17, PARAMETER);
    Style.write(pen, Style.SMALL, Style.FAINT_INK, note, x, y + 34, PARAMETER);
    if (group.size() <= MOST_SQUARES) {
      drawSquares(pen, parameter, x + PARAMETER + GAP, y);
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
  private static void drawSquares(Graphics2D pen, ParameterSensitivity parameter, int x, int y) {
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
      pen.setColor(scale.of(parameter.gradient()[i]));
      pen.fillRect(left, up, side, side);
      pen.setColor(Style.RULE);
      pen.drawRect(left, up, side, side);
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

    void draw(Graphics2D pen, Sensitivity bar, int y) {
      int left = (int) Math.round(bar.lowers() * pixels);
      int right = (int) Math.round(bar.raises() * pixels);
      int top = y + (ROW - BAR) / 2;
      pen.setColor(DivergingScale.BELOW);
      pen.fillRect(zero - left, top, left, BAR);
      pen.setColor(DivergingScale.ABOVE);
      pen.fillRect(zero, top, right, BAR);
      pen.setColor(Style.FAINT_INK);
      pen.setStroke(new BasicStroke(1));
      pen.drawLine(zero, y, zero, y + ROW);
      String label = label(bar, sensitivity.value());
      Style.write(pen, Style.CAPTION, Style.INK, label, zero + right + 8, y + ROW / 2 + 5, VALUE);
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
