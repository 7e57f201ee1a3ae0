package dev.rawline.workbench.tracking;

import dev.rawline.imaging.numeric.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the notes for the user. */
final class RecordedTracking implements Progress {
  final List<String> notes = new CopyOnWriteArrayList<>();

  @Override
  public void note(String note) {
    notes.add(note);
  }
}
