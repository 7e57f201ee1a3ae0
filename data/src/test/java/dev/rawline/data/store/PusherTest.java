package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PusherTest {
  @TempDir private Path scratch;
  private Path from;
  private Path to;
  private final RecordingProgress recorded = new RecordingProgress();

  @BeforeEach
  void make() throws IOException {
    from = scratch.resolve("from");
    to = scratch.resolve("to");
    Files.createDirectories(from.resolve("images"));
    Files.write(from.resolve("images/a.tiff"), Transfers.bytes(100_000, 1));
    Files.write(from.resolve("images/b.tiff"), Transfers.bytes(10, 2));
    Files.writeString(from.resolve("card.yaml"), "name: a\n");
    Files.writeString(from.resolve("README.md"), "# a\n");
  }

  @Test
  void allFilesArriveAndTheCardLast() throws IOException {
    assertThat(push()).isEqualTo(new Pusher.PushSummary(4, 0, 100_022));
    assertThat(Transfers.files(to))
        .containsExactly("README.md", "SHA256SUMS", "card.yaml", "images/a.tiff", "images/b.tiff");
    assertThat(to.resolve("images/a.tiff")).hasSameBinaryContentAs(from.resolve("images/a.tiff"));
    assertThat(recorded.ended).hasSize(4).endsWith("README.md: sent", "card.yaml: sent");
    assertThat(Transfers.files(from)).hasSize(4);
  }

  /** The list is what the command sha256sum reads; its first line is computed by that command. */
  @Test
  void theListOfChecksumsMatchesSha256sum() throws IOException {
    Files.writeString(from.resolve("README.md"), "abc");
    push();
    assertThat(Files.readAllLines(to.resolve("SHA256SUMS")))
        .hasSize(4)
        .startsWith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  README.md")
        .isSortedAccordingTo((a, b) -> a.substring(66).compareTo(b.substring(66)));
  }

  @Test
  void unchangedFilesAreNotSent() throws IOException {
    push();
    Files.delete(to.resolve("images/b.tiff"));
    Files.delete(to.resolve("card.yaml"));
    Files.writeString(to.resolve("other.txt"), "not ours");
    assertThat(push()).isEqualTo(new Pusher.PushSummary(2, 2, 18));
    assertThat(to.resolve("other.txt")).hasContent("not ours");
  }

  @Test
  void otherContentIsNotReplacedAndNothingIsSent() throws IOException {
    Files.createDirectories(to.resolve("images"));
    Files.write(to.resolve("images/b.tiff"), Transfers.bytes(10, 3));
    Files.writeString(to.resolve("README.md"), "longer");
    assertThatIOException()
        .isThrownBy(this::push)
        .withMessage(
            "%s: contains 2 files with different content (README.md, images/b.tiff), and data push never replaces files; choose another location"
                .formatted(to));
    assertThat(Transfers.files(to)).containsExactly("README.md", "images/b.tiff");
  }

  private String list() throws IOException {
    return Files.readString(to.resolve("SHA256SUMS"));
  }

  @Test
  void anIncompleteListIsReplaced() throws IOException {
    push();
    String former = list();
    Files.writeString(from.resolve("more"), "more");
    assertThat(push()).isEqualTo(new Pusher.PushSummary(1, 4, 4));
    assertThat(list().lines()).hasSize(5).containsAll(former.lines().toList());
  }

  @Test
  void aListOfOtherFilesIsNotReplacedAndNothingIsSent() throws IOException {
    push();
    String former = list();
    Files.writeString(from.resolve("more"), "more");
    Files.delete(from.resolve("images/b.tiff"));
    assertThatIOException()
        .isThrownBy(this::push)
        .withMessage(
            "%s: contains a SHA256SUMS that lists files which are not in %s (images/b.tiff), and data push never replaces files; choose another location"
                .formatted(to, from));
    assertThat(list()).isEqualTo(former);
    assertThat(to.resolve("more")).doesNotExist();

    Files.writeString(to.resolve("SHA256SUMS"), "my own notes\n");
    assertThatIOException()
        .isThrownBy(this::push)
        .withMessageContaining("SHA256SUMS that lists files which are not in %s (".formatted(from));
    assertThat(list()).isEqualTo("my own notes\n");
  }

  @Test
  void aListInTheFolderIsSkippedOnlyIfItMatches() throws IOException {
    push();
    String list = list();
    Path own = from.resolve("SHA256SUMS");
    Files.writeString(own, list.lines().findFirst().orElseThrow() + "\n");
    assertThat(push()).isEqualTo(new Pusher.PushSummary(0, 4, 0));
    assertThat(list()).isEqualTo(list);

    to = scratch.resolve("elsewhere");
    Files.writeString(own, list.replace("  README.md", "  gone.md"));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(this::push)
        .withMessage(
            own
                + ": is not the list of this folder's files (gone.md); delete or rename it: data"
                + " push writes this list itself");
    Files.writeString(own, "Sums are in the mail.\n");
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(this::push)
        .withMessageStartingWith(own + ": is not the list of this folder's files (");
    assertThat(to).doesNotExist();
  }

  /** A file that appears between the check and the move belongs to another program. */
  @Test
  void filesThatAppearMeanwhileAreNotReplaced() throws IOException {
    try (WritableStore store = (WritableStore) Transfers.access().open(new Location.Local(to))) {
      assertThat(store.list()).isEmpty();
      Files.createDirectories(to);
      Path theirs = Files.writeString(to.resolve("card.yaml"), "theirs");
      Path ours = from.resolve("card.yaml");
      Checksum sum = Checksum.of(ours, Checksum.Algorithm.SHA256);
      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .isThrownBy(() -> store.put("card.yaml", ours, sum, false));
      assertThat(theirs).hasContent("theirs");
      store.put("card.yaml", ours, sum, true);
      assertThat(theirs).hasSameTextualContentAs(ours);
      assertThat(Transfers.files(to)).containsExactly("card.yaml");
    }
  }

  @Test
  void aFileThatAppearsWhileItIsPushedIsReported() throws IOException {
    Progress rival =
        new Progress() {
          @Override
          public void size(long bytes, String unit) {
            try {
              Files.createDirectories(to.resolve("images"));
              Files.writeString(to.resolve("images/a.tiff"), "theirs");
              Files.copy(from.resolve("images/b.tiff"), to.resolve("images/b.tiff"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    assertThatIOException()
        .isThrownBy(() -> new Pusher(from, new Location.Local(to), Transfers.access()).run(rival))
        .withMessage(
            "%s: another images/a.tiff has appeared there in the meantime, and data push never replaces files; choose another location"
                .formatted(to));
    assertThat(to.resolve("images/a.tiff")).hasContent("theirs");
    assertThat(to.resolve("card.yaml")).doesNotExist();
  }

  @Test
  void aLoopOfLinksIsRejected() throws IOException {
    Files.createSymbolicLink(from.resolve("images/again"), from);
    assertRejected(
        from.resolve("images/again"),
        "is a link to a folder above it, so that the folder would never end; remove the link from"
            + " the folder");
  }

  @Test
  void aLinkToAFileOutsideIsRejected() throws IOException {
    Path secret = Files.writeString(scratch.resolve("secret"), "secret");
    Files.createSymbolicLink(from.resolve("images/key"), secret);
    assertRejected(
        from.resolve("images/key"),
        "is a link to %s, which is not in the folder; copy its target into the folder, or remove the link"
            .formatted(secret.toRealPath()));
  }

  @Test
  void aLinkToAFolderOutsideIsRejected() throws IOException {
    Path outside = Files.createDirectories(scratch.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(from.resolve("more"), outside);
    assertRejected(
        from.resolve("more"),
        "is a link to %s, which is not in the folder; copy its target into the folder, or remove the link"
            .formatted(outside.toRealPath()));
  }

  @Test
  void aBrokenLinkIsRejected() throws IOException {
    Files.createSymbolicLink(from.resolve("gone"), scratch.resolve("none"));
    assertRejected(
        from.resolve("gone"), "is a link that leads nowhere; remove the link from the folder");
  }

  @Test
  void aLinkToAFileOfTheFolderIsAFile() throws IOException {
    Files.createSymbolicLink(from.resolve("images/c.tiff"), Path.of("a.tiff"));
    push();
    assertThat(Files.isSymbolicLink(to.resolve("images/c.tiff"))).isFalse();
    assertThat(to.resolve("images/c.tiff")).hasSameBinaryContentAs(from.resolve("images/a.tiff"));
  }

  @Test
  void namesThatDifferOnlyInCaseAreRejected() throws IOException {
    Files.writeString(from.resolve("images/A.tiff"), "");
    assertRejected(
        from,
        "contains 'images/A.tiff' and 'images/a.tiff', which many systems do not distinguish;"
            + " rename one of them");
  }

  /** ISO 8859-1 writes é as the byte e9, which is no UTF-8. */
  @Test
  void aNameThatIsNotUtf8IsRejected() throws IOException, InterruptedException {
    assumeTrue(Transfers.NAMES_ARE_UNICODE, "skipped: names are not UTF-8 under this locale");
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: no bash here");
    new ProcessBuilder("/bin/bash", "-c", "touch \"$0\"/$'t\\xe9'", from.toString())
        .start()
        .waitFor();
    assertRejected(from, "contains a file whose name is not UTF-8 ('t?'); rename it");
  }

  @Test
  void aFolderIsNotPushedIntoItself() throws IOException {
    to = from.resolve("images/copy");
    assertRejected(to, "is the folder itself, or within it; choose another folder");
  }

  @Test
  void aFileInPlaceOfAFolderIsRejected() throws IOException {
    from = scratch.resolve("none");
    assertRejected(from, "there is no such folder; check its path");
    from = Files.createDirectory(scratch.resolve("empty"));
    assertRejected(from, "is empty; name the folder of a data set");
  }

  @Test
  void aReadOnlyDestinationIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Pusher(
                    from, new Location.Web(new Address("https://host/a/")), Transfers.access()))
        .withMessage(
            "'https://host/a/' can only be read: expected a folder, or s3://BUCKET/PREFIX");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pusher(from, new Location.Zenodo(7), Transfers.access()))
        .withMessage(
            "'zenodo:10.5281/zenodo.7' is a published record, which never changes: expected a"
                + " folder, or s3://BUCKET/PREFIX; upload a new record on Zenodo's pages");
  }

  private Pusher.PushSummary push() throws IOException {
    return new Pusher(from, new Location.Local(to), Transfers.access()).run(recorded);
  }

  private void assertRejected(Path file, String message) {
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(this::push)
        .withMessage(file + ": " + message);
    assertThat(scratch.resolve("to")).doesNotExist();
  }
}
