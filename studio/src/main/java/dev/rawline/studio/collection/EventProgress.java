package dev.rawline.studio.collection;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.studio.http.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Sends how far a task has come to a client, a few times a second; ends it when that is gone. */
final class EventProgress implements Progress {
  private static final long PAUSE_NANOSECONDS = 200_000_000;

  private final Reply.EventSink sink;
  private String task = "";
  private long total;
  private double done;
  private long sent;

  EventProgress(Reply.EventSink sink) {
    this.sink = sink;
  }

  @Override
  public synchronized Progress begin(String begun, int parts) {
    task = begun;
    total = parts;
    done = 0;
    send();
    return this;
  }

  @Override
  public synchronized void size(long amount, String unit) {
    total = amount;
  }

  @Override
  public synchronized void advance(double amount) {
    done += amount;
    if (System.nanoTime() - sent > PAUSE_NANOSECONDS) {
      send();
    }
  }

  private void send() {
    sent = System.nanoTime();
    try {
      sink.send(Map.of("task", task, "done", Math.round(done), "total", total));
    } catch (IOException e) {
      CancellationException gone = new CancellationException("the client is gone");
      gone.initCause(e);
      throw gone;
    }
  }
}
