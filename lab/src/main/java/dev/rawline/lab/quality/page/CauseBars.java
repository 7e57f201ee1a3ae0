package dev.rawline.lab.quality.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.workbench.plot.BarChart;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far each drift parameter must have moved to explain a batch, as bars with their 95 %
 * intervals. Parameters of all units share one axis: a change as a multiple of what counts as none.
 */
final class CauseBars {
  private static final double PERCENT = 100;
  private static final Color OTHERS = new Color(0x7f9db0);

  private CauseBars() {}

  /** Draws the bars: the parameters of the causes first; none where no interval is bounded. */
  static Optional<Drawing> of(Attribution found) {
    List<BarChart.Bar> bars =
        Stream.concat(bars(found.chosen(), Palette.ORANGE), bars(found.others(), OTHERS)).toList();
    if (bars.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BarChart(
                "Which change of the camera explains the batch",
                "Each change as a multiple of its negligible range (green); lines: 95 % intervals. Orange: the causes to which the batch is attributed.",
                "change, as a multiple of its negligible range",
                "change",
                1,
                bars)
            .draw(
                bars.stream().map(BarChart.Bar::note).collect(Collectors.joining("; ", "", "."))));
  }

  private static Stream<BarChart.Bar> bars(List<Attribution.Fitted> fitted, Color colour) {
    return fitted.stream()
        .filter(each -> each.estimate().isBounded())
        .map(each -> bar(each, colour));
  }

  private static BarChart.Bar bar(Attribution.Fitted fitted, Color colour) {
    Estimate change = change(fitted);
    // What could be detected, half its interval, is the largest change that counts as none.
    double none = Math.max(1e-9, change.halfWidth());
    String name = fitted.number().toString().replace('_', ' ');
    String words = words(change) + " " + (fitted.number().isRatio() ? "%" : fitted.number().unit());
    return new BarChart.Bar(
        name,
        change.value() / none,
        change.low() / none,
        change.high() / none,
        words,
        name + " " + words,
        colour);
  }

  /** Returns the change from the camera as it was, ratios in percent. */
  private static Estimate change(Attribution.Fitted fitted) {
    double neutral = fitted.number().value(0);
    double factor = fitted.number().isRatio() ? PERCENT : 1;
    Estimate found = fitted.estimate();
    return new Estimate(
        factor * (found.value() - neutral),
        factor * (found.low() - neutral),
        factor * (found.high() - neutral));
  }

  /** Returns the change in words: {@code −38.0 ± 2.0}. */
  private static String words(Estimate change) {
    double half = change.halfWidth();
    return half > 0
        ? Decimals.resolving(half).signed(change.value())
            + " "
            + EstimateFormat.reach(change, Decimals.resolving(half))
        : NumberText.signed(change.value(), 3);
  }
}
