package dev.rawline.workbench.tracking;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.tracking.DeliveryException.RetryAdvice;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends pending entries, in order, in a thread of its own: first those that ended processes left,
 * then those of this one. It waits for a server that does not answer, and resumes.
 */
final class Sender implements Runnable {
  /** The number of failures in a row after which the user is notified. */
  private static final int NOTED_FAILURES = 3;

  private static final String STOPPED = "interrupted";
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final Outbox outbox;
  private final Optional<OutboxStream> own;
  private final MlflowRequests requests;
  private final DeliveryTiming timing;
  private final Progress progress;

  /** The progress of sending while the user waits, and the number of entries reported to it. */
  private Optional<Progress> delivery = Optional.empty();

  private long reported;
  private final Thread thread;
  private final List<String> troubles = new ArrayList<>();

  private boolean closing;
  private boolean noted;
  private long sent;
  private long refused;
  private boolean rejected;
  private long appended;
  private long lastSuccess = System.nanoTime();

  /**
   * Prepares to send.
   *
   * @param own the entries of this process; none to send only those of others
   */
  Sender(
      Outbox outbox,
      Optional<OutboxStream> own,
      MlflowRequests requests,
      DeliveryTiming timing,
      Progress progress) {
    this.outbox = outbox;
    this.own = own;
    this.requests = requests;
    this.timing = timing;
    this.progress = progress;
    this.thread = Thread.ofPlatform().daemon().name("tracking").unstarted(this);
  }

  /** A request that may be repeated. */
  private interface Sending {
    void send(boolean again) throws DeliveryException, IOException;
  }

  void start() {
    thread.start();
  }

  /** An entry of this process was added. */
  synchronized void added() {
    appended++;
    notifyAll();
  }

