package dev.rawline.data.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write one thing of a cache, for one thread of one program at a time.
 *
 * <p>The system takes a lock back when its holder ends, however it ends. The lock's file stays, so
 * that no two programs ever hold locks on two files of one name.
 */
final class CacheLock implements AutoCloseable {
  /** A program may lock a file but once, so its threads take turns before that. */
  private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

  private final ReentrantLock turn;
  private final FileChannel channel;

  private CacheLock(ReentrantLock turn, FileChannel channel) {
    this.turn = turn;
    this.channel = channel;
  }

  /**
   * Takes the lock, and waits as long as another has it.
   *
   * @param file the lock's file; made if it does not exist
   * @param waits is told before it waits
   */
  static CacheLock take(Path file, Runnable waits) throws IOException {
    ReentrantLock turn = TURNS.computeIfAbsent(file, key -> new ReentrantLock());
    if (!turn.tryLock()) {
      waits.run();
      turn.lock();
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        waits.run();
        lock = channel.lock();
      }
      return new CacheLock(turn, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      turn.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close(); // gives the lock back
    } finally {
      turn.unlock();
    }
  }
}
