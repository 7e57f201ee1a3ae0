package dev.rawline.data.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Progress that remembers what it recorded. */
final class RecordingProgress implements TransferProgress {
  final List<String> notes = new CopyOnWriteArrayList<>();
  final List<String> ended = new CopyOnWriteArrayList<>();
  final AtomicLong bytes = new AtomicLong();
  final AtomicLong total = new AtomicLong();

  @Override
  public void begins(int files, long of) {
    total.set(of);
  }

  @Override
  public void advances(long more) {
    bytes.addAndGet(more);
  }

  @Override
  public void ends(String file, String what) {
    ended.add(file + ": " + what);
  }

  @Override
  public void notes(String file, String note) {
    notes.add(note);
  }
}
