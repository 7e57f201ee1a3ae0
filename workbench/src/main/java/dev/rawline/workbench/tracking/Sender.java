package dev.rawline.workbench.tracking;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.Journal;
import dev.rawline.workbench.tracking.DeliveryException.Outlook;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends what waits, in order, in a thread of its own: first what processes that are gone left
 * behind, then what this one writes. It waits for a server that does not answer, and goes on.
 */
final class Sender implements Runnable {
  /** After so many failures in a row a person is told. */
  private static final int TOLD = 3;

  private static final String STOPPED = "asked to stop";
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Outbox outbox;
  private final Optional<OutboxStream> own;
  private final MlflowRequests requests;
  private final DeliveryTiming patience;
  private final Progress progress;

  /**
   * The progress of what is sent while a person waits, and how many entries were reported to it.
   */
  private Optional<Progress> delivery = Optional.empty();

  private long reported;
  private final Thread thread;
  private final List<String> troubles = new ArrayList<>();

  private boolean closing;
  private boolean told;
  private long sent;
  private long refused;
  private long appended;
  private long lastSuccess = System.nanoTime();

  /**
   * Prepares to send.
   *
   * @param own what this process writes; none to send what others left alone
   */
  Sender(
      Outbox outbox,
      Optional<OutboxStream> own,
      MlflowRequests requests,
      DeliveryTiming patience,
      Progress progress) {
    this.outbox = outbox;
    this.own = own;
    this.requests = requests;
    this.patience = patience;
    this.progress = progress;
    this.thread = Thread.ofPlatform().daemon().name("tracking").unstarted(this);
  }

  /** One thing that is sent. */
  private interface Sending {
    void send(boolean again) throws DeliveryException, IOException;
  }

  /**
   * What came of it.
   *
   * @param sent entries that were sent
   * @param refused entries that the server will never take
   * @param waiting entries that wait
   * @param troubles why, where some wait or were refused
   */
  record Result(long sent, long refused, long waiting, List<String> troubles) {
    Result {
      troubles = List.copyOf(troubles);
    }
  }

  void start() {
    thread.start();
  }

  /** An entry was added to what this process writes. */
  synchronized void added() {
    appended++;
    notifyAll();
  }

  /** Ends when everything is sent, or the server has taken nothing for as long as one waits. */
  Result finish() throws IOException {
    synchronized (this) {
      closing = true;
      lastSuccess = System.nanoTime();
      notifyAll();
    }
    boolean interrupted = false;
    try {
      while (thread.isAlive()) {
        try {
          thread.join(GLANCE);
          look();
        } catch (InterruptedException e) {
          interrupted = true;
          thread.interrupt();
        }
      }
      synchronized (this) {
        return new Result(sent, refused, waiting(), troubles);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt(); // last, since whoever is interrupted reads no file
      }
    }
  }

