package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.BarChart;
import dev.rawline.workbench.plot.BarChart.Bar;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much of the accuracy drop each stage of the view explains, as bars with their intervals. */
public final class EffectBars {
  private EffectBars() {}

  /**
   * Draws the bars.
   *
   * @param metric the metric's name
   * @param effects the effects, one at least
   */
  public static Drawing of(String metric, List<MainEffect> effects) {
    return new BarChart(
            "Stages of the camera that explain the drop",
            "Additional drop if training and test conditions differ in a stage, all else equal; lines: 95 % intervals, over splits from five on, else over samples.",
            "drop of " + MetricLabel.of(metric),
            "share of the variance",
            0,
            effects.stream().map(EffectBars::bar).toList())
        .draw(effects.stream().map(EffectBars::note).collect(Collectors.joining("; ", "", ".")));
  }

  private static Bar bar(MainEffect effect) {
    Estimate found = effect.effect();
    return new Bar(
        effect.stage(),
        found.value(),
        found.low(),
        found.high(),
        percent(effect.share()),
        note(effect),
        Palette.BLUE);
  }

  /** Returns a share in percent: 43 %, < 1 %. */
  static String percent(double share) {
    return share > 0 && share < 0.01 ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String note(MainEffect effect) {
    return "%s: %s, %s of the variance"
        .formatted(
            effect.stage(), EstimateFormat.withInterval(effect.effect()), percent(effect.share()));
  }
}
