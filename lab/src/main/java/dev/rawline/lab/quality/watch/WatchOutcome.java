package dev.rawline.lab.quality.watch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a file that arrived. */
public enum WatchOutcome {
  /** It was judged. */
  JUDGED,
  /** It is not a whole file of the kind that is judged. */
  REFUSED;

  /** Returns the outcome's name in the journal. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the outcome of a name, if there is one. */
  static Optional<WatchOutcome> of(String word) {
    return Arrays.stream(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
  }
}
