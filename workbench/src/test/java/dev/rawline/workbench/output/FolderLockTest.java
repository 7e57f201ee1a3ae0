package dev.rawline.workbench.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path root;

  /** The other process: takes the right, and keeps it until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (FolderLock _ = FolderLock.take(Path.of(arguments[0]))) {
        System.out.println("has it");
        Thread.sleep(TimeUnit.MINUTES.toMillis(5));
      }
    }
  }

  private static Process hold(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("has it");
    return process;
  }

  @Test
  void aFolderInUseIsRefusedByTheIdOfItsProcess() throws Exception {
    Path folder = root.resolve("results");
    Process other = hold(folder);
    try {
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(RejectedFileException.class)
          .hasMessageMatching(
              "%s: is being written to by process %d( on [\\w.-]+)?; wait for its end, or choose another folder with --out"
                  .formatted(folder, other.pid()));
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (FolderLock _ = FolderLock.take(folder)) {
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSecondCommandOfThisProcessIsRefusedToo() throws IOException {
    try (FolderLock _ = FolderLock.take(root)) {
      assertThatThrownBy(() -> FolderLock.take(root.resolve(".")))
          .hasMessageContaining("is being written to by this process");
    }
    FolderLock again = FolderLock.take(root);
    again.close();
    again.close();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aHolderWhoseFileIsRemovedMeanwhileIsAnotherProcess() throws IOException {
    assertThat(ExclusiveLock.holder(root.resolve(".lock"))).isEqualTo("another process");
  }

  /** The file is removed and created in turn; at any moment at most one has the right. */
  @Test
  void neverTwoHaveTheRight() throws Exception {
    AtomicInteger having = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    Callable<Integer> worker =
        () -> {
          int most = 0;
          for (int i = 0; i < 300; i++) {
            try (FolderLock _ = FolderLock.take(root)) {
              most = Math.max(most, having.incrementAndGet());
              taken.incrementAndGet();
              having.decrementAndGet();
            } catch (RejectedFileException e) {
              Thread.onSpinWait();
            }
          }
          return most;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> most = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        most.add(threads.submit(worker));
      }
      for (Future<Integer> one : most) {
        assertThat(one.get()).isLessThanOrEqualTo(1);
      }
    }
    assertThat(taken.get()).isPositive();
    assertThat(Files.exists(root.resolve(".lock"))).isFalse();
  }
}
