package dev.rawline.studio.control;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.quality.watch.RawFileFindings;
import dev.rawline.studio.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Sends the last files of a watch to a client, then each that is checked, and the status of the
 * watch. A client that connects again gets the last files again.
 *
 * @param tail the watch
 * @param hasPicture whether the image of a file can be shown
 * @param open whether the server still runs
 */
record WatchEvents(WatchTail tail, Predicate<WatchTail.Numbered> hasPicture, BooleanSupplier open)
    implements Reply.EventSource {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** A page that hears nothing for longer shows that the connection is lost. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(4);

  /** Only those that stand out are shown as pictures, and the last few. */
  private static final int MOST_PICTURES = 60;

  @Override
  public void sendTo(Reply.EventSink sink) throws IOException {
    long seen = 0;
    Optional<Map<String, Object>> status = Optional.empty();
    Instant sent = Instant.MIN;
    try {
      while (open.getAsBoolean()) {
        long count;
        try {
          count = tail.update();
        } catch (IOException | IllegalArgumentException e) {
          sink.send(Map.of("problem", String.valueOf(e.getMessage())));
          return;
        }
        Optional<Map<String, Object>> now = tail.status();
        boolean first = sent.equals(Instant.MIN);
        if (first
            || count > seen
            || !now.equals(status)
            || sent.plus(LONGEST_SILENCE).isBefore(Instant.now())) {
          List<WatchTail.Numbered> files = tail.since(seen);
          sink.send(event(files, first, now));
          seen = files.isEmpty() ? seen : files.getLast().number();
          status = now;
          sent = Instant.now();
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Object> event(
      List<WatchTail.Numbered> files, boolean first, Optional<Map<String, Object>> status) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("begins", first);
    status.ifPresent(values -> event.put("status", values));
    if (first || !files.isEmpty()) {
      event.put("folder", tail.watched().toString());
      event.put("charts", tail.charts());
      long pictured = pictured(files);
      event.put(
          "files",
          files.stream()
              .map(
                  file ->
                      WatchTail.values(
                          file, file.number() >= pictured && stands(file) && hasPicture.test(file)))
              .toList());
    }
    return event;
  }

  private static boolean stands(WatchTail.Numbered file) {
    return RawFileFindings.of(file.entry()).verdict() != Verdict.PASS;
  }

  /** Returns the number of the first file whose picture is looked for: each costs a look at it. */
  private static long pictured(List<WatchTail.Numbered> files) {
    List<WatchTail.Numbered> standing = files.stream().filter(WatchEvents::stands).toList();
    return standing.isEmpty()
        ? Long.MAX_VALUE
        : standing.get(Math.max(0, standing.size() - MOST_PICTURES)).number();
  }
}
