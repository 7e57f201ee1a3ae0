package dev.rawline.lab.quality.watch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file → the name that it has in a journal: its own, or, where that is no text in the system's
 * encoding, its bytes in the way of a URI, so that no two files share one.
 */
final class JournalName {
  private JournalName() {}

  /** Returns a file's name in the journal. */
  static String of(Path file) {
    if (isOwn(file)) {
      return file.getFileName().toString();
    }
    String path = file.toUri().getRawPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns whether a file is found under its name once that is written down as text. */
  static boolean isOwn(Path file) {
    try {
      return file.resolveSibling(file.getFileName().toString()).equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Returns the encoding in which the system's names are text. */
  static String encoding() {
    return System.getProperty("sun.jnu.encoding", "unknown");
  }
}
