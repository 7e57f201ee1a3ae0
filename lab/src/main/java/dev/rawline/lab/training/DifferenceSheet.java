package dev.rawline.lab.training;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.SequentialScale;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.MaskOutline;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Samples that a model saw under two conditions, which the title tells, a row for each: both
 * pictures with what it says of them, and |Δ| and log₁₀ |Δ| of the two, colour by colour.
 *
 * <p>|Δ| is the amount of the difference of two samples of views, 0 to 1. Its colours end at the
 * {@value #PERCENT}th percentile of all that the sheet shows; those of the logarithm go from 10⁻⁴
 * to 1, or as far below a power of ten where all differences are smaller than a hundredth. Where a
 * map is smaller than the picture, its pixels hold the mean of |Δ|. A picture that is nearly black
 * is shown brighter, and tells by how much.
 */
public final class DifferenceSheet {
  private static final double PERCENT = 99.5;
  private static final double ROUNDING = 1e-6;
  private static final int SIDE = 156;
  private static final int MARGIN = 28;
  private static final int GAP = 14;
  private static final int BLOCK = 30;
  private static final int CAPTION = 24;
  private static final int WORDS = 48;
  private static final int FIRST_LINE = 20;
  private static final int BAR = 12;
  private static final int LABEL = 18;
  private static final int LEGEND = 66;
  private static final int COLUMNS = 8;
  private static final int DECADES = 4;

  /** The largest differences from which on the logarithms go up to 1. */
  private static final double SMALL = 0.01;

  /** A picture whose brightest places are darker is shown brighter, up to what is bright. */
  private static final double DARK = 0.1;

  private static final double BRIGHT = 0.9;
  private static final Color TARGET = new Color(0x00e5ff);
  private static final Color SAID = new Color(0xe69f00);

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
   * @param lines what is told below it, two lines at most
   * @param samples the samples, one at least
   */
  public static BufferedImage draw(String title, List<String> lines, List<SideBySide> samples) {
    return draw(title, lines, List.of("as trained", "as tested"), samples);
  }

  /**
   * Draws a sheet.
   *
   * @param title the first line
   * @param lines what is told below it, two lines at most
   * @param heads what stands above the pictures of both columns
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
    int row = SIDE + WORDS + GAP;
    int width = 2 * MARGIN + COLUMNS * SIDE + (COLUMNS - 3) * GAP + 2 * BLOCK;
    int top = MARGIN + 34 + lines.size() * Style.LINE + CAPTION + 12;
    BufferedImage sheet = Style.sheet(width, top + samples.size() * row + LEGEND);
    Graphics2D pen = Style.pen(sheet);
    Style.header(pen, title, lines, MARGIN, width - 2 * MARGIN);
    int place = 0;
    for (Colour colour : Colour.values()) {
      String name = colour.name().toLowerCase(Locale.ROOT);
      head(pen, "|Δ| " + name, x(2 + place), top);
      head(pen, "log₁₀ |Δ| " + name, x(5 + place), top);
      place++;
    }
    head(pen, heads.getFirst(), x(0), top);
    head(pen, heads.getLast(), x(1), top);
    for (int i = 0; i < samples.size(); i++) {
      draw(pen, samples.get(i), top + i * row);
    }
    int bottom = top + samples.size() * row + 6;
    bar(pen, amounts, x(2), bottom, "|Δ| of the view");
    bar(pen, logarithms, x(5), bottom, "log₁₀ |Δ| of the view");
    legend(pen, bottom);
    pen.dispose();
    return sheet;
  }

  /** Where a column begins: the views, |Δ|, and its logarithm are blocks of their own. */
  private static int x(int column) {
    int blocks = (column >= 2 ? 1 : 0) + (column >= 5 ? 1 : 0);
    return MARGIN + column * (SIDE + GAP) + blocks * (BLOCK - GAP);
  }

  private static void head(Graphics2D pen, String text, int x, int top) {
    Style.write(pen, Style.TEXT_BOLD, Style.INK, text, x, top - 9, SIDE);
  }

  private void draw(Graphics2D pen, SideBySide sample, int y) {
    sight(pen, sample.trained(), x(0), y);
    sight(pen, sample.tested(), x(1), y);
    Style.write(
        pen,
        Style.SMALL,
        Style.FAINT_INK,
        sample.id(),
        x(2),
        y + SIDE + FIRST_LINE,
        3 * SIDE + 2 * GAP);
    View view = sample.trained().view();
    Thumbnail thumbnail = new Thumbnail(view.width(), view.height(), SIDE);
    thumbnail.add(0, amounts(sample));
    View means = thumbnail.means();
    int place = 0;
    for (Colour colour : Colour.values()) {
      map(pen, means, colour, amounts, false, x(2 + place), y);
      map(pen, means, colour, logarithms, true, x(5 + place), y);
      place++;
    }
  }

  private static View amounts(SideBySide sample) {
    View view = sample.trained().view();
    float[] amounts = new float[view.samples().length];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = sample.difference(i);
    }
    return new View(view.width(), view.height(), amounts);
  }

  private static void map(
      Graphics2D pen, View means, Colour colour, SequentialScale scale, boolean log, int x, int y) {
    BufferedImage map =
        new BufferedImage(means.width(), means.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < means.height(); row++) {
      for (int column = 0; column < means.width(); column++) {
        double amount = means.at(colour, row, column);
        double shown = log ? Math.log10(Math.max(amount, 1e-12)) : amount;
        map.setRGB(column, row, scale.of(shown).getRGB());
      }
    }
    picture(pen, map, x, y);
  }

  private static void sight(Graphics2D pen, SideBySide.Sight sight, int x, int y) {
    Thumbnail thumbnail = new Thumbnail(sight.view().width(), sight.view().height(), SIDE);
    double times = brightening(sight.view());
    thumbnail.add(0, times > 1 ? brighter(sight.view(), times) : sight.view());
    BufferedImage picture = fitted(thumbnail.image());
    if (sight.verdict() instanceof LabelledPrediction.OfPixels verdict) {
      MaskOutline.draw(picture, verdict.target(), TARGET);
      MaskOutline.draw(picture, verdict.said(), SAID);
    }
    picture(pen, picture, x, y);
    if (times > 1) {
      label(pen, "shown × " + NumberText.signed(times, 1), x, y);
    }
    int line = y + SIDE + FIRST_LINE;
    for (String words : words(sight.verdict())) {
      Font font = line == y + SIDE + FIRST_LINE ? Style.TEXT_BOLD.deriveFont(14f) : Style.SMALL;
      FontMetrics metrics = pen.getFontMetrics(font);
      Font fitting =
          metrics.stringWidth(words) > SIDE ? font.deriveFont(font.getSize2D() - 2) : font;
      Style.write(pen, fitting, Style.INK, words, x, line, SIDE);
      line += 18;
    }
  }

  /** Words within a picture, readable on any. */
  private static void label(Graphics2D pen, String words, int x, int y) {
    int width = pen.getFontMetrics(Style.SMALL).stringWidth(words) + 8;
    pen.setColor(Style.INK);
    pen.fillRect(x, y, width, LABEL);
    Style.write(pen, Style.SMALL, Color.WHITE, words, x + 4, y + LABEL - 5, SIDE);
  }

  private static List<String> words(LabelledPrediction verdict) {
    return switch (verdict) {
      case LabelledPrediction.OfClass said ->
          said.said() == said.target()
              ? List.of("✓ " + share(said), "right")
              : List.of("✗ " + share(said), "it is " + said.classes().get(said.target()));
      case LabelledPrediction.OfPixels said -> List.of(said.line());
      case LabelledPrediction.OfNumber said -> List.of(said.line());
    };
  }

  private static String share(LabelledPrediction.OfClass verdict) {
    return "%s %.0f %%"
        .formatted(
            verdict.classes().get(verdict.said()), 100 * verdict.shares().get(verdict.said()));
  }

  private static void picture(Graphics2D pen, BufferedImage picture, int x, int y) {
    BufferedImage fitted = fitted(picture);
    int left = x + (SIDE - fitted.getWidth()) / 2;
    int top = y + (SIDE - fitted.getHeight()) / 2;
    pen.drawImage(fitted, left, top, null);
    pen.setColor(Style.RULE);
    pen.drawRect(left, top, fitted.getWidth() - 1, fitted.getHeight() - 1);
  }

  /** A small picture fills its place, by neighbours where a whole number of times does not. */
  private static BufferedImage fitted(BufferedImage picture) {
    double times = (double) SIDE / Math.max(picture.getWidth(), picture.getHeight());
    if (times <= 1) {
      return picture;
    }
    BufferedImage fitted =
        new BufferedImage(
            (int) Math.round(times * picture.getWidth()),
            (int) Math.round(times * picture.getHeight()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = fitted.createGraphics();
    pen.drawImage(picture, 0, 0, fitted.getWidth(), fitted.getHeight(), null);
    pen.dispose();
    return fitted;
  }

  private static void bar(Graphics2D pen, SequentialScale scale, int x, int y, String name) {
    int width = 2 * SIDE;
    for (int i = 0; i < width; i++) {
      pen.setColor(scale.of(scale.at(i / (width - 1.0))));
      pen.fillRect(x + i, y, 1, BAR);
    }
    pen.setColor(Style.FAINT_INK);
    pen.drawRect(x, y, width - 1, BAR - 1);
    for (int tick = 0; tick <= 4; tick++) {
      double number = scale.at(tick / 4.0);
      String text = NumberText.plain(number);
      int at = x + (width - 1) * tick / 4;
      int half = pen.getFontMetrics(Style.SMALL).stringWidth(text) / 2;
      Style.write(pen, Style.SMALL, Style.INK, text, at - half, y + BAR + 17, 100);
    }
    Style.write(pen, Style.SMALL, Style.FAINT_INK, name, x + width + 24, y + BAR - 1, SIDE + GAP);
  }

  private void legend(Graphics2D pen, int y) {
    if (samples.getFirst().trained().verdict() instanceof LabelledPrediction.OfPixels) {
      Style.write(
          pen,
          Style.SMALL,
          Style.FAINT_INK,
          "cyan: target; orange: prediction",
          MARGIN,
          y + BAR,
          2 * SIDE);
    }
  }
}
