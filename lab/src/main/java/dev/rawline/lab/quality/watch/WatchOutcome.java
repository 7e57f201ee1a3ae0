package dev.rawline.lab.quality.watch;

import java.util.Locale;

/** What came of a file that arrived. */
public enum WatchOutcome {
  /** It was checked. */
  JUDGED,
  /** It is not a complete file of the kind that is checked. */
  REFUSED;

  /** Returns the outcome's name in the journal. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
