package dev.rawline.data.store;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.web.RetryPolicy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * An archive ({@code .zip}, {@code .tar}, {@code .tar.gz}, {@code .tgz}) → files in a folder.
 *
 * <p>The content of an archive is not trusted. Names outside the folder, links, devices, duplicate
 * names and names that are not UTF-8 are rejected, and so are sizes that exceed the disk or differ
 * from the stated ones (a small archive may expand without end). A zip is checked whole before a
 * byte of it is written.
 */
final class Archive {
  private static final int BUFFER_BYTES = 1 << 16;

  /** The replacement of bytes that are not UTF-8 by the reader of tape archives. */
  private static final char REPLACEMENT = '?';

  /** Archives of raw files and tables rarely shrink to less than a tenth. */
  private static final long EXPANSION = 10;

  private static final long LEAST_ROOM = 10_000_000_000L;

  /** The file type in a mode of Unix. */
  private static final int TYPE = 0170000;

  private static final int FILE = 0100000;
  private static final int FOLDER = 0040000;

  private enum Kind {
    ZIP,
    TAR,
    TAR_GZ
  }

  private final Path file;
  private final String name;
  private final Kind kind;
  private final EntryNames names = new EntryNames();

  /** The bytes that may be unpacked, and those that have been so far. */
  private long most;

  private long taken;

  private Archive(Path file, String name, Kind kind) {
    this.file = file;
    this.name = name;
    this.kind = kind;
  }

