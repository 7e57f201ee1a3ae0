package dev.rawline.workbench.tracking;

import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Entries of a stream → a lab book, each of which may be delivered again. */
final class BookDelivery {
  private final OutboxStream stream;
  private final LabBook book;
  private final Consumer<String> notes;
  private final Map<String, RunLog> runs = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private long sent;
  private long refused;

  /**
   * Prepares to deliver a stream.
   *
   * @param notes receives what the user should know
   */
  BookDelivery(OutboxStream stream, LabBook book, Consumer<String> notes) {
    this.stream = stream;
    this.book = book;
    this.notes = notes;
  }

  /** Returns the number of entries that were delivered. */
  long sent() {
    return sent;
  }

  /** Returns the number of entries that were set aside. */
  long refused() {
    return refused;
  }

  /**
   * Delivers all entries; damaged and rejected ones are set aside, with a note.
   *
   * @throws IOException if the book cannot be written; the rest waits
   */
  void deliver() throws IOException {
    for (Optional<OutboxStream.Pending> found = stream.line(stream.offset());
        found.isPresent();
        found = stream.line(stream.offset())) {
      Optional<OutboxEntry> entry = found.get().entry();
      if (entry.isEmpty()) {
        notes.accept(stream.setAside(found.get()));
        refused++;
      } else {
        try {
          deliver(entry.get());
          sent++;
        } catch (IllegalArgumentException e) {
          stream.refuse(entry.get(), e.getMessage());
          notes.accept(
              "an entry is set aside in %s: %s".formatted(OutboxStream.REFUSED, e.getMessage()));
          refused++;
        }
      }
      stream.sent(found.get().line().next());
    }
  }

  private void deliver(OutboxEntry entry) throws IOException {
    open.add(entry.run());
    switch (entry) {
      case OutboxEntry.Begin one ->
          runs.put(
              one.run(),
              book.begin(
                  one.run(),
                  Optional.of(one.parent()).filter(key -> !key.isEmpty()),
                  one.start(),
                  Instant.ofEpochMilli(one.time())));
      case OutboxEntry.Parameters one -> run(one).parameters(one.values());
      case OutboxEntry.Metrics one -> run(one).metrics(one.measured());
      case OutboxEntry.Tags one -> run(one).tags(one.values());
      case OutboxEntry.Artefact one -> artefact(one);
      case OutboxEntry.Cells one -> run(one).cells(RunTable.CELLS.records(one.rows()));
      case OutboxEntry.Predictions one ->
          run(one).predictions(RunTable.PREDICTIONS.records(one.rows()));
      case OutboxEntry.Tolerances one ->
          run(one).tolerances(RunTable.TOLERANCES.records(one.rows()));
      case OutboxEntry.End one -> {
        book.end(
            one.run(),
            one.state(),
            Instant.ofEpochMilli(one.time()),
            one.seconds().map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9))));
        open.remove(one.run());
      }
    }
  }

  private RunLog run(OutboxEntry entry) throws IOException {
    RunLog known = runs.get(entry.run());
    if (known == null) {
      known = book.resume(entry.run());
      runs.put(entry.run(), known);
    }
    return known;
  }

  private void artefact(OutboxEntry.Artefact entry) throws IOException {
    Path copy = stream.copy(entry.copy());
    if (!Files.exists(copy)) {
      return; // it was delivered before
    }
    if (stream.isDamaged(entry.copy())) {
      throw new IllegalArgumentException(
          "%s of a run is damaged: its copy %s is not what was copied"
              .formatted(entry.name(), copy));
    }
    run(entry).artefact(entry.name(), copy);
    Files.deleteIfExists(copy);
  }

  /**
   * Closes the runs that were not ended: their process is gone.
   *
   * @throws IOException if the book cannot be written
   */
  void closeOpenRuns() throws IOException {
    for (String key : open) {
      try {
        book.end(key, RunState.STOPPED, Instant.now(), Optional.empty());
      } catch (IllegalArgumentException e) {
        // Its begin was damaged, and set aside.
      }
    }
  }
}
