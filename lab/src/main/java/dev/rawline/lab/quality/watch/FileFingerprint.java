package dev.rawline.lab.quality.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What changes with a file's content, as far as its file system reports it.
 *
 * @param size its size [bytes]
 * @param modified when it was last written to
 */
record FileFingerprint(long size, Instant modified) {

  /**
   * Returns the fingerprint that a file has now; none if it is gone, no file, or a link that leads
   * nowhere or in a circle.
   *
   * @throws IOException if it cannot be determined: a file that its disk does not report is not
   *     gone
   */
  static Optional<FileFingerprint> of(Path file) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.isRegularFile()
          ? Optional.of(new FileFingerprint(now.size(), now.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (isCircle(file)) {
        return Optional.empty();
      }
      throw new IOException(
          "cannot determine size and time of %s: %s; reconnect its disk or remove the file, and start watching again; nothing is lost"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Not every system names links as the cause of an endless path. */
  private static boolean isCircle(Path file) throws IOException {
    Set<Path> passed = new HashSet<>();
    Path at = file;
    while (passed.add(at)) {
      if (!Files.isSymbolicLink(at)) {
        return false;
      }
      at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
    }
    return true;
  }
}