  /**
   * Returns the archive that a file is by the ending of its name, if it is one.
   *
   * @param file the file of its bytes
   * @param name its name
   */
  static Optional<Archive> of(Path file, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return Optional.of(new Archive(file, name, Kind.ZIP));
    }
    if (lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
      return Optional.of(new Archive(file, name, Kind.TAR_GZ));
    }
    return lower.endsWith(".tar")
        ? Optional.of(new Archive(file, name, Kind.TAR))
        : Optional.empty();
  }

  /**
   * Unpacks all files into a folder.
   *
   * @param folder an existing folder, in which none of the files exists yet
   * @param maxSize the most bytes that all files may have together; by default ten times as many as
   *     the archive, and at least 10 GB
   * @throws RejectedFileException if the archive is damaged, has unsafe entries, or expands to more
   * @throws IOException if a file cannot be written, as the system reports it
   */
  void unpack(Path folder, OptionalLong maxSize) throws IOException {
    BoundedFile.requireOrdinary(file);
    most = maxSize.orElse(Math.max(LEAST_ROOM, EXPANSION * Files.size(file)));
    try {
      switch (kind) {
        case ZIP -> unzip(folder);
        case TAR -> {
          try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            untar(in, folder);
          }
        }
        case TAR_GZ -> {
          try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            untar(in, folder);
          }
        }
      }
    } catch (ZipException e) {
      throw damaged(e);
    } catch (FileAlreadyExistsException e) {
      throw rejected(
          "contains '%s', which another archive next to it also contains"
              .formatted(folder.relativize(Path.of(e.getFile()))),
          "fetch them one by one");
    } catch (InvalidNameException e) {
      throw rejected(e.found(), e.remedy());
    }
  }

  private void unzip(Path folder) throws IOException {
    try (ZipFile zip = readable(() -> ZipFile.builder().setPath(file).get())) {
      long packed = 0;
      long unpacked = 0;
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String path = name(entry.getRawName(), entry.getName());
        requireType(path, entry.isDirectory(), entry.getUnixMode());
        if (entry.isDirectory()) {
          names.addFolder(path);
          continue;
        }
        names.addFile(path);
        if (entry.getGeneralPurposeBit().usesEncryption() || !zip.canReadEntryData(entry)) {
          throw rejected(
              "contains '%s', which is encrypted or packed by an unsupported method"
                  .formatted(path),
              "pack it again without a password, by deflate");
        }
        packed += Math.max(0, entry.getCompressedSize());
        unpacked += Math.max(0, entry.getSize());
      }
      if (packed > Files.size(file)) {
        throw rejected(
            "declares %d bytes of content in a file of %d bytes"
                .formatted(packed, Files.size(file)),
            "do not trust it");
      }
      take(unpacked);
      requireRoom(folder, unpacked);
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        Path target = folder.resolve(name(entry.getRawName(), entry.getName()));
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          try (InputStream in = readable(() -> zip.getInputStream(entry))) {
            CRC32 crc = write(in, target, entry.getSize());
            if (crc.getValue() != entry.getCrc()) {
              throw rejected(
                  "is damaged: '%s' has another checksum than it should".formatted(entry.getName()),
                  "fetch it again");
            }
          }
        }
      }
    }
  }

  private <T> T readable(RetryPolicy.Attempt<T> attempt) throws IOException {
    try {
      return attempt.run();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private void untar(InputStream in, Path folder) throws IOException {
    boolean[] ended = {false};
    TarArchiveInputStream tar =
        new TarArchiveInputStream(in, "UTF-8") {
          @Override
          protected boolean isEOFRecord(byte[] block) {
            boolean end = super.isEOFRecord(block);
            ended[0] |= end && block != null;
            return end;
          }
        };
    for (TarArchiveEntry entry = readable(tar::getNextEntry);
        entry != null;
        entry = readable(tar::getNextEntry)) {
      if (!entry.isCheckSumOK()) {
        throw rejected(
            "is damaged: the header of '%s' has another checksum than it should"
                .formatted(entry.getName()),
            "fetch it again");
      }
      if (entry.getName().indexOf(REPLACEMENT) >= 0) {
        throw notUtf8(entry.getName(), ", or has a question mark in it");
      }
      String path = entry.getName();
      path = path.startsWith("./") ? path.substring(2) : path;
      requireType(path, entry.isDirectory(), entry.getMode());
      if (entry.isDirectory()) {
        names.addFolder(path);
        Files.createDirectories(folder.resolve(path));
        continue;
      }
      requireFile(path, isPlain(entry));
      names.addFile(path);
      take(entry.getSize());
      requireRoom(folder, entry.getSize());
      write(tar, folder.resolve(path), entry.getSize());
    }
    if (!ended[0]) {
      throw rejected("is damaged: it ends without the blocks that end a tar", "fetch it again");
    }
    byte[] rest = new byte[BUFFER_BYTES];
    for (int read = 0; read >= 0; read = readable(() -> in.read(rest))) {
      take(read); // up to the checksum of all that was packed
    }
  }

  /** The library takes all but folders for files. */
  private static boolean isPlain(TarArchiveEntry entry) {
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_OLDNORM,
          TarConstants.LF_NORMAL,
          TarConstants.LF_CONTIG,
          TarConstants.LF_GNUTYPE_SPARSE ->
          true;
      default -> false;
    };
  }

  /** A mode may name another type than the entry does; without a type it says nothing. */
  private void requireType(String path, boolean folder, long mode) throws RejectedFileException {
    long type = mode & TYPE;
    requireFile(path, type == 0 || type == (folder ? FOLDER : FILE));
  }

  /** Takes some bytes of what the archive may expand to. */
  private void take(long bytes) throws IOException {
    taken = bytes > Long.MAX_VALUE - taken ? Long.MAX_VALUE : taken + bytes;
    if (taken > most) {
      throw rejected(
          "has %d bytes and expands to %d bytes or more, of which %d may be unpacked"
              .formatted(Files.size(file), taken, most),
          "if you trust it, allow more by data fetch --max-size, for example --max-size 100GB");
    }
  }

  private void requireFile(String path, boolean isFile) throws RejectedFileException {
    if (!isFile) {
      throw rejected(
          "contains '%s', which is a link or a device".formatted(path),
          "pack it again with plain files and folders only");
    }
  }

  private static void requireRoom(Path folder, long bytes) throws IOException {
    long room = Files.getFileStore(folder).getUsableSpace();
    if (bytes > room) {
      throw new IOException(
          "No space left on device: %d bytes are to be unpacked, and %d are free"
              .formatted(bytes, room));
    }
  }

  private CRC32 write(InputStream in, Path target, long size) throws IOException {
    Files.createDirectories(target.getParent());
    CRC32 crc = new CRC32();
    long written = 0;
    try (OutputStream out =
        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = readable(() -> in.read(buffer));
          read >= 0;
          read = readable(() -> in.read(buffer))) {
        written += read;
        if (written > size) {
          break;
        }
        crc.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    if (written != size) {
      throw rejected(
          "is damaged: '%s' has %s bytes than the %d that it claims"
              .formatted(target.getFileName(), written > size ? "more" : "fewer", size),
          "fetch it again");
    }
    return crc;
  }

  /** Returns a name whose bytes are UTF-8, of which ASCII is a part. */
  private String name(byte[] octets, String fallback) throws RejectedFileException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8(fallback, ", bytes " + HexFormat.ofDelimiter(" ").formatHex(octets));
    }
  }

  private RejectedFileException notUtf8(String shown, String octets) {
    return rejected(
        "contains a file whose name is not UTF-8 ('%s'%s)"
            .formatted(shown.replaceAll("[^\\x20-\\x7e]", "?"), octets),
        "pack it again with names in UTF-8");
  }

  private RejectedFileException damaged(IOException cause) {
    RejectedFileException rejection =
        rejected(
            "is damaged, or no archive of this kind (" + cause.getMessage() + ")",
            "fetch it again");
    rejection.initCause(cause);
    return rejection;
  }

  private RejectedFileException rejected(String found, String remedy) {
    return new RejectedFileException(
        file.getFileName().toString().equals(Path.of(name).getFileName().toString())
            ? file
            : Path.of(name),
        found,
        remedy);
  }
}
