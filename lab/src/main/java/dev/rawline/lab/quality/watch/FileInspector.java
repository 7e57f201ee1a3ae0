package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.util.Optional;
import java.util.SequencedMap;

/** Checks files that arrive: raw files, and in tests whatever they write. */
interface FileInspector {

  /** Returns whether files of this name are checked at all; the others are ignored. */
  default boolean takes(String name) {
    return true;
  }

  /**
   * Returns what to know about files of this name that are ignored, a sentence that is reported
   * once; most often nothing.
   */
  default Optional<String> leftAlone(String name) {
    return Optional.empty();
  }

  /**
   * Checks a file.
   *
   * <p>The verdict depends on the file and on the state alone, and nothing else is kept: a file is
   * checked again if the program ends before its verdict is in the journal.
   *
   * @param arrival the file
   * @param state the state after the previous check, as read from JSON; empty at first
   * @throws RejectedFileException if the file is not a whole raw file, or not one of the kind that
   *     is checked here; it may be half copied, and is tried again when it changes
   * @throws IOException if the check fails for any other reason; that, and whatever else is thrown,
   *     ends the watch
   */
  FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> state) throws IOException;
}
