package dev.rawline.lab.training;

import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.MaskOutline;
import dev.rawline.workbench.sheet.SignedMap;
import dev.rawline.workbench.sheet.StagePanel;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One sample at the end of one epoch on one labelled sheet: every stage of the data model, the
 * gradient of the loss there, what the model says, and how the picture differs from a reference.
 */
public final class TrackSheet {
  /** The longest side of a picture comes as near to this as whole pixels allow [px]. */
  private static final int WANTED = 280;

  /** The longest side that it may have [px]. */
  private static final int LONGEST = 320;

  /** What the words of a cell need [px]. */
  private static final int LEAST_CELL = 230;

  private static final int NAMES = 190;
  private static final int SHARES = 2 * LEAST_CELL;
  private static final int MOST_COLUMNS = 4;
  private static final int FEWEST_COLUMNS = 3;
  private static final int CAPTION = 26;
  private static final int BETWEEN = 6;
  private static final int MARGIN = 28;
  private static final int GAP = 26;
  private static final int MOST_CLASSES = 12;
  private static final int BAR = 16;
  private static final Color SAID = new Color(0xe69f00);
  private static final Color TARGET = new Color(0x00e5ff);
  private static final Color RIGHT = new Color(0x0072b2);

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

  /** A part of the sheet. */
  private interface Panel {
    int width();

    int height();

    void draw(Graphics2D pen, int x, int y);
  }

  /** Returns the sheet. */
  public BufferedImage draw() {
    List<Panel> steps = steps();
    List<Panel> answers = answers();
    // A picture without stages has room beside it.
    boolean beside = steps.size() == 1;
    int fewestRows = Math.ceilDiv(steps.size(), MOST_COLUMNS);
    int columns = Math.ceilDiv(steps.size(), fewestRows);
    List<String> lines = lines();
    int header = MARGIN + 24 + 28 + lines.size() * Style.LINE + GAP / 2;
    int stepHeight = tallest(steps) + GAP;
    int left = MARGIN + (beside ? cell + GAP : 0);
    int top = header + (beside ? 0 : Math.ceilDiv(steps.size(), columns) * stepHeight);
    int right = left + answers.stream().mapToInt(each -> each.width() + GAP).sum();
    int width = Math.max(MARGIN + Math.max(FEWEST_COLUMNS, columns) * (cell + GAP), right) - GAP;
    int height =
        Math.max(
            header + Math.ceilDiv(steps.size(), columns) * stepHeight,
            answers.isEmpty() ? 0 : top + tallest(answers) + GAP);
    BufferedImage sheet = Style.sheet(width + MARGIN, height);
    Graphics2D pen = Style.pen(sheet);
    Style.header(pen, sample.id(), lines, MARGIN, width - MARGIN);
    for (int i = 0; i < steps.size(); i++) {
      int x = MARGIN + i % columns * (cell + GAP);
      steps.get(i).draw(pen, x, header + i / columns * stepHeight);
    }
    int x = left;
    for (Panel answer : answers) {
      answer.draw(pen, x, top);
      x += answer.width() + GAP;
    }
    pen.dispose();
    return sheet;
  }

