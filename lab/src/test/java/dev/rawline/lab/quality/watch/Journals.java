package dev.rawline.lab.quality.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The journals of tests, which are short. */
final class Journals {
  private Journals() {}

  /** Returns all entries of a state folder. */
  static List<JournalEntry> entries(Path state) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    WatchLoop.entries(state, entries::add);
    return entries;
  }
}
