package dev.rawline.imaging.frame;

import java.util.List;

/**
 * A record of parameters rejects its values for several reasons at once. A reason that concerns one
 * component begins with its name.
 */
public final class InvalidParametersException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Reports all reasons: each with the value, what was expected with its unit, and the remedy. */
  public InvalidParametersException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Reports all reasons.
   *
   * @param subject whose values they are, for the message: {@code sensor bench}
   */
  public InvalidParametersException(String subject, List<String> problems) {
    super("%s: %s".formatted(subject, String.join("; ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** Returns the reasons. */
  public List<String> problems() {
    return problems;
  }
}
