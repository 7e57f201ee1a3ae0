package dev.rawline.lab.quality.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The journals of tests, which are short. */
final class Journals {
  private Journals() {}

  /** Returns all entries of a state folder. */
  static List<Entry> entries(Path state) throws IOException {
    List<Entry> entries = new ArrayList<>();
    WatchFolder.entries(state, entries::add);
    return entries;
  }
}
