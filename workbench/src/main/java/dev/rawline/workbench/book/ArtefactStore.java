package dev.rawline.workbench.book;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.store.Checksum;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files by the checksum of their content: the SHA-256 of {@code ab/ab12…} begins with ab12. A
 * stored file is complete and never changes.
 *
 * <p>A large file is stored as a hard link to the original where the file system allows, so that a
 * model does not occupy the disk twice. It must not be changed from then on (and is read-only);
 * Rawline replaces files and never changes them. Small files are copied, since users edit them.
 *
 * @param folder their folder
 */
record ArtefactStore(Path folder) {
  /** Files of this size and more become hard links [bytes]. */
  static final long LARGE = 1 << 20;

  private static final String UNFINISHED = ".unfinished-";

  /** Longer than any program needs for one file. */
  private static final Duration A_DAY = Duration.ofDays(1);

  /**
   * Stores a file, and returns once it is on the disk.
   *
   * @return the checksum of its content and its size
   * @throws IOException if it cannot be read or stored; the message states the reason
   */
  RunRecord.Artefact keep(Path file) throws IOException {
    Optional<RunRecord.Artefact> linked = Files.size(file) < LARGE ? Optional.empty() : link(file);
    if (linked.isPresent()) {
      return linked.get();
    }
    RunRecord.Artefact kept = described(file);
    if (!isWhole(kept)) {
      Path target = path(kept);
      OutputFiles.makeFolder(target.getParent());
      copy(file, kept, target);
      protect(target);
    }
    return kept;
  }

  private static RunRecord.Artefact described(Path file) throws IOException {
    return new RunRecord.Artefact(sum(file), Files.size(file));
  }

  private static void protect(Path target) throws IOException {
    sync(target);
    sync(target.getParent());
    boolean _ = target.toFile().setReadOnly();
  }

  /** Returns the path of a stored file. */
  Path path(RunRecord.Artefact kept) {
    return folder.resolve(kept.sha256().substring(0, 2)).resolve(kept.sha256());
  }

  /** Returns whether a stored file exists and is unchanged. */
  boolean isWhole(RunRecord.Artefact kept) throws IOException {
    return isWhole(path(kept), kept);
  }

  /** Returns whether a file exists and has the content of a stored one. */
  static boolean isWhole(Path file, RunRecord.Artefact kept) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == kept.bytes()
        && sum(file).equals(kept.sha256());
  }

  /**
   * Stores a file as a hard link, whose content is that of the checksum even if another file
   * replaces the original meanwhile.
   *
   * @return none if the file system cannot
   */
  private Optional<RunRecord.Artefact> link(Path file) throws IOException {
    Path unfinished = unfinished();
    try {
      Path second = unfinished.resolve("second");
      if (!isLinked(second, file)) {
        return Optional.empty();
      }
      RunRecord.Artefact kept = described(second);
      Path target = path(kept);
      boolean isKept = Files.exists(target) && Files.isSameFile(second, target);
      if (!isKept && !isWhole(kept)) {
        OutputFiles.makeFolder(target.getParent());
        Files.move(second, target, StandardCopyOption.ATOMIC_MOVE);
        protect(target);
      }
      return Optional.of(kept);
    } finally {
      OutputFiles.deleteFolder(unfinished);
    }
  }

  /** Creates a hard link to a file where the file system allows. */
  static boolean isLinked(Path second, Path file) {
    try {
      Files.createLink(second, file.toRealPath());
      return true;
    } catch (UnsupportedOperationException | IOException e) {
      return false; // another disk, for example
    }
  }

  /**
   * Creates a folder for unfinished work, which the caller moves or deletes; those of killed
   * programs are deleted.
   *
   * @throws IOException if it cannot be created
   */
  Path unfinished() throws IOException {
    OutputFiles.makeFolder(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path one : left) {
        clear(one);
      }
    }
    String mark = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return Files.createDirectory(folder.resolve(UNFINISHED + mark));
  }

  private static void clear(Path unfinished) {
    try {
      Instant created = Files.getLastModifiedTime(unfinished).toInstant();
      if (created.plus(A_DAY).isBefore(Instant.now())) {
        OutputFiles.deleteFolder(unfinished);
      }
    } catch (IOException e) {
      // It was finished meanwhile, or another program deletes it.
    }
  }

  private static void copy(Path file, RunRecord.Artefact kept, Path target) throws IOException {
    MessageDigest digest = Checksum.Algorithm.SHA256.digest();
    try (AtomicFile copy = AtomicFile.begin(target);
        InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(copy);
      if (!HexFormat.of().formatHex(digest.digest()).equals(kept.sha256())) {
        throw new IOException(
            "%s changed while it was being stored; run the command again".formatted(file));
      }
      copy.finish();
    }
  }

  /** Waits until a file or folder is on the disk. */
  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String sum(Path file) throws IOException {
    return Checksum.of(file, Checksum.Algorithm.SHA256).hex();
  }
}
