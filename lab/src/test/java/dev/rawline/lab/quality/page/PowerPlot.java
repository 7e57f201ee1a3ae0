package dev.rawline.lab.quality.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.WilsonInterval;
import dev.rawline.lab.quality.page.PowerCurve.Found;
import dev.rawline.lab.quality.page.PowerCurve.Way;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How often drifts are detected over the number of images, a small plot a drift: a colour a
 * strength, solid by the physics of the sensor, dashed by mean and contrast alone.
 */
public final class PowerPlot {
  private static final int WIDTH = 1000;
  private static final int ACROSS = 3;
  private static final int LEFT = 46;
  private static final int PLOT = 264;
  private static final int HEIGHT = 210;
  private static final int ABOVE = 30;
  private static final int BELOW = 52;
  private static final int LINE = 17;

  /** How often a drift is to be detected where numbers of images are compared. */
  private static final double WANTED = 0.8;

  private static final Color WEAK = new Color(0xe69f00);
  private static final List<Color> COLOURS =
      List.of(WEAK, new Color(0xd55e00), new Color(0x0072b2), new Color(0x1c1c1c));
  private static final String TITLE = "How many images it takes to detect a drift";

  private PowerPlot() {}

  /**
   * What was counted of one drift.
   *
   * @param drift what drifts: "gain"
   * @param curves a curve a strength and way, from weak to strong
   */
  public record Panel(String drift, List<PowerCurve> curves) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no curve
     */
    public Panel {
      curves = List.copyOf(curves);
      if (curves.isEmpty()) {
        throw new IllegalArgumentException(drift + ": no power curve");
      }
    }

