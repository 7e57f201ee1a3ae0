package dev.rawline.lab.statistic;

/**
 * Of how many values a reference is, against which a chart's scores are taken.
 *
 * <p>Scores against n reference values are off by what the reference itself is off: their mean by
 * about 1 / √n, their deviation by about 1 / √(2 n), the same in every score. A chart that was
 * designed as if that were nothing keeps its average run length over many references about, and
 * falls far short of it with some of them. A design for n values therefore takes for in control
 * what lies as far off as with nine references of ten: 1.645 / √n, with a deviation of 1 + 0.6 /
 * √(2 n). Its limits are wider, and changes are found later.
 *
 * @param values n, at least 10
 */
public record ReferenceSize(int values) {
  /** The scores' mean is 0 and their deviation 1. */
  static final ReferenceSize ENDLESS = new ReferenceSize(Integer.MAX_VALUE);

  private static final int LEAST = 10;
  private static final double SHIFT = 1.645;

  /** Found by measuring: see ReferenceSizeTest. */
  private static final double DEVIATION = 0.6;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is too small
   */
  public ReferenceSize {
    if (values < LEAST) {
      throw new IllegalArgumentException(
          "a chart is designed for %d reference values: expected %d at least"
              .formatted(values, LEAST));
    }
  }

  /** Returns the mean of scores that a design takes for in control. */
  double shift() {
    return equals(ENDLESS) ? 0 : SHIFT / Math.sqrt(values);
  }

  /** Returns the deviation of scores that a design takes for in control. */
  double spread() {
    return equals(ENDLESS) ? 1 : 1 + DEVIATION / Math.sqrt(2.0 * values);
  }
}
