package dev.rawline.workbench.book;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.store.Checksum;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Files by the sum of their content: {@code ab/ab12…} is the one whose SHA-256 begins so. What
 * stands there is whole and stays as it is.
 *
 * <p>A large file is kept as a second name of the file that it is kept of, where the file system
 * allows, so that a model does not take its place on the disk twice. It is not to be changed from
 * then on (and is read-only); programs of Rawline replace files and never change them. Small files
 * are copied, since people edit them.
 *
 * @param folder where they are
 */
record ArtefactStore(Path folder) {
  /** Files of this size and more get a second name [bytes]. */
  static final long LARGE = 1 << 20;

  private static final String UNFINISHED = ".unfinished-";

  /** Longer than any program takes for one file. */
  private static final Duration A_DAY = Duration.ofDays(1);

  /**
   * Keeps a file, and returns once it is on the disk.
   *
   * @return the sum of its content and its size
   * @throws IOException if it cannot be read, or cannot be kept; the message says why
   */
  RunRecord.Artefact keep(Path file) throws IOException {
    Optional<RunRecord.Artefact> linked = Files.size(file) < LARGE ? Optional.empty() : link(file);
    if (linked.isPresent()) {
      return linked.get();
    }
    RunRecord.Artefact kept = told(file);
    if (!isWhole(kept)) {
      Path target = path(kept);
      OutputFiles.makeFolder(target.getParent());
      copy(file, kept, target);
      stay(target);
    }
    return kept;
  }

  private static RunRecord.Artefact told(Path file) throws IOException {
    return new RunRecord.Artefact(sum(file), Files.size(file));
  }

  private static void stay(Path target) throws IOException {
    reach(target);
    reach(target.getParent());
    boolean _ = target.toFile().setReadOnly();
  }

  /** Returns where a file stands that was kept. */
  Path path(RunRecord.Artefact kept) {
    return folder.resolve(kept.sha256().substring(0, 2)).resolve(kept.sha256());
  }

  /** Returns whether what stands there is what was kept. */
  boolean isWhole(RunRecord.Artefact kept) throws IOException {
    return isWhole(path(kept), kept);
  }

  /** Returns whether a file is there and has the content of what was kept. */
  static boolean isWhole(Path file, RunRecord.Artefact kept) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == kept.bytes()
        && sum(file).equals(kept.sha256());
  }

  /**
   * Gives a file a second name, which stays that of the content that is summed though another file
   * takes the first name meanwhile.
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
      RunRecord.Artefact kept = told(second);
      Path target = path(kept);
      boolean isKept = Files.exists(target) && Files.isSameFile(second, target);
      if (!isKept && !isWhole(kept)) {
        OutputFiles.makeFolder(target.getParent());
        Files.move(second, target, StandardCopyOption.ATOMIC_MOVE);
        stay(target);
      }
      return Optional.of(kept);
    } finally {
      delete(unfinished);
    }
  }

  /** Gives a file a second name where the file system allows. */
  static boolean isLinked(Path second, Path file) {
    try {
      Files.createLink(second, file.toRealPath());
      return true;
    } catch (UnsupportedOperationException | IOException e) {
      return false; // another disk, for example
    }
  }

  /**
   * Makes a folder for what is not finished, which the caller moves or deletes; those that killed
   * programs left are deleted.
   *
   * @throws IOException if it cannot be made
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
      Instant made = Files.getLastModifiedTime(unfinished).toInstant();
      if (made.plus(A_DAY).isBefore(Instant.now())) {
        delete(unfinished);
      }
    } catch (IOException e) {
      // It is finished meanwhile, or another program clears it up.
    }
  }

  /** Deletes a folder, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> below;
    try (Stream<Path> all = Files.walk(folder)) {
      below = all.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : below) {
      Files.deleteIfExists(path);
    }
  }

  private static void copy(Path file, RunRecord.Artefact kept, Path target) throws IOException {
    MessageDigest digest = sha256();
    try (AtomicFile copy = AtomicFile.begin(target);
        InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(copy);
      if (!HexFormat.of().formatHex(digest.digest()).equals(kept.sha256())) {
        throw new IOException("%s changed while it was kept; run it again".formatted(file));
      }
      copy.finish();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Waits until what the system holds of a file or folder is on the disk. */
  private static void reach(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String sum(Path file) throws IOException {
    return Checksum.of(file, Checksum.Algorithm.SHA256).hex();
  }
}
