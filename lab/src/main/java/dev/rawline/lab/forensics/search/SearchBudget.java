package dev.rawline.lab.forensics.search;

/**
 * How long a search may look.
 *
 * @param evaluations how often the model may be evaluated, gradient or not; the same for every
 *     group
 * @param restarts from how many starts, which share the evaluations
 */
public record SearchBudget(int evaluations, int restarts) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a start would have fewer than two evaluations
   */
  public SearchBudget {
    if (restarts < 1 || evaluations < 2 * restarts) {
      throw new IllegalArgumentException(
          "a search of %d evaluations from %d starts: expected at least 1 start, and 2 evaluations for each"
              .formatted(evaluations, restarts));
    }
  }

  /** Returns the evaluations of a start, counted from 0; the first ones get what remains. */
  int of(int start) {
    return evaluations / restarts + (start < evaluations % restarts ? 1 : 0);
  }
}