  private static int tallest(List<Panel> panels) {
    return panels.stream().mapToInt(Panel::height).max().orElse(0);
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
          "Maps: ∂loss/∂sample, summed over a pixel's colours. Orange: brighter raises the loss.");
      lines.add("Blue: brighter lowers it. White: no effect. Each map has its own scale.");
    }
    return lines;
  }

  private List<Panel> steps() {
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < sample.steps().size(); i++) {
      GradientTrace.Step step = sample.steps().get(i);
      panels.add(cell(i + "  " + step.name(), step.frame(), shown(step.gradient()), ""));
    }
    if (panels.isEmpty()) {
      panels.add(cell("picture", sample.picture(), shown(sample.gradient()), ""));
    }
    return panels;
  }

  private Optional<Frame> shown(Frame gradient) {
    return gradients ? Optional.of(gradient) : Optional.empty();
  }

  private Panel cell(String name, Frame frame, Optional<? extends Frame> map, String note) {
    StagePanel step = new StagePanel(side, name, frame, map, note);
    return new Panel() {
      @Override
      public int width() {
        return cell;
      }

      @Override
      public int height() {
        return step.height();
      }

      @Override
      public void draw(Graphics2D pen, int x, int y) {
        step.draw(pen, x, y);
      }
    };
  }

  private List<Panel> answers() {
    List<Panel> panels = new ArrayList<>();
    if (predictions) {
      switch (sample.verdict()) {
        case LabelledPrediction.OfClass verdict -> panels.add(shares(verdict));
        case LabelledPrediction.OfPixels verdict -> panels.add(outlines(verdict));
        case LabelledPrediction.OfNumber verdict -> panels.add(words(verdict));
      }
    }
    sample
        .difference()
        .ifPresent(
            difference ->
                panels.add(
                    map(
                        "picture − reference",
                        new SignedMap(difference, side),
                        "orange: brighter; blue: darker")));
    return panels;
  }

  private Panel map(String name, SignedMap map, String note) {
    BufferedImage drawn = fitted(map.image());
    return new Panel() {
      @Override
      public int width() {
        return cell;
      }

      @Override
      public int height() {
        return CAPTION + drawn.getHeight() + BETWEEN + DivergingScale.HEIGHT + Style.LINE;
      }

      @Override
      public void draw(Graphics2D pen, int x, int y) {
        Style.write(pen, Style.TEXT, Style.INK, name, x, y + 16, cell);
        int left = x + (side - drawn.getWidth()) / 2;
        pen.drawImage(drawn, left, y + CAPTION, null);
        pen.setColor(Style.RULE);
        pen.drawRect(left, y + CAPTION, drawn.getWidth() - 1, drawn.getHeight() - 1);
        int below = y + CAPTION + drawn.getHeight() + BETWEEN;
        map.scale().draw(pen, x, below, side);
        Style.write(
            pen, Style.SMALL, Style.FAINT_INK, note, x, below + DivergingScale.HEIGHT + 14, cell);
      }
    };
  }

  private Panel outlines(LabelledPrediction.OfPixels verdict) {
    BufferedImage drawn = fitted(picture());
    MaskOutline.draw(drawn, verdict.target(), TARGET);
    MaskOutline.draw(drawn, verdict.said(), SAID);
    return new Panel() {
      @Override
      public int width() {
        return cell;
      }

      @Override
      public int height() {
        return CAPTION + drawn.getHeight() + Style.LINE;
      }

      @Override
      public void draw(Graphics2D pen, int x, int y) {
        Style.write(pen, Style.TEXT, Style.INK, "target and prediction", x, y + 16, cell);
        pen.drawImage(drawn, x + (side - drawn.getWidth()) / 2, y + CAPTION, null);
        int below = y + CAPTION + drawn.getHeight() + 14;
        Style.write(
            pen, Style.SMALL, Style.FAINT_INK, "cyan: target; orange: prediction", x, below, cell);
      }
    };
  }

  private BufferedImage picture() {
    Thumbnail thumbnail = new Thumbnail(sample.picture().width(), sample.picture().height(), side);
    thumbnail.add(0, sample.picture());
    return thumbnail.image();
  }

  private BufferedImage fitted(BufferedImage image) {
    return Thumbnail.enlarged(
        image, Thumbnail.enlargement(image.getWidth(), image.getHeight(), side));
  }

  /** Bars of the likeliest classes, the target among them. */
  private static Panel shares(LabelledPrediction.OfClass verdict) {
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
    return new Panel() {
      @Override
      public int width() {
        return SHARES;
      }

      @Override
      public int height() {
        return CAPTION + order.size() * Style.LINE + Style.LINE;
      }

      @Override
      public void draw(Graphics2D pen, int x, int y) {
        Style.write(pen, Style.TEXT, Style.INK, "probabilities", x, y + 16, SHARES);
        int top = y + CAPTION;
        for (int i : order) {
          boolean target = i == verdict.target();
          Font font = target ? Style.TEXT_BOLD.deriveFont(13f) : Style.SMALL;
          Style.write(pen, font, Style.INK, verdict.classes().get(i), x, top + BAR - 3, NAMES - 8);
          int length = (int) Math.round(verdict.shares().get(i) * (SHARES - NAMES - 56));
          pen.setColor(target ? RIGHT : Style.FAINT_INK);
          pen.fillRect(x + NAMES, top, Math.max(1, length), BAR);
          String share = String.format(Locale.ROOT, "%.1f %%", 100 * verdict.shares().get(i));
          Style.write(
              pen, Style.SMALL, Style.INK, share, x + NAMES + 6 + length, top + BAR - 3, 60);
          top += Style.LINE;
        }
        Style.write(
            pen, Style.SMALL, Style.FAINT_INK, "bold, blue: the target", x, top + 14, SHARES);
      }
    };
  }

  private Panel words(LabelledPrediction.OfNumber verdict) {
    return new Panel() {
      @Override
      public int width() {
        return cell;
      }

      @Override
      public int height() {
        return CAPTION + 3 * Style.LINE;
      }

      @Override
      public void draw(Graphics2D pen, int x, int y) {
        Style.write(pen, Style.TEXT, Style.INK, verdict.name(), x, y + 16, cell);
        String said = "prediction " + NumberText.brief(verdict.said());
        String target = "target " + NumberText.brief(verdict.target());
        String error = "error " + NumberText.signed(verdict.said() - verdict.target(), 3);
        Style.write(pen, Style.TEXT_BOLD, Style.INK, said, x, y + CAPTION + 16, cell);
        Style.write(pen, Style.TEXT, Style.INK, target, x, y + CAPTION + Style.LINE + 16, cell);
        Style.write(
            pen, Style.TEXT, Style.FAINT_INK, error, x, y + CAPTION + 2 * Style.LINE + 16, cell);
      }
    };
  }
}
