package dev.rawline.data.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * An exclusive right, such as to run a step or to write into a folder, for one holder in one
 * process at a time.
 *
 * <p>The system releases it when the process of its holder ends, even if it is killed. The lock's
 * file remains, so that no two processes ever hold locks on two files of one name; it contains the
 * process that had the lock last.
 */
public final class ExclusiveLock implements AutoCloseable {
  /**
   * One permit a file, for the holders in this process. While it is locked the file must not be
   * opened again: closing it would release the lock.
   */
  private static final Map<Path, Semaphore> PERMITS = new ConcurrentHashMap<>();

  private static final Pattern HOLDER = Pattern.compile("process \\d+( on [\\w.-]+)?");
  private static final String OTHER = "another process";
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  private final Semaphore permit;
  private final FileChannel channel;

  private ExclusiveLock(Semaphore permit, FileChannel channel) {
    this.permit = permit;
    this.channel = channel;
  }

  /**
   * Takes the lock if it is free.
   *
   * @param file the lock's file, absolute and without links; created if it does not exist
   * @return the lock, or empty if another holder has it
   * @throws IOException if the file system has no locks, or the file cannot be created
   */
  public static Optional<ExclusiveLock> tryTake(Path file) throws IOException {
    Semaphore permit = permit(file);
    if (!permit.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return locked(file, permit, FileChannel::tryLock);
    } catch (IOException e) {
      throw new IOException(
          "cannot lock %s: %s; choose a writable folder, on a file system that supports locks"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * Takes the lock, and waits as long as another holder has it.
   *
   * @param file the lock's file, absolute and without links; created if it does not exist
   * @param waits runs before it waits
   * @throws IOException if the file system has no locks, or the file cannot be created
   */
  public static ExclusiveLock take(Path file, Runnable waits) throws IOException {
    Semaphore permit = permit(file);
    if (!permit.tryAcquire()) {
      waits.run();
      permit.acquireUninterruptibly();
    }
    return locked(
            file,
            permit,
            channel -> {
              FileLock lock = channel.tryLock();
              if (lock == null) {
                waits.run();
                lock = channel.lock();
              }
              return lock;
            })
        .orElseThrow();
  }

  /**
   * Returns the process that has a lock in words, such as "process 1234 on microscope".
   *
   * @param file the lock's file
   * @throws IOException if it cannot be read
   */
  public static String holder(Path file) throws IOException {
    Semaphore permit = permit(file);
    if (!permit.tryAcquire()) {
      return "this process";
    }
    try {
      String words = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      return HOLDER.matcher(words).matches() ? words : OTHER;
    } catch (NoSuchFileException e) { // it has ended meanwhile, and removed its file
      return OTHER;
    } finally {
      permit.release();
    }
  }

  private static String self() throws IOException {
    String process = "process " + ProcessHandle.current().pid();
    return Files.isReadable(HOST) ? process + " on " + Files.readString(HOST).strip() : process;
  }

  private static Semaphore permit(Path file) {
    return PERMITS.computeIfAbsent(file, key -> new Semaphore(1));
  }

  /** Locks an open file. */
  private interface Locking {
    /** Returns the lock, or null if another process has it. */
    FileLock lock(FileChannel channel) throws IOException;
  }

  private static Optional<ExclusiveLock> locked(Path file, Semaphore permit, Locking locking)
      throws IOException {
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = locking.lock(channel);
      if (lock != null) {
        channel.truncate(0).write(ByteBuffer.wrap(self().getBytes(StandardCharsets.ISO_8859_1)));
      }
      return lock == null ? Optional.empty() : Optional.of(new ExclusiveLock(permit, channel));
    } finally {
      if (lock == null) {
        if (channel != null) {
          channel.close();
        }
        permit.release();
      }
    }
  }

  /** Returns whether it is not released yet. */
  public synchronized boolean isHeld() {
    return channel.isOpen();
  }

  /** Releases the lock; a second call has no effect. */
  @Override
  public synchronized void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } finally {
      permit.release();
    }
  }
}
