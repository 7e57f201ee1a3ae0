package dev.rawline.data.pack;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One file of a packed data set, a tar archive, mapped into memory for as long as somebody uses it.
 *
 * @param file where it stands
 * @param memory its bytes
 */
record Shard(Path file, MemorySegment memory) {

  /**
   * One file of the archive.
   *
   * @param name what it is called
   * @param at where its content begins [bytes]
   * @param size how long it is [bytes]
   */
  record Entry(String name, long at, long size) {}

  /** Returns where a shard stands. */
  static Path path(Path folder, int number) {
    return folder.resolve(String.format(Locale.ROOT, "shard-%06d.tar", number));
  }

  /**
   * Maps a shard.
   *
   * @throws RejectedFileException if it cannot be read
   */
  static Shard map(Path file) throws RejectedFileException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new Shard(
          file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    } catch (IOException e) {
      RejectedFileException refusal =
          new RejectedFileException(
              file,
              Files.exists(file) ? "cannot be read (" + e.getMessage() + ")" : "is missing",
              "check its permissions and its disk, or pack the data set again");
      refusal.initCause(e);
      throw refusal;
    }
  }

  /**
   * Lists the files of the archive.
   *
   * @throws RejectedFileException if it is damaged or holds something else than files
   */
  List<Entry> entries() throws RejectedFileException {
    try {
      return found();
    } catch (InternalError e) {
      RejectedFileException refusal = damaged("its disk does not give what was written");
      refusal.initCause(e);
      throw refusal;
    }
  }

  private List<Entry> found() throws RejectedFileException {
    List<Entry> entries = new ArrayList<>();
    long at = 0;
    while (!TarHeader.endsAt(memory, at)) {
      TarHeader header;
      try {
        header = TarHeader.read(memory, at);
      } catch (IllegalArgumentException e) {
        throw damaged(e.getMessage() + " at byte " + at);
      }
      entries.add(new Entry(header.name(), at + TarHeader.BLOCK, header.size()));
      at += TarHeader.BLOCK + TarHeader.padded(header.size());
    }
    return entries;
  }

  byte[] content(Entry entry) {
    return memory.asSlice(entry.at(), entry.size()).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Returns the exception that refuses the shard as damaged. */
  RejectedFileException damaged(String found) {
    return new RejectedFileException(
        file, "is truncated or damaged: " + found, PackedDataSet.AGAIN);
  }
}
