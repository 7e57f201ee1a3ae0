package dev.rawline.workbench.book;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rawline.imaging.frame.Choice;
import java.util.List;
import java.util.Locale;

/** The state of a run. */
public enum RunState {
  /** It runs. */
  RUNNING,
  /** It has finished. */
  FINISHED,
  /** It was interrupted or its process is gone, and it can be resumed. */
  STOPPED,
  /** It ended with an error. */
  FAILED;

  /** Returns the word for it in the lab book and in JSON files. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the state with a word.
   *
   * @throws IllegalArgumentException if there is none; the message lists all words
   */
  public static RunState of(String word) {
    return Choice.of(word, List.of(values()), RunState::word, "'%s' is not a state of a run");
  }
}
