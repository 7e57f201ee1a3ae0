package dev.rawline.app.train;

import dev.rawline.app.terminal.OwnProgram;
import dev.rawline.learning.distributed.Rendezvous;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other processes of a training on this machine; those that still run at the end are ended. */
final class LocalProcesses implements AutoCloseable {
  private static final int PATIENCE_S = 10;

  private final List<Process> processes = new ArrayList<>();

  /** No processes. */
  LocalProcesses() {}

  /**
   * Starts the processes of rank 1 and above.
   *
   * @param words the command, without what is different in each process
   */
  void start(List<String> words, Rendezvous place, int threads) throws IOException {
    for (int rank = 1; rank < place.world(); rank++) {
      List<String> all = new ArrayList<>(OwnProgram.words());
      all.addAll(words);
      all.addAll(
          List.of(
              "--world",
              String.valueOf(place.world()),
              "--rank",
              String.valueOf(rank),
              "--rendezvous",
              place.address(),
              "--threads",
              String.valueOf(threads)));
      processes.add(
          new ProcessBuilder(all)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
  }

  /** Waits a little for processes that end by themselves, and ends the others. */
  @Override
  public void close() {
    try {
      for (Process process : processes) {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      processes.forEach(Process::destroyForcibly);
    }
  }
}
