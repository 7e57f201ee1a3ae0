package dev.rawline.workbench.tracking;

import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is to be sent to a tracking server: a folder for each process that logs runs, which it has
 * locked. What a process leaves is sent by the next one.
 *
 * @param folder its folder
 */
record Outbox(Path folder) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
  private static final String LOCK = "lock";

  /**
   * A folder that only this process uses.
   *
   * @param folder the folder
   * @param lock its lock
   */
  record Held(Path folder, ExclusiveLock lock) implements AutoCloseable {
    /** Releases it. */
    @Override
    public void close() throws IOException {
      lock.close();
    }
  }

  /**
   * Creates a folder for this process.
   *
   * @throws IOException if it cannot be created; the message states the reason and the remedy
   */
  Held begin() throws IOException {
    OutputFiles.makeFolder(folder);
    while (true) {
      String mark = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
      Path made =
          folder.resolve(
              TIME.format(LocalDateTime.now(ZoneOffset.UTC))
                  + "-"
                  + ProcessHandle.current().pid()
                  + "-"
                  + mark);
      OutputFiles.makeFolder(made);
      Optional<Held> held = held(made);
      if (held.isPresent()) {
        return held.get();
      }
    }
  }

  /**
   * Returns all folders, the oldest first.
   *
   * @throws IOException if they cannot be listed
   */
  List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> inside =
          Files.newDirectoryStream(
              folder, path -> Files.exists(path.resolve(OutboxStream.JOURNAL)))) {
        inside.forEach(all::add);
      }
    }
    all.sort(null);
    return all;
  }

  /**
   * Locks a folder that no running process has locked.
   *
   * @throws IOException if it cannot be locked
   */
  static Optional<Held> held(Path folder) throws IOException {
    try {
      return ExclusiveLock.tryTake(folder.toRealPath().resolve(LOCK))
          .map(lock -> new Held(folder, lock));
    } catch (IOException e) {
      if (Files.exists(folder)) {
        throw e;
      }
      return Optional.empty(); // its process has sent everything
    }
  }
}
