package dev.rawline.workbench.tracking;

import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.TransientException;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.UnusableBookException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Runs → a lab book on a server, or a folder of this machine while the server fails.
 *
 * <p>The book waits some seconds for its server. If that fails for longer, logs go to the outbox;
 * they are delivered, in order, as soon as the server answers again, or by the next process that
 * logs to the book. Every entry may be delivered twice, and comes to the same. So the work goes on
 * whatever happens to the server.
 */
public final class BookLogs implements RunLogs {
  /** Attempts to reach the server take at most this share of the time. */
  private static final int SHARE = 20;

  private final LabBook book;
  private final Outbox outbox;
  private final DeliveryTiming timing;
  private final Progress progress;

  /** Writing holds the first lock, beginning and emptying the stream the second. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private Optional<OutboxStream> stream = Optional.empty();
  private int failures;
  private volatile long next;
  private volatile boolean begun;

  private BookLogs(LabBook book, Outbox outbox, DeliveryTiming timing, Progress progress) {
    this.book = book;
    this.outbox = outbox;
    this.timing = timing;
    this.progress = progress;
  }

  /**
   * Returns the logs of a book: itself, unless it is on a server. What an earlier process could not
   * deliver is delivered now.
   *
   * @param outboxes the folder of the outboxes, created if necessary
   * @param timing pauses between attempts, and the longest wait at the end
   * @param progress receives what the user should know
   * @throws IOException if the outbox cannot be read
   */
  public static RunLogs of(LabBook book, Path outboxes, DeliveryTiming timing, Progress progress)
      throws IOException {
    if (!(book.place() instanceof BookLocation.Server)) {
      return book;
    }
    BookLogs logs = new BookLogs(book, outbox(book, outboxes), timing, progress);
    SendOutbox.Result left = deliverLeft(book, outboxes);
    left.troubles().forEach(progress::note);
    if (left.sent() > 0) {
      progress.note(
          "%d entries that waited for the lab book %s are delivered"
              .formatted(left.sent(), book.place()));
    }
    return logs;
  }

  private static Outbox outbox(LabBook book, Path outboxes) {
    return new Outbox(outboxes.resolve(book.localName()));
  }

  /**
   * Delivers what earlier processes could not. Runs that they left open are closed as stopped.
   *
   * @throws IOException if the outbox cannot be listed
   */
  public static SendOutbox.Result deliverLeft(LabBook book, Path outboxes) throws IOException {
    long sent = 0;
    long refused = 0;
    long waiting = 0;
    List<String> troubles = new ArrayList<>();
    for (Path folder : outbox(book, outboxes).all()) {
      try (OutboxStream stream = OutboxStream.open(folder).orElse(null)) {
        if (stream != null) { // no running process has it
          BookDelivery delivery = new BookDelivery(stream, book, troubles::add);
          try {
            delivery.deliver();
            delivery.closeOpenRuns();
            stream.delete();
          } catch (IOException e) {
            troubles.add(e.getMessage());
            waiting += stream.waiting();
          }
          sent += delivery.sent();
          refused += delivery.refused();
        }
      } catch (IOException e) {
        troubles.add(
            "pending entries in %s cannot be delivered: %s".formatted(folder, e.getMessage()));
      }
    }
    return new SendOutbox.Result(sent, refused, waiting, troubles);
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return begin(Optional.empty(), start);
  }

  private RunLog begin(Optional<String> parent, RunStart start) throws IOException {
    Instant now = Instant.now();
    LoggedRun run = new LoggedRun(UUID.randomUUID().toString());
    write(
        () -> run.log = Optional.of(book.begin(run.key, parent, start, now)),
        log -> log.write(OutboxEntry.Begin.of(run.key, parent, start, now.toEpochMilli())),
        run);
    return run;
  }

  /** A run in the book. */
  private final class LoggedRun implements ForwardedLog {
    private final String key;
    private volatile Optional<RunLog> log = Optional.empty();