  /** Returns when everything is sent, or the server has accepted nothing for the longest wait. */
  SendOutbox.Result finish() throws IOException {
    synchronized (this) {
      closing = true;
      lastSuccess = System.nanoTime();
      notifyAll();
    }
    boolean interrupted = false;
    try {
      while (thread.isAlive()) {
        try {
          thread.join(POLL_INTERVAL);
          reportProgress();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
      synchronized (this) {
        return new SendOutbox.Result(sent, refused, waiting(), troubles);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt(); // last, since an interrupted thread cannot read files
      }
    }
  }

  private void reportProgress() {
    long done;
    long all;
    synchronized (this) {
      done = sent;
      all = appended;
    }
    if (thread.isAlive() && done < all) {
      Progress sending = delivery.orElseGet(() -> progress.begin("tracking server", 0));
      sending.size(all, "entries");
      sending.advance(done - reported);
      reported = done;
      delivery = Optional.of(sending);
    }
  }

  /** Returns the number of pending entries of all processes. */
  private long waiting() throws IOException {
    long waiting = 0;
    for (Path folder : outbox.all()) {
      if (own.isPresent() && folder.equals(own.get().folder())) {
        waiting += own.get().waiting();
      } else {
        waiting += left(folder);
      }
    }
    return waiting;
  }

  private static long left(Path folder) {
    try {
      return OutboxStream.waiting(folder);
    } catch (IOException | IllegalArgumentException e) {
      return 0; // it was reported when it was to be sent
    }
  }

  @Override
  public void run() {
    try {
      for (Path folder : outbox.all()) {
        if (own.isEmpty() || !folder.equals(own.get().folder())) {
          sendLeft(folder);
        }
      }
      if (own.isPresent()) {
        send(own.get(), true);
        own.get().delete();
      }
    } catch (ClosedByInterruptException e) {
      trouble(STOPPED);
    } catch (DeliveryException | IOException e) {
      trouble(e.getMessage());
    } catch (IllegalArgumentException e) {
      damaged(outbox.folder(), e);
    }
  }

  /**
   * The entries of one process may be rejected altogether, or be damaged; those of others are sent
   * nevertheless.
   */
  private void sendLeft(Path folder) throws DeliveryException {
    try {
      Optional<OutboxStream> left = OutboxStream.open(folder);
      if (left.isPresent()) {
        sendLeft(left.get());
      }
    } catch (DeliveryException e) {
      if (e.outlook() == RetryAdvice.LATER) {
        throw e;
      }
      trouble(e.getMessage());
    } catch (ClosedByInterruptException e) {
      throw new DeliveryException(RetryAdvice.LATER, STOPPED, e);
    } catch (IOException e) {
      trouble("pending entries in %s cannot be sent: %s".formatted(folder, e.getMessage()));
    } catch (IllegalArgumentException e) {
      damaged(folder, e);
    }
  }

  private void sendLeft(OutboxStream stream) throws DeliveryException, IOException {
    try (OutboxStream left = stream) {
      synchronized (this) {
        appended += left.waiting();
      }
      send(left, false);
      left.delete();
    }
  }

  private void damaged(Path folder, IllegalArgumentException why) {
    trouble("pending entries in %s are damaged: %s".formatted(folder, why.getMessage()));
  }

  private void send(OutboxStream stream, boolean grows) throws DeliveryException, IOException {
    Delivery delivery = new Delivery(stream, requests, progress::note);
    delivery.recall();
    long place = stream.offset();
    while (true) {
      Optional<OutboxStream.Pending> found = stream.line(place);
      if (found.isPresent()) {
        long begin = place;
        Optional<OutboxEntry> entry = found.get().entry();
        if (entry.isEmpty()) {
          setAside(stream, found.get());
        } else {
          try {
            // The progress of sending may have been lost in a power cut.
            retry(again -> delivery.deliver(entry.get(), begin, again || !grows));
          } catch (DeliveryException e) {
            refuse(stream, entry.get(), e);
          }
        }
        place = found.get().line().next();
        stream.sent(place);
        synchronized (this) {
          sent++;
        }
      } else if (!grows || !isMore(stream, place)) {
        retry(_ -> delivery.closeOpenRuns(System.currentTimeMillis()));
        return;
      }
    }
  }

  private void setAside(OutboxStream stream, OutboxStream.Pending damaged) throws IOException {
    trouble(stream.setAside(damaged));
    synchronized (this) {
      refused++;
      sent--;
    }
  }

  /** A rejected entry is set aside, unless nothing of its run can be sent without it. */
  private void refuse(OutboxStream stream, OutboxEntry entry, DeliveryException why)
      throws DeliveryException, IOException {
    if (why.outlook() != RetryAdvice.NEVER || entry instanceof OutboxEntry.Begin) {
      throw why.outlook() == RetryAdvice.NEVER
          ? new DeliveryException(RetryAdvice.BLOCKED, why.getMessage(), why)
          : why;
    }
    stream.refuse(entry, why.getMessage());
    synchronized (this) {
      refused++;
      sent--;
      if (!rejected) {
        rejected = true;
        troubles.add(
            "rejected permanently, and set aside in %s: %s"
                .formatted(outbox.folder().resolve(OutboxStream.REFUSED), why.getMessage()));
      }
    }
  }

  private synchronized boolean isMore(OutboxStream stream, long place)
      throws DeliveryException, IOException {
    while (stream.line(place).isEmpty()) {
      if (closing) {
        return false;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        throw new DeliveryException(RetryAdvice.LATER, STOPPED, e);
      }
    }
    return true;
  }

  private void retry(Sending sending) throws DeliveryException, IOException {
    for (int failures = 0; ; failures++) {
      try {
        sending.send(failures > 0);
        succeeded();
        return;
      } catch (DeliveryException e) {
        if (e.outlook() != RetryAdvice.LATER) {
          throw e;
        }
        pause(failures + 1, e);
      }
    }
  }

  private synchronized void succeeded() {
    lastSuccess = System.nanoTime();
    if (noted) {
      noted = false;
      progress.note(requests.server() + " is available again");
    }
  }

  private synchronized void pause(int failures, DeliveryException why) throws DeliveryException {
    if (failures == NOTED_FAILURES) {
      noted = true;
      progress.note(why.getMessage() + "; retrying while the work continues");
    }
    long until = System.nanoTime() + timing.retry().pause(failures).toNanos();
    while (true) {
      long now = System.nanoTime();
      if (closing && now - lastSuccess > timing.end().toNanos()) {
        throw why;
      }
      long left = until - now;
      if (left <= 0) {
        return;
      }
      try {
        wait(Math.max(1, Math.min(left, POLL_INTERVAL.toNanos()) / 1_000_000));
      } catch (InterruptedException e) {
        throw why;
      }
    }
  }

  private synchronized void trouble(String why) {
    troubles.add(why);
  }
}
