package dev.rawline.cluster;

import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.ShareEnd;
import dev.rawline.workbench.share.ShareReport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The process of a share: the same command, in the same folder, with the share in its environment.
 *
 * <p>It needs nothing but Java, so that what executors load of Rawline agrees with all that Spark
 * loads: Rawline's own libraries are loaded by the process alone.
 *
 * @param command its words
 * @param folder its working folder
 * @param environment variables in addition to those of the executor
 */
record ShareProcess(List<String> command, String folder, Map<String, String> environment)
    implements Serializable {
  private static final String MARK = ShareReport.MARK; // a constant: its class is not loaded
  private static final String DONE = MARK + "done ";
  private static final String ITEM = MARK + "item ";
  private static final int KEPT = 20;
  private static final long POLL = 200;

  /** Exit code of a mistake that another try would repeat: wrong usage or input. */
  private static final int REJECTED = 2;

  /** Exit codes from here on are the number of a signal and this. */
  private static final int SIGNALS = 128;

  /** What Java itself says, of the Vector API and of its modules. */
  private static final String NEWS = "WARNING: ";

  /** The input of a share is wrong: another try would end as this one did. */
  static final class RejectedInputException extends IOException {
    private static final long serialVersionUID = 1;

    private RejectedInputException(String message) {
      super(message);
    }
  }

  /**
   * Returns the process that meets others.
   *
   * @param place where, HOST:PORT
   */
  ShareProcess meetingAt(String place) {
    Map<String, String> there = new HashMap<>(environment);
    there.replaceAll((_, value) -> value.replace(Share.Rank.NOWHERE, place));
    return new ShareProcess(command, folder, there);
  }

  /**
   * Runs the process to its end.
   *
   * @param lines receives its reports as they come
   * @param stopped whether it is to stop
   * @return the reports that its result consists of
   * @throws RejectedInputException if its input is wrong
   * @throws IOException if it failed in a way that may not happen again
   */
  List<String> run(Consumer<String> lines, BooleanSupplier stopped)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File(folder));
    builder.environment().putAll(environment);
    Process process = start(builder);
    try {
      Deque<String> errors = new ArrayDeque<>();
      Thread err = Thread.startVirtualThread(() -> keep(process, errors));
      BlockingQueue<String> out = new LinkedBlockingQueue<>();
      Thread reading = Thread.startVirtualThread(() -> read(process, out));
      List<String> reports = new ArrayList<>();
      boolean done = false;
      while (reading.isAlive() || !out.isEmpty()) {
        if (stopped.getAsBoolean()) {
          throw new InterruptedException("the task is cancelled");
        }
        String line = out.poll(POLL, TimeUnit.MILLISECONDS);
        if (line != null && line.startsWith(MARK)) {
          done |= line.startsWith(DONE);
          if (line.startsWith(ITEM)) {
            reports.add(line);
          }
          lines.accept(line);
        }
      }
      int code = process.waitFor();
      err.join();
      if (done) {
        return reports;
      }
      String problem = problem(code, errors);
      if (code == REJECTED) {
        throw new RejectedInputException(problem);
      }
      throw new IOException(problem);
    } finally {
      end(process);
    }
  }

  private Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(
          "cannot start %s in the folder %s on the machine %s: Rawline, its Java and the folder must be at the same path on all machines"
              .formatted(command.getFirst(), folder, InetAddress.getLocalHost().getHostName()),
          e);
    }
  }

  /** Notes precede a message, whose further lines are indented. */
  private static String problem(int code, Deque<String> errors) {
    if (code == 0) { // the command has run, and came by no share of this kind
      return "a machine of the cluster has other data under the same names: give places that are"
          + " the same on all machines";
    }
    synchronized (errors) {
      Deque<String> message = new ArrayDeque<>();
      for (String line : errors.reversed()) {
        message.addFirst(line);
        if (!line.startsWith(" ")) {
          return String.join(System.lineSeparator(), message);
        }
      }
    }
    return code > SIGNALS
        ? "a share of the work was ended by signal %d: its machine may lack memory for as many at once, see spark.task.cpus"
            .formatted(code - SIGNALS)
        : "a share of the work ended with exit code %d and without a message".formatted(code);
  }

  /** A process whose standard input ends finishes what it has begun. */
  private static void end(Process process) {
    boolean interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(ShareEnd.GRACE, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void read(Process process, BlockingQueue<String> lines) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // The process has ended; its exit code says how.
    }
  }

  private static void keep(Process process, Deque<String> last) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith(NEWS)) {
          synchronized (last) {
            last.add(line);
            if (last.size() > KEPT) {
              String _ = last.removeFirst();
            }
          }
        }
      }
    } catch (IOException e) {
      // The process has ended; its exit code says how.
    }
  }
}
