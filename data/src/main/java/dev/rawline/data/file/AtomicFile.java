package dev.rawline.data.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A file that gets its own name only when it is complete.
 *
 * <p>Bytes go to a hidden temporary file {@code .rawline-*.part} in the target's folder; {@link
 * #finish} moves it into place in one step and replaces a former file. {@link #close} before that
 * deletes it, and so do a failure to write and the end of the program by Ctrl-C. A killed program
 * may leave the temporary file, but never half a target; {@link #deleteAbandoned} clears up. (The
 * disk's cache is not flushed, so a power cut may lose the latest writes.)
 *
 * <p>Every failure is an {@link IOException} that names the file, the cause and the remedy.
 */
public final class AtomicFile extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String PREFIX = ".rawline-";
  private static final String SUFFIX = ".part";

  /** How systems report that a disk, or a user's quota of it, is full. */
  private static final List<String> FULL_DISK =
      List.of("No space left on device", "Disk quota exceeded", "not enough space");

  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  /** Held while a file is created, so that the program's end deletes or prevents it. */
  private static final Object APPEARING = new Object();

  private static boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::end));
  }

  private final Path target;
  private final Path temporary;
  private final OutputStream out;
  private boolean closed;

  AtomicFile(Path target, Path temporary, OutputStream out) {
    this.target = target;
    this.temporary = temporary;
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  /**
   * Begins a file.
   *
   * @throws IOException if its folder does not exist or may not be written to, or a folder has its
   *     name
   */
  public static AtomicFile begin(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (Files.isDirectory(target)) {
      throw rejected(target, "a folder has this name", "choose another name", null);
    }
    if (!Files.isDirectory(folder)) {
      throw rejected(
          target,
          Files.exists(folder) ? folder + " is not a folder" : "there is no folder " + folder,
          "create it or choose another folder",
          null);
    }
    Path temporary =
        folder.resolve(
            PREFIX + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + SUFFIX);
    synchronized (APPEARING) {
      if (ending) {
        throw rejected(target, "the program is ending", "run it again", null);
      }
      // Before it exists, so that no other thread takes it for abandoned.
      UNFINISHED.add(temporary);
      boolean begun = false;
      try {
        AtomicFile file = new AtomicFile(target, temporary, locked(opened(target, temporary)));
        begun = true;
        return file;
      } finally {
        if (!begun) {
          UNFINISHED.remove(temporary);
        }
      }
    }
  }

  private static FileChannel opened(Path target, Path temporary) throws IOException {
    try {
      return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      throw rejected(
          target,
          "the folder " + temporary.getParent() + " may not be written to",
          "change its permissions or choose another folder",
          e);
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /**
   * Deletes the temporary files of programs that were killed by force.
   *
   * <p>A program that writes one holds a lock on it; a file written a moment ago may be about to
   * get its lock or its final name, and is kept too.
   */
  public static void deleteAbandoned(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath(); // as unfinished files are known
    try (DirectoryStream<Path> files = Files.newDirectoryStream(absolute, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        if (!UNFINISHED.contains(file) && isAbandoned(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Deletes the temporary files of other programs anywhere below a folder, of any age: the caller
   * guarantees that no other program writes there.
   */
  public static void deleteAllOfOthers(Path folder) throws IOException {
    List<Path> left;
    try (Stream<Path> inside = Files.walk(folder.toAbsolutePath())) {
      left = inside.filter(AtomicFile::isTemporary).toList();
    }
    for (Path file : left) {
      if (!UNFINISHED.contains(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isTemporary(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && Files.isRegularFile(file);
  }

  private static boolean isAbandoned(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Instant still = Files.getLastModifiedTime(file).toInstant().plus(A_MOMENT);
      return channel.tryLock() != null && Instant.now().isAfter(still);
    } catch (IOException | OverlappingFileLockException e) {
      return false; // deleted meanwhile, or not ours
    }
  }

  /**
   * The lock shows other programs that this one still writes; file systems without locks do
   * without.
   */
  private static OutputStream locked(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException | OverlappingFileLockException e) {
      // A file system without locks, or another thread that is looking at it: no program takes the
      // file for abandoned there.
    }
    return Channels.newOutputStream(channel);
  }

  /** Writes a whole file. */
  public static void write(Path target, byte[] content) throws IOException {
    try (AtomicFile file = begin(target)) {
      file.write(content);
      file.finish();
    }
  }

  /**
   * Writes files that belong together, in their order: the first is moved into place only when all
   * of them are written.
   */
  public static void write(SequencedMap<Path, byte[]> contents) throws IOException {
    List<AtomicFile> files = new ArrayList<>();
    try {
      for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
        AtomicFile file = begin(content.getKey());
        files.add(file);
        file.write(content.getValue());
        file.flush();
      }
      for (AtomicFile file : files) {
        file.finish();
      }
    } finally {
      for (AtomicFile file : files) {
        file.close();
      }
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    attempt(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    attempt(out::flush);
  }

  /**
   * Completes the file and moves it into place.
   *
   * @throws IllegalStateException if it is closed already
   */
  public void finish() throws IOException {
    attempt(
        () -> {
          out.close();
          Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        });
    closed = true;
    UNFINISHED.remove(temporary);
  }

  /**
   * Completes the file and moves it into place, unless something exists there.
   *
   * <p>If the file system has hard links, a file that appears there meanwhile is not replaced
   * either; otherwise one that appears at the moment of the move may be.
   *
   * @throws FileAlreadyExistsException if something exists there, which is kept; this file is then
   *     deleted
   * @throws IllegalStateException if it is closed already
   */
  public void finishNew() throws IOException {
    attempt(
        () -> {
          out.close();
          appear();
        });
    closed = true;
    UNFINISHED.remove(temporary);
  }

  private void appear() throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      Files.move(temporary, target);
      return;
    }
    Files.delete(temporary);
  }

  /** Deletes the temporary file, unless the file is finished. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      // The bytes that could not be written are not requested any more.
    } finally {
      Files.deleteIfExists(temporary);
      UNFINISHED.remove(temporary);
    }
  }

  /** A step of writing. */
  private interface Work {
    void run() throws IOException;
  }

  private void attempt(Work work) throws IOException {
    if (closed) {
      throw new IllegalStateException(target + " is finished or closed already");
    }
    try {
      work.run();
    } catch (IOException e) {
      close();
      throw e instanceof FileAlreadyExistsException ? e : failed(target, e);
    }
  }

  private static void end() {
    synchronized (APPEARING) {
      ending = true;
    }
    deleteUnfinished();
  }

  /** Deletes the temporary files that this program has not finished, for a command that ends. */
  public static void deleteUnfinished() {
    for (Path temporary : UNFINISHED) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        System.err.println("could not delete " + temporary + ": " + reason(e));
      }
    }
  }

  private static IOException failed(Path target, IOException cause) {
    return rejected(
        target,
        reason(cause),
        (isFullDisk(cause) ? "free space on its disk, or " : "") + "choose another folder",
        cause);
  }

  /** Returns whether a failure to write means that the disk, or a user's quota of it, is full. */
  public static boolean isFullDisk(IOException failure) {
    String reason = reason(failure);
    return reason != null && FULL_DISK.stream().anyMatch(reason::contains);
  }

  private static IOException rejected(Path target, String found, String remedy, IOException cause) {
    return new IOException("cannot write " + target + ": " + found + "; " + remedy, cause);
  }

  private static String reason(IOException cause) {
    return cause instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : cause.getMessage();
  }
}
