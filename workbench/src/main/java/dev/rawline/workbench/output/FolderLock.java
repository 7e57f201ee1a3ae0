package dev.rawline.workbench.output;

import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The right of one command at a time to write to a folder.
 *
 * <p>It is a lock on the hidden file {@value #NAME} in the folder, which is removed afterwards. The
 * file of a process that was killed does not prevent the next one. On a file system without locks
 * the right is not exclusive.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final Path file;
  private final Optional<ExclusiveLock> lock;

  private FolderLock(Path file, Optional<ExclusiveLock> lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes the right, and creates the folder if it does not exist.
   *
   * @throws RejectedFileException if another command has it; the message names its process
   * @throws IOException if the folder cannot be created
   */
  public static FolderLock take(Path folder) throws IOException {
    OutputFiles.makeFolder(folder);
    Path file = folder.toRealPath().resolve(NAME);
    if (Share.isPart()) { // the process that began this one has the right
      return new FolderLock(file, Optional.empty());
    }
    while (true) {
      Optional<ExclusiveLock> lock;
      Optional<Object> before;
      try {
        before = present(file);
        lock = ExclusiveLock.tryTake(file);
      } catch (IOException e) { // no locks here; what cannot be written is reported later
        return new FolderLock(file, Optional.empty());
      }
      if (lock.isEmpty()) {
        throw new RejectedFileException(
            folder,
            "is being written to by " + ExclusiveLock.holder(file),
            "wait for its end, or choose another folder with --out");
      }
      // The holder before removes the file: a lock on a removed one excludes nobody.
      if (before.isPresent() && before.equals(key(file))) {
        return new FolderLock(file, lock);
      }
      lock.get().close();
    }
  }

  private static Optional<Object> present(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // Another command is writing, or was killed.
    }
    return key(file);
  }

  /** Returns what distinguishes a file from others of its name. */
  private static Optional<Object> key(Path file) throws IOException {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Gives the right back; a second call has no effect. */
  @Override
  public void close() throws IOException {
    if (lock.isPresent() && lock.get().isHeld()) {
      Files.deleteIfExists(file);
      lock.get().close();
    }
  }
}
