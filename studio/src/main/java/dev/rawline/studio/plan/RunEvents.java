package dev.rawline.studio.plan;

import dev.rawline.studio.http.Reply;
import dev.rawline.workbench.text.ShellQuoting;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the state of all runs to a client, and the output of one of them, as they change. Lines
 * have numbers: a client that connects again leaves out those that it has.
 */
final class RunEvents implements Reply.EventSource {
  /** As often as a person can follow. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** A connection that is gone is noticed when something is sent. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final PlanRuns runs;
  private final Optional<PlanRun> followed;
  private final Map<String, Map<String, Object>> sent = new HashMap<>();
  private long line;

  /**
   * Prepares.
   *
   * @param followed the run whose output is sent
   * @param line the number of the first line that is wanted
   */
  RunEvents(PlanRuns runs, Optional<PlanRun> followed, long line) {
    this.runs = runs;
    this.followed = followed;
    this.line = line;
  }

  @Override
  public void sendTo(Reply.EventSink sink) throws IOException {
    try {
      for (long seen = 0; seen >= 0; seen = runs.await(seen, LONGEST_SILENCE)) {
        sink.send(event());
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Object> event() {
    Map<String, Object> event = new LinkedHashMap<>();
    List<PlanRun> all = runs.all();
    sent.keySet().retainAll(all.stream().map(PlanRun::id).toList());
    event.put("order", all.stream().map(PlanRun::id).toList());
    event.put("runs", all.stream().map(RunEvents::values).filter(this::isNew).toList());
    followed.ifPresent(
        run -> {
          RunOutput.Lines lines = run.output().lines(line);
          line = lines.next();
          event.put(
              "output", Map.of("run", run.id(), "first", lines.first(), "lines", lines.lines()));
        });
    return event;
  }

  private boolean isNew(Map<String, Object> run) {
    return !run.equals(sent.put((String) run.get("id"), run));
  }

  /** Returns what a page shows of a run. */
  static Map<String, Object> values(PlanRun run) {
    Map<String, Object> values = new LinkedHashMap<>();
    PlanRequest request = run.request();
    values.put("id", run.id());
    values.put("command", request.command().toString());
    values.put("plan", request.planName());
    values.put("out", request.outName());
    values.put("typed", ShellQuoting.of("./rawline", request.arguments()));
    values.put("state", run.state().toString());
    values.put("queued", run.queued().toString());
    run.started().ifPresent(time -> values.put("started", time.toString()));
    run.ended().ifPresent(time -> values.put("ended", time.toString()));
    run.exit().ifPresent(code -> values.put("exit", code));
    run.output().share().ifPresent(share -> values.put("share", share));
    values.put("status", run.output().status());
    return values;
  }
}
