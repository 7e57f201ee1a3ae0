package dev.rawline.lab.statistic;

import java.util.Locale;

/** Which changes of the mean a chart looks for. */
public enum ChartSides {
  /** Either way. */
  BOTH,
  /** Upwards alone. */
  ABOVE,
  /** Downwards alone. */
  BELOW;

  /** Returns the choice's name for files and display. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
