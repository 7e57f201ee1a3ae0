package dev.rawline.data.store;

import dev.rawline.imaging.numeric.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Progress that records what it receives. */
final class RecordingProgress implements Progress {
  final List<String> notes = new CopyOnWriteArrayList<>();
  final List<String> ended = new CopyOnWriteArrayList<>();
  final AtomicLong bytes = new AtomicLong();
  final AtomicLong total = new AtomicLong();

  @Override
  public Progress begin(String task, int parts) {
    return parts > 0 ? this : new File(task);
  }

  @Override
  public void size(long of, String unit) {
    total.set(of);
  }

  @Override
  public void advance(double more) {
    bytes.addAndGet((long) more);
  }

  @Override
  public void note(Object subject, String note) {
    notes.add(note);
  }

  private final class File implements Progress {
    private final String name;

    private File(String name) {
      this.name = name;
    }

    @Override
    public void end(String result) {
      ended.add(name + ": " + result);
    }

    @Override
    public void skip(String reason) {
      ended.add(name + ": " + reason);
    }
  }
}
