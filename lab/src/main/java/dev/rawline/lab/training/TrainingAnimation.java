package dev.rawline.lab.training;

import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A training run as a film: gradients above pictures, one column a sample, epoch after epoch; and
 * as a strip of still pictures, one column an epoch.
 */
public final class TrainingAnimation {
  private static final int MARGIN = 24;
  private static final int GAP = 14;
  private static final int HEADER = 96;
  private static final int STRIP_HEADER = HEADER + Style.LINE;
  private static final int CAPTION = 22;
  private static final int BETWEEN = 6;
  private static final int BAR = 8;
  private static final int MOST_ON_STRIP = 8;
  private static final int LEAST_WIDTH = 560;

  private final String title;
  private final List<AnimationFrame> frames;
  private final int width;
  private final int height;

  /**
   * Prepares a film.
   *
   * @param title what the run is called
   * @param frames at least one, all of the same samples
   */
  public TrainingAnimation(String title, List<AnimationFrame> frames) {
    this.title = title;
    this.frames = List.copyOf(frames);
    this.width =
        frames.stream()
            .flatMap(frame -> frame.samples().stream())
            .mapToInt(sample -> sample.picture().getWidth())
            .max()
            .orElseThrow();
    this.height =
        frames.stream()
            .flatMap(frame -> frame.samples().stream())
            .mapToInt(sample -> sample.picture().getHeight())
            .max()
            .orElseThrow();
  }

  /** Returns the frames of the film, all of one size. */
  public List<BufferedImage> film() {
    List<BufferedImage> film = new ArrayList<>();
    frames.forEach(frame -> film.add(draw(frame)));
    return film;
  }

  private BufferedImage draw(AnimationFrame frame) {
    int columns = frame.samples().size();
    int inner = Math.max(LEAST_WIDTH, columns * (width + GAP) - GAP);
    int column = 2 * height + BETWEEN + 3 * CAPTION;
    BufferedImage sheet =
        Style.sheet(2 * MARGIN + inner, MARGIN + HEADER + column + 2 * GAP + BAR + MARGIN);
    Graphics2D pen = Style.pen(sheet);
    String epoch = "epoch " + frame.epoch();
    int words = pen.getFontMetrics(Style.TITLE).stringWidth(epoch);
    int right = MARGIN + inner - words;
    Style.write(pen, Style.TITLE, Style.INK, title, MARGIN, MARGIN + 24, inner - words - GAP);
    Style.write(pen, Style.TITLE, Style.INK, epoch, right, MARGIN + 24, words);
    Style.write(
        pen,
        Style.SMALL,
        Style.FAINT_INK,
        "Above: ∂loss/∂pixel; orange: brighter raises the loss,",
        MARGIN,
        MARGIN + 50,
        inner);
    Style.write(
        pen,
        Style.SMALL,
        Style.FAINT_INK,
        "blue: brighter lowers it. Below: what the model sees.",
        MARGIN,
        MARGIN + 68,
        inner);
    for (int i = 0; i < columns; i++) {
      draw(pen, frame.samples().get(i), MARGIN + i * (width + GAP), MARGIN + HEADER);
    }
    int y = MARGIN + HEADER + column + 2 * GAP;
    int first = frames.getFirst().epoch();
    int last = frames.getLast().epoch();
    double done = last == first ? 1 : (double) (frame.epoch() - first) / (last - first);
    pen.setColor(Style.RULE);
    pen.fillRect(MARGIN, y, inner, BAR);
    pen.setColor(Style.FAINT_INK);
    pen.fillRect(MARGIN, y, (int) Math.round(done * inner), BAR);
    pen.dispose();
    return sheet;
  }

  private void draw(Graphics2D pen, AnimationFrame.Shown sample, int x, int y) {
    Style.write(pen, Style.SMALL, Style.INK, sample.id(), x, y + 12, width);
    drawPair(pen, sample, x, y + CAPTION - BETWEEN);
    int below = y + CAPTION + 2 * height + BETWEEN + 12;
    Style.write(pen, Style.SMALL, Style.INK, sample.verdict(), x, below, width);
    Style.write(
        pen,
        Style.SMALL,
        Style.FAINT_INK,
        "loss %s · map to ±%s"
            .formatted(NumberText.signed(sample.loss(), 3), NumberText.signed(sample.end(), 2)),
        x,
        below + 18,
        width);
  }

  private void drawPair(Graphics2D pen, AnimationFrame.Shown sample, int x, int y) {
    pen.drawImage(sample.gradient(), x, y, null);
    pen.setColor(Style.RULE);
    pen.drawRect(x, y, sample.gradient().getWidth() - 1, sample.gradient().getHeight() - 1);
    pen.drawImage(sample.picture(), x, y + height + BETWEEN, null);
  }

  /** Returns the strip: up to eight epochs side by side, the first and the last among them. */
  public BufferedImage strip() {
    List<AnimationFrame> chosen = chosen();
    int samples = chosen.getFirst().samples().size();
    int row = 2 * height + BETWEEN + 2 * CAPTION + GAP;
    int inner = Math.max(LEAST_WIDTH, chosen.size() * (width + GAP) - GAP);
    BufferedImage sheet =
        Style.sheet(2 * MARGIN + inner, MARGIN + STRIP_HEADER + CAPTION + samples * row + MARGIN);
    Graphics2D pen = Style.pen(sheet);
    Style.header(
        pen,
        title,
        List.of(
            "Above: ∂loss/∂pixel, each map to its own end.",
            "Orange: brighter raises the loss; blue: brighter lowers it.",
            "Below: what the model sees."),
        MARGIN,
        inner);
    for (int i = 0; i < chosen.size(); i++) {
      AnimationFrame frame = chosen.get(i);
      int x = MARGIN + i * (width + GAP);
      int y = MARGIN + STRIP_HEADER;
      Style.write(pen, Style.TEXT_BOLD, Style.INK, "epoch " + frame.epoch(), x, y + 14, width);
      y += CAPTION;
      for (AnimationFrame.Shown sample : frame.samples()) {
        Style.write(pen, Style.SMALL, Style.INK, i == 0 ? sample.id() : "", x, y + 14, width);
        drawPair(pen, sample, x, y + CAPTION);
        Style.write(
            pen,
            Style.SMALL,
            Style.FAINT_INK,
            "loss " + NumberText.signed(sample.loss(), 3),
            x,
            y + CAPTION + 2 * height + BETWEEN + 15,
            width);
        y += row;
      }
    }
    pen.dispose();
    return sheet;
  }

  private List<AnimationFrame> chosen() {
    int count = Math.min(MOST_ON_STRIP, frames.size());
    List<AnimationFrame> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = count == 1 ? 0 : (int) Math.round((double) i * (frames.size() - 1) / (count - 1));
      chosen.add(frames.get(place));
    }
    return chosen;
  }
}
