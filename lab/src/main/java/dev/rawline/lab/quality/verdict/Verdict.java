package dev.rawline.lab.quality.verdict;

import java.util.List;
import java.util.Locale;

/** What was decided of a number, an image or a batch. */
public enum Verdict {
  /** Within all limits, uncertainty included. */
  PASS,
  /** Too near a limit for a decision. */
  WARN,
  /** Beyond a limit, uncertainty included. */
  FAIL;

  /** Returns the worst of some verdicts: {@link #PASS} of none. */
  public static Verdict worst(List<Verdict> verdicts) {
    return verdicts.stream().reduce(PASS, Verdict::orWorse);
  }

  /** Returns the worse of this verdict and another. */
  public Verdict orWorse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Returns its word in files and in sentences: {@code pass}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }
}
