package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.util.Optional;
import java.util.SequencedMap;

/** Says what is to be said of a file that arrived. */
public interface FileInspector {

  /** Returns whether files of this name are judged at all; the others are left alone. */
  default boolean takes(String name) {
    return true;
  }

  /**
   * Returns what a person should know of files of this name that are left alone, a sentence that is
   * said once; most often nothing.
   */
  default Optional<String> leftAlone(String name) {
    return Optional.empty();
  }

  /**
   * Judges a file.
   *
   * <p>What it says depends on the file and on the state alone, and it keeps nothing of its own: a
   * judgement is made again if the program ends before it stands in the journal.
   *
   * @param arrival the file
   * @param state what the judgement before this one has left, as read from JSON; empty at first
   * @throws RejectedFileException if the file is not a whole raw file, or not one of the kind that
   *     is judged here; it may be half copied, and is tried again when it changes
   * @throws IOException if the judgement fails for any other reason; that, and whatever else is
   *     thrown, ends the watch
   */
  FileVerdict judge(IncomingFile arrival, SequencedMap<String, Object> state) throws IOException;
}
