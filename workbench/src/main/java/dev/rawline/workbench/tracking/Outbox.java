package dev.rawline.workbench.tracking;

import dev.rawline.data.file.OwnerOnly;
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

  /**
   * Creates a folder that only this process uses.
   *
   * @throws IOException if it cannot be created; the message states the reason and the remedy
   */
  OutboxStream begin() throws IOException {
    OutputFiles.makeFolder(folder);
    OwnerOnly.tighten(folder); // addresses of a server may let anyone write there
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
      Optional<OutboxStream> stream = OutboxStream.open(made);
      if (stream.isPresent()) {
        return stream.get();
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
}
