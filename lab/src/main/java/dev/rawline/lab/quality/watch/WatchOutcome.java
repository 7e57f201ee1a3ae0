package dev.rawline.lab.quality.watch;

import java.util.Arrays;
import java.util.Optional;

/** What came of a file that arrived. */
public enum WatchOutcome {
  /** It was judged. */
  JUDGED("judged"),
  /** It is not a whole file of the kind that is judged. */
  REFUSED("refused");

  private final String word;

  WatchOutcome(String word) {
    this.word = word;
  }

  /** Returns the outcome's name in the journal. */
  public String word() {
    return word;
  }

  /** Returns the outcome of a name, if there is one. */
  static Optional<WatchOutcome> of(Object word) {
    return Arrays.stream(values()).filter(outcome -> outcome.word.equals(word)).findFirst();
  }
}
