package dev.rawline.lab.dataset;

import java.util.List;
import java.util.Locale;

/**
 * One thing that a check of a data set found, as one line.
 *
 * @param severity how bad it is
 * @param what what was found and why it matters, without a full stop
 * @param samples the ids of the samples that it concerns, or other names
 */
public record DataSetProblem(Severity severity, String what, List<String> samples) {
  private static final int SHOWN = 3;

  /** How bad something is. */
  public enum Severity {
    /** Results would be wrong. */
    ERROR,
    /** A person should look. */
    WARNING,
    /** Good to know. */
    NOTE;

    /** Returns the word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public DataSetProblem {
    samples = List.copyOf(samples);
  }

  /** Returns the finding as one line, with some of the samples. */
  public String line() {
    String some = String.join(", ", samples.subList(0, Math.min(SHOWN, samples.size())));
    return "%s: %s%s%s"
        .formatted(
            severity.word(),
            what,
            samples.isEmpty() ? "" : " – " + some,
            samples.size() > SHOWN ? " and %d more".formatted(samples.size() - SHOWN) : "");
  }
}
