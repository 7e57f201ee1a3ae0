package dev.rawline.studio.plan;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process and those that it has started: they can be interrupted, as Ctrl-C does on a terminal.
 * Java itself can only terminate and kill.
 *
 * @param processes all of them
 */
record ProcessTree(List<ProcessHandle> processes) {
  private static final int INTERRUPT = 2;
  private static final String IGNORED = "SigIgn:";

  @SuppressWarnings("restricted") // Java cannot send this signal
  private static final Optional<MethodHandle> KILL =
      Linker.nativeLinker()
          .defaultLookup()
          .find("kill")
          .map(
              address ->
                  Linker.nativeLinker()
                      .downcallHandle(
                          address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT)));

  /** Copies the list. */
  ProcessTree {
    processes = List.copyOf(processes);
  }

  /** Looks up what a process has started: once it has ended, they have no parent any more. */
  static ProcessTree of(ProcessHandle process) {
    return new ProcessTree(
        Stream.concat(Stream.of(process), process.descendants().toList().stream()).toList());
  }

  /**
   * Interrupts, or terminates where there is no such signal: a command takes both alike. What a
   * shell has started in the background may ignore interrupts, and so may all that it starts.
   */
  void interrupt() {
    processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessTree::interrupt);
  }

  private static void interrupt(ProcessHandle process) {
    if (KILL.isEmpty() || ignoresInterrupts(process)) {
      boolean _ = process.destroy();
      return;
    }
    try {
      int _ = (int) KILL.get().invokeExact(Math.toIntExact(process.pid()), INTERRUPT);
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) takes two numbers", e);
    }
  }

  private static boolean ignoresInterrupts(ProcessHandle process) {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(IGNORED))
          .map(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
          .anyMatch(signals -> (signals >> (INTERRUPT - 1) & 1) == 1);
    } catch (IOException | UncheckedIOException e) {
      return false; // it has ended, or the system is another one
    }
  }

  /** Terminates: a command that was interrupted before ends at once. */
  void terminate() {
    processes.forEach(ProcessHandle::destroy);
  }

  /** Kills. */
  void kill() {
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Waits until all have ended.
   *
   * @return whether they have
   */
  boolean awaitEnd(Duration most) throws InterruptedException {
    try {
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(most.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