    List<String> strengths() {
      return List.copyOf(new LinkedHashSet<>(curves.stream().map(PowerCurve::strength).toList()));
    }
  }

  /**
   * Draws the plots.
   *
   * @param falseAlarms the stated share of false alarms: of batches without drift that are reported
   *     as drifted
   * @throws IllegalArgumentException if there is none
   */
  public static Drawing of(List<Panel> panels, double falseAlarms) {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("no drift was looked for");
    }
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        sketch.header(
            TITLE,
            List.of(
                "Share of the batches that are reported as drifted, bars: 95 %% intervals. Lowest line: %s, the stated share of false alarms. Below each plot: how many images detect %s of the batches."
                    .formatted(percent(falseAlarms), percent(WANTED))),
            WIDTH);
    top = legend(sketch, top + 24) + 6;
    int least = Integer.MAX_VALUE;
    int most = 1;
    int strengths = 1;
    for (Panel panel : panels) {
      strengths = Math.max(strengths, panel.strengths().size());
      for (PowerCurve curve : panel.curves()) {
        least = Math.min(least, curve.found().getFirst().images());
        most = Math.max(most, curve.found().getLast().images());
      }
    }
    int height = ABOVE + HEIGHT + BELOW + strengths * LINE;
    for (int i = 0; i < panels.size(); i++) {
      int x = DrawingBuilder.MARGIN + LEFT + (i % ACROSS) * (PLOT + LEFT + 14);
      int y = top + (i / ACROSS) * height + ABOVE;
      new Plot(sketch, panels.get(i), x, y, least, Math.max(most, 2 * least)).draw(falseAlarms);
    }
    return sketch.drawing(
        WIDTH,
        top + Math.ceilDiv(panels.size(), ACROSS) * height + 10,
        TITLE,
        String.join(". ", panels.stream().map(PowerPlot::description).toList()) + ".");
  }

  private static int legend(DrawingBuilder sketch, int y) {
    double x = DrawingBuilder.MARGIN;
    for (Way way : Way.values()) {
      List<Point> points = List.of(new Point(x, y - 5.0), new Point(x + 34, y - 5.0));
      line(sketch, points, way, Style.INK);
      sketch.words(x + 42, y, words(way), FontStyle.TEXT, Style.INK, Anchor.START);
      x += 42 + FontStyle.TEXT.width(words(way)) + 28;
    }
    return y;
  }

  private static String words(Way way) {
    return switch (way) {
      case PHYSICS -> "by the physics of the sensor";
      case PLAIN -> "by the mean and contrast of each channel";
    };
  }

  private static void line(DrawingBuilder sketch, List<Point> points, Way way, Color colour) {
    switch (way) {
      case PHYSICS -> sketch.line(points, colour, 2.2);
      case PLAIN -> sketch.dashed(points, colour, 1.6);
    }
  }

  private static String percent(double share) {
    return NumberText.brief(100 * share) + " %";
  }

  /** One plot, whose inside begins at a place [px]. */
  private record Plot(
      DrawingBuilder sketch, Panel panel, double left, double top, double least, double most) {
    double x(double images) {
      return left + 8 + (PLOT - 16) * Math.log(images / least) / Math.log(most / least);
    }

    double y(double share) {
      return top + HEIGHT * (1.03 - share) / 1.06;
    }

    void draw(double falseAlarms) {
      sketch.words(
          left,
          top - 9,
          FontStyle.TEXT_BOLD.fitting(panel.drift(), PLOT),
          FontStyle.TEXT_BOLD,
          Style.INK,
          Anchor.START);
      drawShares();
      sketch.line(left, y(falseAlarms), left + PLOT, y(falseAlarms), Style.FAINT_INK, 1.4);
      drawImages(top + HEIGHT);
      List<String> strengths = panel.strengths();
      for (PowerCurve curve : panel.curves()) {
        draw(curve, colour(strengths, curve.strength()));
      }
      sketch.frame(left, top, PLOT, HEIGHT, Style.RULE, 1);
      drawNeeded(strengths, top + HEIGHT + BELOW);
    }

    private void drawShares() {
      for (double share : new double[] {0, 0.25, 0.5, 0.75, 1}) {
        sketch.line(left, y(share), left + PLOT, y(share), Style.RULE, 1);
        sketch.words(
            left - 6,
            y(share) + 4,
            NumberText.plain(share),
            FontStyle.SMALL,
            Style.INK,
            Anchor.END);
      }
    }

    private void drawImages(double bottom) {
      for (double images = Math.pow(2, Math.ceil(Math.log(least) / Math.log(2) - 1e-9));
          images <= most;
          images *= most / least > 300 ? 4 : 2) {
        sketch.line(x(images), bottom, x(images), bottom + 4, Style.FAINT_INK, 1);
        sketch.words(
            x(images),
            bottom + 17,
            NumberText.plain(images),
            FontStyle.SMALL,
            Style.INK,
            Anchor.MIDDLE);
      }
      sketch.words(
          left + PLOT / 2.0,
          bottom + 34,
          "images in a batch",
          FontStyle.SMALL,
          Style.FAINT_INK,
          Anchor.MIDDLE);
    }

    private void drawNeeded(List<String> strengths, double firstLine) {
      for (int i = 0; i < strengths.size(); i++) {
        double y = firstLine + i * LINE;
        Color colour = colour(strengths, strengths.get(i));
        sketch.fill(left, y - 9, 10, 10, colour, "");
        sketch.words(
            left + 16,
            y,
            FontStyle.SMALL.fitting(needed(panel, strengths.get(i)), PLOT - 16.0),
            FontStyle.SMALL,
            Style.INK,
            Anchor.START);
      }
    }

    private void draw(PowerCurve curve, Color colour) {
      List<Point> points = new ArrayList<>();
      for (Found found : curve.found()) {
        double x = x(found.images());
        Estimate share = WilsonInterval.of(found.share(), found.batches());
        sketch.line(x, y(share.low()), x, y(share.high()), colour, 1);
        points.add(new Point(x, y(found.share())));
      }
      line(sketch, points, curve.way(), colour);
      for (int i = 0; i < points.size(); i++) {
        Found found = curve.found().get(i);
        String note =
            "%s, %s: %d of %d batches of %d images"
                .formatted(
                    curve.strength(),
                    words(curve.way()),
                    found.detected(),
                    found.batches(),
                    found.images());
        Point at = points.get(i);
        switch (curve.way()) {
          case PHYSICS -> sketch.dot(at.x(), at.y(), 3.4, colour, note);
          case PLAIN -> {
            sketch.dot(at.x(), at.y(), 3.4, colour, note);
            sketch.dot(at.x(), at.y(), 2, Color.WHITE, note);
          }
        }
      }
    }
  }

  /** Strengths from weak to strong; those beyond the colours share the last. */
  private static Color colour(List<String> strengths, String strength) {
    return COLOURS.get(Math.min(strengths.indexOf(strength), COLOURS.size() - 1));
  }

  private static String needed(Panel panel, String strength) {
    List<String> ways = new ArrayList<>();
    for (PowerCurve curve : panel.curves()) {
      if (curve.strength().equals(strength)) {
        ways.add(needed(curve) + (curve.way() == Way.PHYSICS ? " by physics" : " plain"));
      }
    }
    return strength + ": " + String.join(", ", ways);
  }

  private static String needed(PowerCurve curve) {
    Found fewest = curve.found().getFirst();
    OptionalDouble images = curve.images(WANTED);
    if (images.isEmpty()) {
      return "> %d".formatted(curve.found().getLast().images());
    }
    return fewest.share() >= WANTED
        ? "≤ %d".formatted(fewest.images())
        : String.format(
            Locale.ROOT, images.getAsDouble() < 10 ? "%.1f" : "%.0f", images.getAsDouble());
  }

  private static String description(Panel panel) {
    return panel.drift()
        + ": "
        + String.join("; ", panel.strengths().stream().map(each -> needed(panel, each)).toList());
  }
}
