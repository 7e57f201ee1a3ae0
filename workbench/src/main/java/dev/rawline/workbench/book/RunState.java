package dev.rawline.workbench.book;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far a run is. */
public enum RunState {
  /** It goes on, or the process that ran it is gone. */
  RUNNING,
  /** It is done. */
  FINISHED,
  /** It was interrupted and can go on. */
  STOPPED,
  /** It ended by an error. */
  FAILED;

  /** Returns the word of it in the lab book. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the state of a word.
   *
   * @throws IllegalArgumentException if it is none; the message lists all
   */
  public static RunState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no state of a run: expected one of %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(RunState::word)
                                .collect(Collectors.joining(", ")))));
  }
}
