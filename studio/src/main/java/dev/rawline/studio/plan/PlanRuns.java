package dev.rawline.studio.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Runs of plans: some at once, others wait in their order; those that ended last are kept. */
final class PlanRuns implements AutoCloseable {
  private static final int MOST_WAITING = 20;
  private static final int MOST_ENDED = 30;

  private final List<String> program;
  private final Map<String, String> environment;
  private final int atOnce;
  private final StopGrace usual;
  private final StopGrace atEnd;
  private final SequencedMap<String, PlanRun> runs = new LinkedHashMap<>();
  private final Thread abandoning = new Thread(this::abandon, "plans end");
  private boolean closed;
  private long changes;

  /**
   * Prepares.
   *
   * @param program the words that start the program; empty where nothing can be started
   * @param environment variables of its environment, besides those of the server
   * @param atOnce how many plans run at once
   * @param usual how long a plan that is stopped may take
   * @param atEnd the same at the end of the server
   */
  PlanRuns(
      List<String> program,
      Map<String, String> environment,
      int atOnce,
      StopGrace usual,
      StopGrace atEnd) {
    this.program = List.copyOf(program);
    this.environment = Map.copyOf(environment);
    this.atOnce = atOnce;
    this.usual = usual;
    this.atEnd = atEnd;
    Runtime.getRuntime().addShutdownHook(abandoning);
  }

  /** Returns how many plans run at once. */
  int atOnce() {
    return atOnce;
  }

  /** Returns whether plans can be started. */
  boolean canStart() {
    return !program.isEmpty();
  }

  /**
   * Runs a plan as soon as it is its turn.
   *
   * @throws IllegalArgumentException if nothing can be started, too many wait, or another run that
   *     has not ended writes into the same folder
   */
  synchronized PlanRun start(PlanRequest request) {
    if (!canStart() || closed) {
      throw new IllegalArgumentException(
          "this server cannot start plans: start it by ./rawline serve, or run the plan in a"
              + " terminal");
    }
    List<PlanRun> open = runs.values().stream().filter(run -> !run.state().isEnd()).toList();
    if (open.size() >= atOnce + MOST_WAITING) {
      throw new IllegalArgumentException(
          "%d plans wait: expected at most %d; wait until one has ended, or stop one"
              .formatted(open.size() - atOnce, MOST_WAITING));
    }
    if (open.stream().anyMatch(run -> run.request().out().equals(request.out()))) {
      throw new IllegalArgumentException(
          "a run that has not ended writes into '%s': choose another folder, or wait"
              .formatted(request.outName()));
    }
    List<String> command = new ArrayList<>(program);
    command.addAll(request.arguments());
    PlanRun run =
        new PlanRun(UUID.randomUUID().toString(), request, command, environment, this::changed);
    runs.put(run.id(), run);
    forget();
    advance();
    return run;
  }

  /** Forgets those that ended longest ago. */
  private void forget() {
    List<PlanRun> ended = runs.values().stream().filter(run -> run.state().isEnd()).toList();
    ended.stream()
        .limit(Math.max(0, ended.size() - MOST_ENDED))
        .forEach(run -> runs.remove(run.id()));
  }

  private synchronized void advance() {
    changed();
    if (closed) {
      return;
    }
    long running = runs.values().stream().filter(run -> isRunning(run.state())).count();
    runs.values().stream()
        .filter(run -> run.state() == RunState.WAITING)
        .limit(Math.max(0, atOnce - running))
        .toList()
        .forEach(run -> run.start(this::advance));
  }

  private static boolean isRunning(RunState state) {
    return state == RunState.RUNNING || state == RunState.STOPPING;
  }

  /**
   * Returns a run.
   *
   * @throws IllegalArgumentException if there is none
   */
  PlanRun of(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no run '%s': it was started by another server, or long ago"
                        .formatted(id)));
  }

  /** Returns a run, if there is such a one. */
  synchronized Optional<PlanRun> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /**
   * Stops a run in order; a second time, at once.
   *
   * @throws IllegalArgumentException if there is none
   */
  void stop(String id) {
    Thread _ = of(id).stop(usual);
    advance();
  }

  /** Returns all runs, the latest first. */
  synchronized List<PlanRun> all() {
    return List.copyOf(runs.sequencedValues().reversed());
  }

  private synchronized void changed() {
    changes++;
    notifyAll();
  }

  /**
   * Waits for a change.
   *
   * @param seen how many changes are known
   * @param most the longest time
   * @return how many changes there were; -1 at the end of the server
   */
  synchronized long await(long seen, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); changes == seen && !closed && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return closed ? -1 : changes;
  }

  private void abandon() {
    all().forEach(PlanRun::abandon);
  }

  /** Stops all runs in order, and waits for their ends. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    List<Thread> stopping = all().stream().map(run -> run.stop(atEnd)).toList();
    try {
      for (Thread each : stopping) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abandon();
    }
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(abandoning);
    } catch (IllegalStateException e) {
      // The program ends already: the hook interrupts those that are left, of which there are none.
    }
  }
}
