package dev.rawline.workbench.tracking;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a person would have been told. */
final class RecordedTracking implements TrackingProgress {
  final List<String> notes = new CopyOnWriteArrayList<>();

  @Override
  public void notes(String note) {
    notes.add(note);
  }
}
