package dev.rawline.data.yaml;

import java.util.List;

/** A record of keys refuses its values for several reasons at once. */
public final class InvalidKeysException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  /** Reports all reasons: each what came, what was expected, and what to do. */
  public InvalidKeysException(List<String> mistakes) {
    super(String.join("; ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Returns the reasons. */
  public List<String> mistakes() {
    return mistakes;
  }
}
