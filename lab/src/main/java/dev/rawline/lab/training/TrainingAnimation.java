package dev.rawline.lab.training;

import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A training run as a film: gradients above pictures, one column a sample, epoch after epoch; and
 * as a strip of still pictures, one column an epoch.
 */
final class TrainingAnimation {
  private static final int GAP = 14;
  private static final int BETWEEN = 6;
  private static final int BAR = 8;
  private static final int MOST_ON_STRIP = 8;
  private static final int LEAST_WIDTH = 560;

  private static final List<String> LINES =
      List.of(
          "Above: ∂loss/∂pixel, each map to its own end.",
          "Orange: brighter raises the loss; blue: brighter lowers it.",
          "Below: the input of the model.");

  /**
   * The samples of a training run at the end of one epoch.
   *
   * @param epoch the epoch, from 1
   * @param samples the samples, always in the same order
   */
  record Epoch(int epoch, List<Shown> samples) {}

  /**
   * One sample.
   *
   * @param tracked what tracking recorded of it
   * @param picture the picture that the data model made
   * @param gradient the map of the gradient by it, as large
   */
  record Shown(TrackSamples.Index.Tracked tracked, BufferedImage picture, BufferedImage gradient) {}

  private final String title;
  private final List<Epoch> frames;
  private final int width;
  private final int height;

  /**
   * Prepares a film.
   *
   * @param title what the run is called
   * @param frames at least one, all of the same samples
   */
  TrainingAnimation(String title, List<Epoch> frames) {
    this.title = title;
    this.frames = List.copyOf(frames);
    this.width = largest(BufferedImage::getWidth);
    this.height = largest(BufferedImage::getHeight);
  }

  private int largest(ToIntFunction<BufferedImage> side) {
    return frames.stream()
        .flatMap(frame -> frame.samples().stream())
        .map(Shown::picture)
        .mapToInt(side)
        .max()
        .orElseThrow();
  }

  /** Returns the frames of the film, all of one size. */
  List<BufferedImage> film() {
    return frames.stream().map(this::draw).toList();
  }

  private BufferedImage draw(Epoch frame) {
    Block samples = Block.row(GAP, frame.samples().stream().map(this::column).toList());
    int inner = Math.max(LEAST_WIDTH, samples.width());
    int first = frames.getFirst().epoch();
    int last = frames.getLast().epoch();
    double done = last == first ? 1 : (double) (frame.epoch() - first) / (last - first);
    Block bar =
        Block.filled(inner, BAR, Style.RULE)
            .overlaid(Block.filled((int) Math.round(done * inner), BAR, Style.FAINT_INK), 0, 0);
    return Block.column(GAP, List.of(samples, bar))
        .sheet("epoch %d · %s".formatted(frame.epoch(), title), LINES, LEAST_WIDTH);
  }

  private Block column(Shown sample) {
    return Block.column(
        BETWEEN / 2,
        List.of(
            line(sample.tracked().id()),
            pair(sample),
            line(sample.tracked().verdict()),
            Block.note(
                "%s · map to ±%s"
                    .formatted(loss(sample), NumberText.signed(sample.tracked().gradientEnd(), 2)),
                width)));
  }

  private Block line(String text) {
    return Block.text(text, Style.SMALL, Style.INK, width);
  }

  private Block pair(Shown sample) {
    return Block.column(
        BETWEEN,
        List.of(
            Block.framed(sample.gradient()).within(width, height),
            Block.picture(sample.picture()).within(width, height)));
  }

  private static String loss(Shown sample) {
    return "loss " + NumberText.signed(sample.tracked().loss(), 3);
  }

  /** Returns the strip: up to eight epochs side by side, the first and the last among them. */
  BufferedImage strip() {
    List<Block> columns = new ArrayList<>();
    for (Epoch frame : chosen()) {
      List<Block> column = new ArrayList<>();
      column.add(Block.name("epoch " + frame.epoch(), width));
      for (Shown sample : frame.samples()) {
        column.add(line(columns.isEmpty() ? sample.tracked().id() : ""));
        column.add(pair(sample));
        column.add(Block.note(loss(sample), width));
        column.add(Block.space(0, GAP));
      }
      columns.add(Block.column(BETWEEN / 2, column));
    }
    return Block.row(GAP, columns).sheet(title, LINES, LEAST_WIDTH);
  }

  private List<Epoch> chosen() {
    int count = Math.min(MOST_ON_STRIP, frames.size());
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                frames.get(
                    count == 1
                        ? 0
                        : (int) Math.round((double) i * (frames.size() - 1) / (count - 1))))
        .toList();
  }
}
