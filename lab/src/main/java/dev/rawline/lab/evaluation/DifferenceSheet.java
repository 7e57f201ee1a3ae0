package dev.rawline.lab.evaluation;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.SequentialScale;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Samples that a model saw under two conditions, given in the title, a row for each: both pictures
 * with its prediction, and |Δ| and log₁₀ |Δ| of the two, colour by colour.
 *
 * <p>|Δ| is the amount of the difference of two samples of views, 0 to 1. Its colours end at the
 * {@value #PERCENT}th percentile of all that the sheet shows; those of the logarithm go from 10⁻⁴
 * to 1, or as far below a power of ten where all differences are smaller than a hundredth. Where a
 * map is smaller than the picture, its pixels hold the mean of |Δ|. A picture that is nearly black
 * is shown brighter, with the factor.
 */
public final class DifferenceSheet {
  private static final double PERCENT = 99.5;
  private static final double ROUNDING = 1e-6;
  private static final int SIDE = 160;
  private static final int GAP = 14;
  private static final int BLOCK = 30;
  private static final int DECADES = 4;

  /** The largest differences from which on the logarithms go up to 1. */
  private static final double SMALL = 0.01;

  /** A picture whose brightest places are darker is shown brighter, up to what is bright. */
  private static final double DARK = 0.1;

  private static final double BRIGHT = 0.9;

  private final List<SideBySide> samples;
  private final SequentialScale amounts;
  private final SequentialScale logarithms;

  private DifferenceSheet(List<SideBySide> samples) {
    this.samples = samples;
    double end = Math.max(1e-6, percentile(differences(samples)));
    double power = Math.pow(10, Math.floor(Math.log10(end)));
    this.amounts = new SequentialScale(0, Math.ceil(end / power * (1 - ROUNDING)) * power);
    double top = end < SMALL ? Math.ceil(Math.log10(end) - ROUNDING) : 0;
    this.logarithms = new SequentialScale(top - DECADES, top);
  }

  /**
   * Draws a sheet.
   *
   * @param title the first line
   * @param lines the lines below it, two at most
   * @param heads the heads of both columns of pictures
   * @param samples the samples, one at least
   */
  public static BufferedImage draw(
      String title, List<String> lines, List<String> heads, List<SideBySide> samples) {
    return new DifferenceSheet(List.copyOf(samples)).sheet(title, lines, heads);
  }

  private static float[] differences(List<SideBySide> samples) {
    int size = samples.stream().mapToInt(each -> each.trained().view().samples().length).sum();
    float[] all = new float[size];
    int at = 0;
    for (SideBySide sample : samples) {
      for (int i = 0; i < sample.trained().view().samples().length; i++) {
        all[at++] = sample.difference(i);
      }
    }
    return all;
  }

  private static double percentile(float... numbers) {
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(PERCENT / 100 * (sorted.length - 1))];
  }

  /** Returns what a picture is multiplied by to be seen: 1, or 1, 2 or 5 times a power of ten. */
  static double brightening(View view) {
    double brightest = percentile(view.samples());
    if (!(brightest > 0 && brightest < DARK)) {
      return 1;
    }
    double most = BRIGHT / brightest;
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
  }

  private static View brighter(View view, double times) {
    float[] samples = view.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.min(1, times * samples[i]);
    }
    return new View(view.width(), view.height(), samples);
  }

  private BufferedImage sheet(String title, List<String> lines, List<String> heads) {
    List<Block> rows = new ArrayList<>();
    rows.add(
        row(
            heads.stream().map(head -> Block.name(head, SIDE)).toList(),
            colour -> Block.name("|Δ| " + name(colour), SIDE),
            colour -> Block.name("log₁₀ |Δ| " + name(colour), SIDE)));
    samples.forEach(sample -> rows.add(row(sample)));
    boolean masks = samples.getFirst().trained().verdict() instanceof LabelledPrediction.OfPixels;
    rows.add(
        Block.row(
            BLOCK,
            List.of(
                Block.note(masks ? "cyan: target; orange: prediction" : "", 2 * SIDE + GAP),
                bar(amounts, "|Δ| of the view"),
                bar(logarithms, "log₁₀ |Δ| of the view"))));
    return Block.column(GAP / 2, rows).sheet(title, lines, 0);
  }

  private static String name(Colour colour) {
    return colour.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a row of three groups: the views, |Δ|, and its logarithm. */
  private static Block row(
      List<Block> views, Function<Colour, Block> amounts, Function<Colour, Block> logarithms) {
    return Block.row(
        BLOCK,
        List.of(
            Block.row(GAP, views),
            Block.row(GAP, Arrays.stream(Colour.values()).map(amounts).toList()),
            Block.row(GAP, Arrays.stream(Colour.values()).map(logarithms).toList())));
  }

  private Block row(SideBySide sample) {
    View view = sample.trained().view();
    Thumbnail thumbnail = new Thumbnail(view.width(), view.height(), SIDE);
    thumbnail.add(0, amounts(sample));
    View means = thumbnail.means();
    Block id = Block.note(sample.id(), 3 * SIDE + 2 * GAP);
    return row(
            List.of(preview(sample.trained()), preview(sample.tested())),
            colour -> map(means, colour, amounts, false),
            colour -> map(means, colour, logarithms, true))
        .overlaid(id, 2 * SIDE + GAP + BLOCK, SIDE + 4);
  }

  private static View amounts(SideBySide sample) {
    View view = sample.trained().view();
    float[] amounts = new float[view.samples().length];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = sample.difference(i);
    }
    return new View(view.width(), view.height(), amounts);
  }

  private static Block map(View means, Colour colour, SequentialScale scale, boolean log) {
    BufferedImage map =
        new BufferedImage(means.width(), means.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < means.height(); row++) {
      for (int column = 0; column < means.width(); column++) {
        double amount = means.at(colour, row, column);
        double shown = log ? Math.log10(Math.max(amount, 1e-12)) : amount;
        map.setRGB(column, row, scale.of(shown).getRGB());
      }
    }
    return Block.framed(Thumbnail.fitted(map, SIDE)).within(SIDE, SIDE);
  }

  private static Block preview(SideBySide.Side side) {
    double times = brightening(side.view());
    BufferedImage picture =
        Thumbnail.fitted(times > 1 ? brighter(side.view(), times) : side.view(), SIDE);
    if (side.verdict() instanceof LabelledPrediction.OfPixels verdict) {
      verdict.outline(picture);
    }
    Block shown = Block.framed(picture).within(SIDE, SIDE);
    List<Block> parts = new ArrayList<>();
    parts.add(
        times > 1
            ? shown.overlaid(Block.label("shown × " + NumberText.signed(times, 1)), 0, 0)
            : shown);
    parts.add(Block.space(0, 4));
    Font font = Style.SMALL.deriveFont(Font.BOLD);
    for (String words : words(side.verdict())) {
      parts.add(Block.text(words, font, Style.INK, SIDE));
      font = Style.SMALL;
    }
    return Block.column(0, parts);
  }

  private static List<String> words(LabelledPrediction verdict) {
    return switch (verdict) {
      case LabelledPrediction.OfClass found ->
          found.predicted() == found.target()
              ? List.of("✓ " + share(found), "right")
              : List.of("✗ " + share(found), "it is " + found.classes().get(found.target()));
      case LabelledPrediction.OfPixels found -> List.of(found.line());
      case LabelledPrediction.OfNumber found -> List.of(found.line());
    };
  }

  private static String share(LabelledPrediction.OfClass verdict) {
    return "%s %.0f %%"
        .formatted(
            verdict.classes().get(verdict.predicted()),
            100 * verdict.shares().get(verdict.predicted()));
  }

  private static Block bar(SequentialScale scale, String name) {
    return Block.row(2 * GAP, List.of(Block.scale(scale, 2 * SIDE), Block.note(name, SIDE)));
  }
}