  private void look() {
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

  /** Returns how many entries wait for the server, whoever wrote them. */
  private long waiting() throws IOException {
    long waiting = 0;
    for (Path folder : outbox.all()) {
      if (own.isPresent() && folder.equals(own.get().folder())) {
        waiting += own.get().waiting();
      } else {
        waiting += waitingOf(folder);
      }
    }
    return waiting;
  }

  private static long waitingOf(Path folder) {
    try {
      Optional<Outbox.Held> held = Outbox.held(folder);
      if (held.isEmpty()) {
        return 0;
      }
      try (OutboxStream left = OutboxStream.open(held.get())) {
        return left.waiting();
      }
    } catch (IOException | IllegalArgumentException e) {
      return 0; // what cannot be read was told when it was to be sent
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
   * What one process left may be refused altogether, or be damaged; what others left is sent all
   * the same.
   */
  private void sendLeft(Path folder) throws DeliveryException {
    try {
      Optional<Outbox.Held> held = Outbox.held(folder);
      if (held.isPresent()) {
        sendLeft(held.get());
      }
    } catch (DeliveryException e) {
      if (e.outlook() == Outlook.LATER) {
        throw e;
      }
      trouble(e.getMessage());
    } catch (ClosedByInterruptException e) {
      throw new DeliveryException(Outlook.LATER, STOPPED, e);
    } catch (IOException e) {
      trouble("what waits in %s cannot be sent: %s".formatted(folder, e.getMessage()));
    } catch (IllegalArgumentException e) {
      damaged(folder, e);
    }
  }

  private void sendLeft(Outbox.Held held) throws DeliveryException, IOException {
    try (OutboxStream left = OutboxStream.open(held)) {
      synchronized (this) {
        appended += left.waiting();
      }
      send(left, false);
      left.delete();
    }
  }

  private void damaged(Path folder, IllegalArgumentException why) {
    trouble("what waits in %s is damaged: %s".formatted(folder, why.getMessage()));
  }

  private void send(OutboxStream stream, boolean goesOn) throws DeliveryException, IOException {
    Delivery delivery = new Delivery(stream, requests, progress::note);
    delivery.recall();
    long place = stream.sent().offset();
    while (true) {
      Optional<Journal.Line> line = stream.line(place);
      if (line.isPresent()) {
        Journal.Line found = line.get();
        OutboxEntry entry = OutboxEntry.of(found.text());
        try {
          // What was sent of a stream may not have been written down before a power cut.
          insist(again -> delivery.deliver(entry, found.begin(), again || !goesOn));
        } catch (DeliveryException e) {
          refuse(stream, entry, e);
        }
        place = found.next();
        stream.sent().sent(place);
        synchronized (this) {
          sent++;
        }
      } else if (!goesOn || !isMore(stream, place)) {
        insist(_ -> delivery.closeOpenRuns(System.currentTimeMillis()));
        return;
      }
    }
  }

  /** An entry that is refused is put aside, unless nothing of its run can be sent without it. */
  private void refuse(OutboxStream stream, OutboxEntry entry, DeliveryException why)
      throws DeliveryException, IOException {
    if (why.outlook() != Outlook.NEVER || entry instanceof OutboxEntry.Begin) {
      throw why.outlook() == Outlook.NEVER
          ? new DeliveryException(Outlook.BLOCKED, why.getMessage(), why)
          : why;
    }
    stream.refuse(entry, why.getMessage());
    synchronized (this) {
      refused++;
      sent--;
      if (refused == 1) {
        troubles.add(
            "refused for good, and put aside in %s: %s"
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
        throw new DeliveryException(Outlook.LATER, STOPPED, e);
      }
    }
    return true;
  }

  private void insist(Sending sending) throws DeliveryException, IOException {
    for (int failures = 0; ; failures++) {
      try {
        sending.send(failures > 0);
        succeeded();
        return;
      } catch (DeliveryException e) {
        if (e.outlook() != Outlook.LATER) {
          throw e;
        }
        pause(failures + 1, e);
      }
    }
  }

  private synchronized void succeeded() {
    lastSuccess = System.nanoTime();
    if (told) {
      told = false;
      progress.note(requests.server() + " answers again");
    }
  }

  private synchronized void pause(int failures, DeliveryException why) throws DeliveryException {
    if (failures == TOLD) {
      told = true;
      progress.note(why.getMessage() + "; tries again, and the work goes on");
    }
    long until = System.nanoTime() + patience.retry().pause(failures).toNanos();
    while (true) {
      long now = System.nanoTime();
      if (closing && now - lastSuccess > patience.end().toNanos()) {
        throw why;
      }
      long left = until - now;
      if (left <= 0) {
        return;
      }
      try {
        wait(Math.max(1, Math.min(left, GLANCE.toNanos()) / 1_000_000));
      } catch (InterruptedException e) {
        throw why;
      }
    }
  }

  private synchronized void trouble(String why) {
    troubles.add(why);
  }
}
