package dev.rawline.workbench.tracking;

import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What waits for a tracking server: a folder for each process that writes runs, which it holds a
 * lock on. What a process left behind is sent by the next one.
 *
 * @param folder where it lies
 */
record Outbox(Path folder) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
  private static final String LOCK = "lock";

  /**
   * A folder that this process alone holds.
   *
   * @param folder the folder
   * @param lock what holds it
   */
  record Held(Path folder, FileChannel lock) implements AutoCloseable {
    /** Lets others have it. */
    @Override
    public void close() throws IOException {
      lock.close();
    }
  }

  /**
   * Makes a folder for this process.
   *
   * @throws IOException if it cannot be made; the message says why and what to do
   */
  Held begin() throws IOException {
    OutputFiles.makeFolder(folder);
    while (true) {
      String mark = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
      Path made =
          folder.resolve(
              TIME.format(LocalDateTime.now(java.time.ZoneOffset.UTC))
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
   * Returns the oldest folders first, whoever holds them.
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
   * Takes a folder that no living process holds.
   *
   * @throws IOException if that cannot be found out
   */
  static Optional<Held> held(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty(); // its process is done with it
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new Held(folder, channel));
      }
    } catch (OverlappingFileLockException e) {
      // This process holds it.
    }
    channel.close();
    return Optional.empty();
  }
}
