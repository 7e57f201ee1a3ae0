package dev.rawline.data.pack;

import dev.rawline.data.file.BoundedFile;
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
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * One file of a packed data set, a tar archive, mapped into memory for as long as it is in use.
 *
 * @param file where it is
 * @param memory its bytes
 */
record Shard(Path file, MemorySegment memory) {

  /**
   * One file of the archive.
   *
   * @param name its name
   * @param at the position of its content [bytes]
   * @param size its length [bytes]
   */
  record Entry(String name, long at, long size) {}

  /** Returns where a shard is. */
  static Path path(Path folder, int number) {
    return folder.resolve(String.format(Locale.ROOT, "shard-%06d.tar", number));
  }

  /**
   * Maps a shard.
   *
   * @throws RejectedFileException if it cannot be read
   */
  static Shard map(Path file) throws RejectedFileException {
    BoundedFile.requireOrdinary(file);
    try (FileChannel channel = FileChannel.open(file)) {
      return new Shard(
          file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    } catch (IOException e) {
      throw new RejectedFileException(
          file,
          Files.exists(file) ? "cannot be read (" + e.getMessage() + ")" : "is missing",
          "check its permissions and its disk, or pack the data set again",
          e);
    }
  }

  /**
   * Lists the files of the archive.
   *
   * @throws RejectedFileException if it is damaged or has entries other than ordinary files
   */
  List<Entry> entries() throws RejectedFileException {
    try (TarFile archive = new TarFile(file)) {
      List<Entry> entries = new ArrayList<>();
      long end = 0;
      for (TarArchiveEntry entry : archive.getEntries()) {
        if (!entry.isCheckSumOK()) {
          throw damaged("has a damaged header before byte " + entry.getDataOffset());
        }
        if (entry.getLinkFlag() != TarConstants.LF_NORMAL) {
          throw damaged("contains %s, which is not a regular file".formatted(entry.getName()));
        }
        if (entry.getSize() > memory.byteSize() - entry.getDataOffset()) {
          throw damaged("ends within " + entry.getName());
        }
        entries.add(new Entry(entry.getName(), entry.getDataOffset(), entry.getSize()));
        end = entry.getDataOffset() + TarHeader.padded(entry.getSize());
      }
      // The library takes a cut header for the archive's end, which is a block of zeros.
      if (memory.byteSize() - end < TarHeader.BLOCK) {
        throw damaged("ends within a header at byte " + end);
      }
      return entries;
    } catch (RejectedFileException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  byte[] content(Entry entry) {
    return memory.asSlice(entry.at(), entry.size()).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Returns the rejection of the shard as damaged. */
  RejectedFileException damaged(String found) {
    return damaged(found, null);
  }

  /** Returns the rejection of the shard as damaged, because of another failure. */
  RejectedFileException damaged(String found, Throwable cause) {
    return new RejectedFileException(
        file, "is truncated or damaged: " + found, PackedDataSet.AGAIN, cause);
  }
}
