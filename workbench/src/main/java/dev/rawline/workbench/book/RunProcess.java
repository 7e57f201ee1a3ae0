package dev.rawline.workbench.book;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The process that writes a run.
 *
 * @param host its host, with the namespace of its process ids where the system has several
 * @param process its id there
 * @param processStarted when it started, to tell it from a later one with the same id
 */
record RunProcess(String host, long process, Instant processStarted) {
  /** How often a process writes that it has been seen. */
  static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** The longest silence of a process on another host. */
  static final Duration SILENCE = Duration.ofMinutes(10);

  /** Clocks are adjusted while a process runs, by which the system dates its start anew. */
  private static final Duration SAME_START = Duration.ofSeconds(10);

  /** This process. */
  static final RunProcess CURRENT =
      new RunProcess(
          thisHost(),
          ProcessHandle.current().pid(),
          ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH));

  /** Asking the network for the name may take long. */
  private static String thisHost() {
    try {
      return "%s %s"
          .formatted(
              Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(),
              Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
    } catch (IOException | UnsupportedOperationException e) {
      return networkName();
    }
  }

  private static String networkName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** A run that has not recorded its end. */
  private record Running(long number, RunProcess process, Instant seen) {
    static Running of(ResultSet row) throws SQLException {
      return new Running(
          row.getLong("number"),
          new RunProcess(
              row.getString("host"),
              row.getLong("process"),
              Instant.parse(row.getString("process_started"))),
          Instant.parse(row.getString("seen")));
    }
  }

  /** Returns the runs of a book whose process is gone, and has not recorded their end. */
  static Set<Long> gone(Handle handle) {
    Instant now = Instant.now();
    return handle
        .createQuery(Schema.statement("running"))
        .map((row, _) -> Running.of(row))
        .list()
        .stream()
        .filter(run -> run.process().isGone(run.seen(), now))
        .map(Running::number)
        .collect(Collectors.toSet());
  }

  /**
   * Returns whether the process has ended: on this host it is looked up, on another one it has been
   * silent for too long.
   *
   * @param seen when it was last seen
   */
  boolean isGone(Instant seen, Instant now) {
    if (!host.equals(CURRENT.host)) {
      return seen.plus(SILENCE).isBefore(now);
    }
    Optional<ProcessHandle> found = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    return found.isEmpty()
        || found
            .get()
            .info()
            .startInstant()
            .filter(start -> !processStarted.equals(Instant.EPOCH))
            .filter(
                start -> Duration.between(start, processStarted).abs().compareTo(SAME_START) > 0)
            .isPresent();
  }
}
