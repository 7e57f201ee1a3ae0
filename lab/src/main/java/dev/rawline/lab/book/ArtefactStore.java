package dev.rawline.lab.book;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.store.Checksum;
import dev.rawline.lab.Outputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

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

  /**
   * Keeps a file, and returns once it is on the disk.
   *
   * @return the sum of its content and its size
   * @throws IOException if it cannot be read, or cannot be kept; the message says why
   */
  RunRecord.Artefact keep(Path file) throws IOException {
    String sum = sum(file);
    RunRecord.Artefact kept = new RunRecord.Artefact(sum, Files.size(file));
    Path target = path(kept);
    if (!stands(kept)) {
      Outputs.makeFolder(target.getParent());
      if (kept.bytes() < LARGE || !link(file, kept, target)) {
        copy(file, kept, target);
      }
      reach(target);
      reach(target.getParent());
      boolean _ = target.toFile().setReadOnly();
    }
    return kept;
  }

  /** Returns where a file stands that was kept. */
  Path path(RunRecord.Artefact kept) {
    return folder.resolve(kept.sha256().substring(0, 2)).resolve(kept.sha256());
  }

  private boolean stands(RunRecord.Artefact kept) throws IOException {
    Path path = path(kept);
    return Files.isRegularFile(path) && Files.size(path) == kept.bytes();
  }

  /** Returns whether what stands there is what was kept. */
  boolean isWhole(RunRecord.Artefact kept) throws IOException {
    return stands(kept) && sum(path(kept)).equals(kept.sha256());
  }

  /** Gives a file a second name, unless it changes meanwhile or the file system cannot. */
  private boolean link(Path file, RunRecord.Artefact kept, Path target) throws IOException {
    // A name as of an unfinished file, so that what a killed program leaves is cleared up.
    Path second =
        target.resolveSibling(
            ".rawline-%s.part"
                .formatted(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())));
    try {
      Files.createLink(second, file.toRealPath());
      if (Files.size(second) != kept.bytes() || !sum(second).equals(kept.sha256())) {
        return false;
      }
      Files.move(second, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (UnsupportedOperationException | IOException e) {
      return false; // another disk, for example: it is copied
    } finally {
      Files.deleteIfExists(second);
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
