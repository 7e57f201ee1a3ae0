package dev.rawline.lab.training;

import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.evaluation.LabelledPrediction;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.StagePanel;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One sample at the end of one epoch on one labelled sheet: every stage of the data model, the
 * gradient of the loss there, the prediction, and how the picture differs from a reference.
 */
public final class TrackSheet {
  /** The longest side of a picture comes as near to this as whole pixels allow [px]. */
  private static final int WANTED = 280;

  /** The longest side that it may have [px]. */
  private static final int LONGEST = 320;

  /** What the words of a cell need [px]. */
  private static final int LEAST_CELL = 230;

  private static final int NAMES = 182;
  private static final int SHARES = 2 * LEAST_CELL;
  private static final int MOST_COLUMNS = 4;
  private static final int FEWEST_COLUMNS = 3;
  private static final int GAP = 26;
  private static final int MOST_CLASSES = 12;
  private static final int BAR = 16;
  private static final Color RIGHT = new Color(0x0072b2);

  /**
   * One sample at the end of one epoch, as it is shown.
   *
   * @param id what the sample is called
   * @param epoch the epoch, from 1
   * @param dataModel the word of the data model
   * @param picture what the data model made of it
   * @param gradient ∂loss/∂picture
   * @param steps the frame and the gradient after every stage of the data model, where it has
   *     stages
   * @param difference the picture less that of the reference, where there is one
   * @param verdict the prediction of the model
   * @param loss the loss of the sample
   */
  public record TrackedSample(
      String id,
      int epoch,
      String dataModel,
      View picture,
      View gradient,
      List<GradientTrace.Step> steps,
      Optional<View> difference,
      LabelledPrediction verdict,
      double loss) {}

  private final TrackedSample sample;
  private final boolean gradients;
  private final boolean predictions;

  /** The longest side of a picture, and how wide its cell is [px]. */
  private final int side;

  private final int cell;

  /**
   * Prepares a sheet.
   *
   * @param gradients whether gradients are shown
   * @param predictions whether target and prediction are
   */
  public TrackSheet(TrackedSample sample, boolean gradients, boolean predictions) {
    this.sample = sample;
    this.gradients = gradients;
    this.predictions = predictions;
    int longest = Math.max(sample.picture().width(), sample.picture().height());
    side = Math.min(LONGEST, longest * Math.max(1, Math.round((float) WANTED / longest)));
    cell = Math.max(side, LEAST_CELL);
  }

  /** Returns the sheet. */
  public BufferedImage draw() {
    List<Block> steps = steps();
    Block answers = Block.row(GAP, answers());
    int fewestRows = Math.ceilDiv(steps.size(), MOST_COLUMNS);
    Block grid = Block.grid(Math.ceilDiv(steps.size(), fewestRows), GAP, steps);
    // A picture without stages has room beside it.
    Block all =
        steps.size() == 1
            ? Block.row(GAP, List.of(grid, answers))
            : Block.column(GAP, List.of(grid, answers));
    return all.sheet(sample.id(), lines(), FEWEST_COLUMNS * (cell + GAP) - GAP);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "epoch %d · loss %s · %s · data model %s"
            .formatted(
                sample.epoch(),
                NumberText.brief(sample.loss()),
                sample.verdict().line(),
                sample.dataModel()));
    if (gradients) {
      lines.add(
          "Maps: ∂loss/∂sample, summed over the channels of a pixel. Orange: a brighter pixel increases the loss.");
      lines.add("Blue: it decreases the loss. White: no effect. Each map has its own scale.");
    }
    return lines;
  }

  private List<Block> steps() {
    List<Block> panels = new ArrayList<>();
    for (int i = 0; i < sample.steps().size(); i++) {
      GradientTrace.Step step = sample.steps().get(i);
      panels.add(panel(i + "  " + step.name(), step.frame(), step.gradient()));
    }
    if (panels.isEmpty()) {
      panels.add(panel("picture", sample.picture(), sample.gradient()));
    }
    return panels;
  }

  private Block panel(String name, Frame frame, Frame gradient) {
    Optional<Frame> shown = gradients ? Optional.of(gradient) : Optional.empty();
    return StagePanel.of(side, name, frame, shown, "").within(cell, 0);
  }

  private List<Block> answers() {
    List<Block> panels = new ArrayList<>();
    if (predictions) {
      panels.add(
          switch (sample.verdict()) {
            case LabelledPrediction.OfClass verdict -> shares(verdict);
            case LabelledPrediction.OfPixels verdict -> outlines(verdict);
            case LabelledPrediction.OfNumber verdict -> numbers(verdict);
          });
    }
    sample
        .difference()
        .ifPresent(
            difference ->
                panels.add(
                    Block.column(
                        text("image − reference"),
                        StagePanel.map(side, difference).within(cell, 0),
                        Block.note("orange: brighter; blue: darker", cell))));
    return panels;
  }

  private Block text(String text) {
    return Block.text(text, Style.TEXT, Style.INK, cell);
  }

  private Block outlines(LabelledPrediction.OfPixels verdict) {
    BufferedImage drawn = Thumbnail.fitted(sample.picture(), side);
    verdict.outline(drawn);
    return Block.column(
        text("target and prediction"),
        Block.picture(drawn).within(cell, 0),
        Block.note("cyan: target; orange: prediction", cell));
  }

  /** Bars of the likeliest classes, the target among them. */
  private static Block shares(LabelledPrediction.OfClass verdict) {
    List<Integer> likeliest =
        IntStream.range(0, verdict.classes().size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -verdict.shares().get(i)))
            .toList();
    List<Integer> order =
        new ArrayList<>(likeliest.subList(0, Math.min(MOST_CLASSES, likeliest.size())));
    if (!order.contains(verdict.target())) {
      order.set(order.size() - 1, verdict.target());
    }
    List<Block> bars = new ArrayList<>();
    bars.add(Block.text("probabilities", Style.TEXT, Style.INK, SHARES));
    for (int i : order) {
      boolean target = i == verdict.target();
      Font font = target ? Style.SMALL.deriveFont(Font.BOLD) : Style.SMALL;
      int length = (int) Math.round(verdict.shares().get(i) * (SHARES - NAMES - 64));
      String share = String.format(Locale.ROOT, "%.1f %%", 100 * verdict.shares().get(i));
      bars.add(
          Block.row(
              8,
              List.of(
                  Block.text(verdict.classes().get(i), font, Style.INK, NAMES),
                  Block.filled(Math.max(1, length), BAR, target ? RIGHT : Style.FAINT_INK),
                  Block.text(share, Style.SMALL, Style.INK, 60))));
    }
    bars.add(Block.note("bold, blue: the target", SHARES));
    return Block.column(4, bars);
  }

  private Block numbers(LabelledPrediction.OfNumber verdict) {
    return Block.column(
        text(verdict.name()),
        Block.name("prediction " + NumberText.brief(verdict.predicted()), cell),
        text("target " + NumberText.brief(verdict.target())),
        Block.text(
            "error " + NumberText.signed(verdict.predicted() - verdict.target(), 3),
            Style.TEXT,
            Style.FAINT_INK,
            cell));
  }
}
