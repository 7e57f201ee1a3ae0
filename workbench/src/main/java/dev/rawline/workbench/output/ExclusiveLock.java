package dev.rawline.workbench.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to do something, to run a step or to write into a folder, which one holder in one
 * process has at a time.
 *
 * <p>The system takes it back when its holder ends, however it ends. The lock's file stays, so that
 * no two processes ever hold locks on two files of one name.
 */
public final class ExclusiveLock implements AutoCloseable {
  /**
   * What this process holds. It must not even open such a file again: closing it would give the
   * lock back.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ExclusiveLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the right, unless another has it.
   *
   * @param file the lock's file, absolute and without links; made if it does not exist
   * @throws IOException if the file system has no locks, or the file cannot be made
   */
  public static Optional<ExclusiveLock> tryTake(Path file) throws IOException {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      return lock == null ? Optional.empty() : Optional.of(new ExclusiveLock(file, channel));
    } catch (IOException e) {
      throw new IOException(
          "cannot lock %s: %s; choose a folder that may be written to, on a file system that has locks"
              .formatted(file, e.getMessage()),
          e);
    } finally {
      if (lock == null) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  /** Gives it back. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
