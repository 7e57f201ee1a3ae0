package dev.rawline.lab.acquisition;

import dev.rawline.lab.drift.BySplit;
import dev.rawline.lab.drift.Condition;

/**
 * A way to acquire samples, what it costs, and how well models do with it.
 *
 * @param condition what is otherwise than recorded
 * @param cost what it costs
 * @param metric how well models do, by split
 */
public record Priced(Condition condition, Cost cost, BySplit metric) {

  /** Returns the way in words ({@link WayWords}). */
  public String words() {
    return WayWords.of(condition);
  }
}
