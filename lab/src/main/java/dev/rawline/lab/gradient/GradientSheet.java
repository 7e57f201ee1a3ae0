package dev.rawline.lab.gradient;

import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.StagePanel;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a loss is sensitive to on one labelled sheet: bars for stages and parameters, and below them
 * every step's picture and, under it, the gradient of the loss there.
 */
public final class GradientSheet {
  private static final int CELL = 380;
  private static final int FEWEST_COLUMNS = 4;
  private static final int MOST_COLUMNS = 5;
  private static final int GAP = 26;

  private static final List<String> LEGEND =
      List.of(
          "Bars: the first-order change of the loss if every sample of a frame, or every value of a parameter, increases by 1 %. Orange: the loss increases. Blue: it decreases.",
          "The number next to a bar is its length and its share of the loss. Squares: ∂L/∂θ of every value of a parameter; the largest is labelled.",
          "Maps: ∂L/∂sample after each stage, summed over the channels of a pixel. Orange: a brighter pixel increases the loss. Blue: it decreases the loss. White: no effect.");

  private final String title;
  private final List<String> lines;
  private final LossSensitivity sensitivity;
  private final List<Block> cells = new ArrayList<>();

  /**
   * Prepares a sheet.
   *
   * @param title its first line, for example the file's name
   * @param lines the lines below: what was traced, against which loss
   * @param trace the frames and gradients
   * @param sensitivity the result of the trace
   */
  public GradientSheet(
      String title, List<String> lines, GradientTrace<?> trace, LossSensitivity sensitivity) {
    this.title = title;
    this.lines = new ArrayList<>(lines);
    this.lines.addAll(LEGEND);
    this.sensitivity = sensitivity;
    for (int i = 0; i < trace.steps().size(); i++) {
      GradientTrace.Step step = trace.steps().get(i);
      cells.add(
          StagePanel.of(
              CELL,
              i + "  " + step.name(),
              step.frame(),
              Optional.of(step.gradient()),
              shares(sensitivity.stages().get(i))));
    }
  }

  /** Returns the sheet. */
  public BufferedImage draw() {
    int fewestRows = Math.ceilDiv(cells.size(), MOST_COLUMNS);
    int columns = Math.max(FEWEST_COLUMNS, Math.ceilDiv(cells.size(), fewestRows));
    int width = columns * (CELL + GAP) - GAP;
    Block bars = Block.of(new SensitivityBars(sensitivity).draw(width, 2 * GAP));
    return Block.column(GAP, List.of(bars, Block.grid(columns, GAP, cells))).sheet(title, lines, 0);
  }

  /** Returns how the sensitivity is shared out among the colours. */
  private static String shares(StageSensitivity sensitivity) {
    if (sensitivity.norm() == 0) {
      return "∂L/∂sample · the gradient is zero here";
    }
    double all = sensitivity.all().total();
    if (all == 0) {
      return "∂L/∂sample · where it is not 0, the samples are";
    }
    return Arrays.stream(Colour.values())
        .map(
            colour ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f %%",
                    colour.name().toLowerCase(Locale.ROOT),
                    100 * sensitivity.colours().get(colour).total() / all))
        .collect(Collectors.joining(", ", "∂L/∂sample · ", " of the bar"));
  }
}
