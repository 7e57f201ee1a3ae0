package dev.rawline.workbench.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.workbench.text.EstimateFormat;

/**
 * One of the numbers that people look for first.
 *
 * @param label what it is
 * @param value the number
 * @param unit its unit; may be empty
 * @param below a short remark, such as its interval
 */
public record KeyNumber(String label, String value, String unit, String below) {

  /** Returns an estimate with its interval. */
  public static KeyNumber of(String label, Estimate estimate, String unit, String withoutInterval) {
    String interval = EstimateFormat.interval(estimate);
    return new KeyNumber(
        label,
        EstimateFormat.value(estimate),
        unit,
        interval.isEmpty() ? withoutInterval : interval);
  }
}
