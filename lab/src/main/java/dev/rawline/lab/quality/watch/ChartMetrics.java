package dev.rawline.lab.quality.watch;

import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.workbench.book.RunLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Control charts after a file → metrics of the watch's run, from which one query over the lab book
 * lists all cameras that are out of control.
 *
 * <p>While all charts are within their limits a file is one metric. The step is the file's place in
 * the journal, from 1, so that it goes on in the next run.
 */
public final class ChartMetrics {
  /** The level of the chart that is farthest out, over its limit. */
  public static final String FARTHEST = "chart";

  /** Begins the name of a quantity's level over its limit, recorded while its chart signals. */
  public static final String ALARM = "chart_";

  /** When a file was checked at which a chart signals [s since 1970]. */
  public static final String TIME = "alarm_time";

  private static final double MILLIS = 1000;

  private ChartMetrics() {}

  /**
   * Returns the metrics of a file; none without charts.
   *
   * @param file its place in the journal
   * @param time when it was checked
   * @param charts the charts after it, by quantity
   */
  public static List<RunLog.Measured> of(
      long file, Instant time, Map<String, ? extends ControlScheme> charts) {
    List<RunLog.Measured> metrics = new ArrayList<>();
    double farthest = 0;
    for (Map.Entry<String, ? extends ControlScheme> entry : charts.entrySet()) {
      ControlScheme chart = entry.getValue();
      double level = chart.level() / chart.limit();
      if (Math.abs(level) > Math.abs(farthest)) {
        farthest = level;
      }
      if (chart.signals()) {
        metrics.add(new RunLog.Measured(ALARM + entry.getKey(), file, level));
      }
    }
    if (!metrics.isEmpty()) {
      metrics.add(new RunLog.Measured(TIME, file, time.toEpochMilli() / MILLIS));
    }
    if (!charts.isEmpty()) {
      metrics.addFirst(new RunLog.Measured(FARTHEST, file, farthest));
    }
    return metrics;
  }
}
