package dev.rawline.lab.tolerance;

import java.util.Locale;

/** What a measurement shows of a metric that may be worse by a margin at most. */
public enum ToleranceOutcome {
  /** It is worse by significantly less than the margin: non-inferior. */
  TOLERATED,

  /** Neither is shown: more samples may decide. */
  UNDECIDED,

  /** It is worse by significantly more than the margin. */
  EXCEEDED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
