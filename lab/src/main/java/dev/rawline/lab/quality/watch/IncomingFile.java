package dev.rawline.lab.quality.watch;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that arrived and has come to rest.
 *
 * @param file where it is
 * @param size its size [bytes]
 * @param modified when it was last written to, as its file system has it
 * @param sha256 the sum of its content, 64 hexadecimal digits
 * @param duplicateOf the name under which the same content was checked first, if it was
 */
public record IncomingFile(
    Path file, long size, Instant modified, String sha256, Optional<String> duplicateOf) {

  /** Returns the file's name, as the journal has it. */
  public String name() {
    return JournalName.of(file);
  }
}
