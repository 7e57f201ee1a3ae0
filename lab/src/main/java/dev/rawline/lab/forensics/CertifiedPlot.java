package dev.rawline.lab.forensics;

import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.forensics.certify.SmoothedParameter;
import dev.rawline.lab.forensics.certify.WorstVote;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import dev.rawline.workbench.text.NumberText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Certified accuracy over the size of the region of cameras, beside what a search leaves of it and
 * the clean accuracy; of a single parameter with its own unit along the upper edge.
 */
final class CertifiedPlot {
  private static final int HEIGHT = 320;
  private static final int LEFT = 84;
  private static final int RIGHT = 40;
  private static final int ABOVE = 52;
  private static final int TICK = 5;
  private static final int TICKS = 7;
  private static final double FAINT = 1.6;
  private static final double STRONG = 2.2;

  private CertifiedPlot() {}

  /** Draws the plot. */
  static Drawing of(CertifiedAccuracy found) {
    boolean isSingle = found.parameters().size() == 1;
    Figure figure =
        new Figure(
            "Certified accuracy: " + found.names(),
            String.format(
                Locale.ROOT,
                "The vote over %d drawn cameras, %d samples%s. Certified: the vote stays right for every camera within the distance, confidence %s for each sample (band: 95 %% interval over samples). Searched: no camera within the distance was found at which the vote is wrong.",
                found.draws(),
                found.samples(),
                found.models() > 1 ? " of %d models".formatted(found.models()) : "",
                NumberText.plain(100 * found.confidence()) + " %"));
    double end = found.curve().getLast().radius();
    if (isSingle) {
      figure.space(ABOVE);
    }
    Axes axes =
        figure
            .axes(LEFT, RIGHT, HEIGHT, AxisScale.linear(0, end), AxisScale.linear(0, 1))
            .yTicks(6)
            .xTicks(9)
            .frame()
            .xName(
                isSingle
                    ? "distance of the camera from the default one (σ)"
                    : "distance of the camera from the default one (in σ of each parameter,"
                        + " all together)")
            .yName("accuracy");
    if (isSingle) {
      above(figure, axes, found.parameters().getFirst(), end);
    }
    Pen certified = Pen.solid(Palette.BLUE, STRONG);
    Pen searched = Pen.dashed(Palette.ORANGE, STRONG);
    Pen clean = Pen.solid(Style.FAINT_INK, FAINT);
    Pen single = Pen.dotted(Style.FAINT_INK, FAINT);
    List<CertifiedAccuracy.Point> curve = found.curve();
    axes.area(
        curve.stream().map(at -> new Point(at.radius(), at.high())).toList(),
        curve.stream().map(at -> new Point(at.radius(), at.low())).toList(),
        Palette.pale(Palette.SKY));
    axes.level(found.clean(), clean);
    axes.level(found.single(), single);
    axes.line(curve.stream().map(at -> new Point(at.radius(), at.searched())).toList(), searched);
    axes.line(curve.stream().map(at -> new Point(at.radius(), at.certified())).toList(), certified);
    axes.points(
        found.cameras().stream().map(CertifiedPlot::point).toList(),
        Symbol.SQUARE,
        4,
        Palette.GREEN);
    figure.legend(
        LEFT,
        List.of(
            LegendKey.line("certified", certified),
            LegendKey.line("searched, for each sample", searched),
            LegendKey.points(
                found.cameras().isEmpty() ? "" : "worst single camera",
                Symbol.SQUARE,
                Palette.GREEN),
            LegendKey.line("vote at the default camera", clean),
            LegendKey.line("model without a vote", single)));
    return figure.drawing(description(found));
  }

  private static Point point(WorstVote camera) {
    return new Point(camera.radius(), camera.accuracy());
  }

  /** Draws the scale of a single parameter along the upper edge. */
  private static void above(Figure figure, Axes axes, SmoothedParameter parameter, double end) {
    for (double value : AxisScale.round(parameter.end(0), parameter.end(end), TICKS)) {
      double x = axes.x(parameter.distance(value));
      figure.line(x, axes.top(), x, axes.top() - TICK, Style.FAINT_INK, 1);
      figure.words(
          x, axes.top() - 10, NumberText.plain(value), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
    }
    figure.words(
        axes.left() + axes.width() / 2,
        axes.top() - 30,
        parameter.axis(),
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE);
  }

  private static String description(CertifiedAccuracy found) {
    return "Clean accuracy %s; %s."
        .formatted(
            NumberText.signed(found.clean(), 3),
            found.curve().stream()
                .filter(at -> found.curve().indexOf(at) % 10 == 0)
                .map(
                    at ->
                        "at %s σ certified %s, searched %s"
                            .formatted(
                                NumberText.plain(at.radius()),
                                NumberText.signed(at.certified(), 3),
                                NumberText.signed(at.searched(), 3)))
                .collect(Collectors.joining("; ")));
  }
}
