package dev.rawline.lab.statistic;

/** Which changes of the mean a chart looks for. */
public enum ChartSides {
  /** Either way. */
  BOTH("both"),
  /** Upwards alone. */
  ABOVE("above"),
  /** Downwards alone. */
  BELOW("below");

  private final String word;

  ChartSides(String word) {
    this.word = word;
  }

  /** Returns the choice's name for files and people. */
  public String word() {
    return word;
  }
}
