package dev.rawline.studio.plan;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One run of a plan, as a process of its own. */
final class PlanRun {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final File NOTHING = new File("/dev/null");
  private static final String TOKEN = "RAWLINE_TOKEN";
  private static final int BUFFER = 1 << 13;

  private final String id;
  private final PlanRequest request;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Instant queued = Instant.now();
  private final RunOutput output = new RunOutput();
  private final Runnable changed;
  private RunState state = RunState.WAITING;
  private Optional<Process> process = Optional.empty();
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private OptionalInt exit = OptionalInt.empty();

  /**
   * Prepares; nothing is started yet.
   *
   * @param command the program and its arguments
   * @param environment variables of its environment, besides those of the server
   * @param changed is called after every change, also of the output, from any thread
   */
  PlanRun(
      String id,
      PlanRequest request,
      List<String> command,
      Map<String, String> environment,
      Runnable changed) {
    this.id = id;
    this.request = request;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.changed = changed;
  }

  String id() {
    return id;
  }

  PlanRequest request() {
    return request;
  }

  Instant queued() {
    return queued;
  }

  RunOutput output() {
    return output;
  }

  synchronized RunState state() {
    return state;
  }

  synchronized Optional<Instant> started() {
    return started;
  }

  synchronized Optional<Instant> ended() {
    return ended;
  }

  /** Returns the exit code of the process, once it has ended. */
  synchronized OptionalInt exit() {
    return exit;
  }

  /**
   * Starts the process if nobody has stopped it meanwhile.
   *
   * @param end is called when it has ended, from another thread
   */
  void start(Runnable end) {
    Process begun;
    synchronized (this) {
      if (state != RunState.WAITING) {
        return;
      }
      started = Optional.of(Instant.now());
      try {
        begun = builder().start();
      } catch (IOException e) {
        output.add("cannot start %s: %s".formatted(command.getFirst(), e.getMessage()));
        finish(RunState.FAILED);
        return; // who starts it looks at it again
      }
      process = Optional.of(begun);
      state = RunState.RUNNING;
    }
    changed.run();
    // Reading a pipe would hold one of the few carriers of virtual threads.
    Thread.ofPlatform().daemon().name("plan " + id).start(() -> follow(begun, end));
  }

  /**
   * Ctrl-C on the terminal of the server reaches all processes of its session, and a second
   * interruption ends a command at once: so it gets a session of its own.
   */
  private ProcessBuilder builder() {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString());
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    if (NOTHING.exists()) {
      builder.redirectInput(NOTHING);
    }
    builder.environment().remove(TOKEN);
    builder.environment().putAll(environment);
    return builder;
  }

  private void follow(Process begun, Runnable end) {
    int code = -1;
    try (Reader text =
        new BufferedReader(new InputStreamReader(begun.getInputStream(), StandardCharsets.UTF_8))) {
      char[] buffer = new char[BUFFER];
      for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
        output.take(buffer, read);
        changed.run();
      }
    } catch (IOException e) {
      output.add("its output cannot be read any more: " + e.getMessage());
    }
    try {
      code = begun.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    output.end();
    synchronized (this) {
      exit = OptionalInt.of(code);
      process = Optional.empty();
      finish(RunState.ended(code, state == RunState.STOPPING));
    }
    end.run();
  }

  private void finish(RunState as) {
    state = as;
    ended = Optional.of(Instant.now());
  }

  /**
   * Asks it to stop; a second time, it ends at once.
   *
   * @param grace how long it may take before it is ended without more waiting
   * @return what ends when all its processes have
   */
  Thread stop(StopGrace grace) {
    Optional<ProcessHandle> running;
    boolean again;
    synchronized (this) {
      again = state == RunState.STOPPING;
      running = state.isEnd() ? Optional.empty() : process.map(Process::toHandle);
      if (running.isPresent()) {
        state = RunState.STOPPING;
      } else if (!state.isEnd()) {
        finish(RunState.STOPPED);
      }
    }
    changed.run();
    return Thread.ofPlatform()
        .daemon()
        .name("stop " + id)
        .start(() -> running.map(ProcessTree::of).ifPresent(tree -> stop(tree, again, grace)));
  }

  private static void stop(ProcessTree tree, boolean again, StopGrace grace) {
    try {
      if (!again) {
        tree.interrupt();
      }
      if (again || !tree.awaitEnd(grace.interrupted())) {
        tree.terminate();
        if (!tree.awaitEnd(grace.terminated())) {
          tree.kill();
          boolean _ = tree.awaitEnd(grace.terminated());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Interrupts the process without waiting, where the server itself ends at once. */
  void abandon() {
    Optional<Process> running;
    synchronized (this) {
      running = process.filter(Process::isAlive);
    }
    running.map(Process::toHandle).map(ProcessTree::of).ifPresent(ProcessTree::interrupt);
  }
}