    private LoggedRun(String key) {
      this.key = key;
    }

    /** Returns its number in the book, or its key while it has none. */
    @Override
    public String id() {
      return log.map(RunLog::id).orElse(key);
    }

    @Override
    public void write(Writing writing) throws IOException {
      BookLogs.this.write(
          () -> {
            if (log.isEmpty()) {
              log = Optional.of(book.resume(key));
            }
            writing.to(log.get());
          },
          writing::to,
          this);
    }

    @Override
    public RunLog begin(RunStart start) throws IOException {
      return BookLogs.this.begin(Optional.of(key), start);
    }
  }

  /** Writes to the book. */
  private interface Direct {
    void write() throws IOException;
  }

  /** Writes to the outbox. */
  private interface Later {
    void to(EntryLog log) throws IOException;
  }

  private void write(Direct direct, Later later, LoggedRun run) throws IOException {
    deliverIfDue();
    lock.readLock().lock();
    try {
      if (stream.isPresent()) {
        later.to(new EntryLog(stream.get(), () -> {}, run.key));
        return;
      }
      direct.write();
      begun = true;
      return;
    } catch (TransientException | UnusableBookException | InterruptedIOException e) {
      // A book that this user cannot use at all is reported before the work.
      if (stream.isPresent() || (e instanceof UnusableBookException && !begun)) {
        throw e;
      }
      progress.note(
          "%s; runs are logged to %s until the lab book answers again"
              .formatted(e.getMessage(), outbox.folder()));
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      if (stream.isEmpty()) {
        stream = Optional.of(outbox.begin());
        failures = 0;
        pause(Duration.ZERO);
      }
      later.to(new EntryLog(stream.get(), () -> {}, run.key));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Sets the time of the next attempt. */
  private void pause(Duration took) {
    failures++;
    Duration pause = timing.retry().pause(failures);
    Duration least = took.multipliedBy(SHARE);
    next = System.nanoTime() + (pause.compareTo(least) > 0 ? pause : least).toNanos();
  }

  private void deliverIfDue() throws IOException {
    if (next == 0 || System.nanoTime() - next < 0) {
      return;
    }
    lock.writeLock().lock();
    try {
      if (stream.isPresent() && System.nanoTime() - next >= 0) {
        boolean _ = isDelivered();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Delivers what waits, if the server answers; the caller holds the second lock. */
  private boolean isDelivered() throws IOException {
    OutboxStream waiting = stream.orElseThrow();
    long begin = System.nanoTime();
    try {
      if (book.isReachable()) {
        new BookDelivery(waiting, book, progress::note).deliver();
        waiting.delete();
        waiting.close();
        stream = Optional.empty();
        next = 0;
        progress.note("the lab book %s is available again".formatted(book.place()));
        return true;
      }
    } catch (TransientException | UnusableBookException | InterruptedIOException e) {
      // It failed again.
    }
    pause(Duration.ofNanos(System.nanoTime() - begin));
    return false;
  }

  /**
   * Delivers what waits. If the server does not answer for a while, the rest stays in the outbox,
   * with a note.
   *
   * @throws IOException if the outbox cannot be read, or the book not be closed
   */
  @Override
  public void close() throws IOException {
    lock.writeLock().lock();
    try (book) {
      if (stream.isPresent() && !isDeliveredInTime()) {
        try (OutboxStream left = stream.get()) {
          progress.note(
              "%d entries for the lab book %s wait in %s; the next run that is logged there delivers them, or: ./rawline lab send --lab PLACE"
                  .formatted(left.waiting(), book.place(), outbox.folder()));
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private boolean isDeliveredInTime() throws IOException {
    RetryPolicy pauses = timing.retry();
    long end = System.nanoTime() + timing.end().toNanos();
    for (int n = 1; !isDelivered(); n++) {
      if (System.nanoTime() + pauses.pause(n).toNanos() - end > 0) {
        return false;
      }
      try {
        Thread.sleep(pauses.pause(n));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
