package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other files in folders of pictures. */
class FileTreeTest {
  @TempDir private Path work;
  private Path root;
  private Tree tree;

  @BeforeEach
  void begin() throws IOException {
    root = work.resolve("set");
    tree = new Tree(root).view("cat/a.png").view("dog/b.png");
  }

  @Test
  void filesOfOperatingSystemsAreSkipped() throws IOException {
    tree.text(".hidden/c.png", "").text("cat/.b.png", "").text("cat/._a.png", "");
    tree.text("__MACOSX/cat/a.png", "").text("cat/Thumbs.db", "").text("cat/desktop.ini", "");
    assertThat(FileTree.of(root).files().stream().map(FileTree.Entry::name))
        .containsExactly("cat/a.png", "dog/b.png");
  }

  @Test
  void theOrderDoesNotDependOnTheLocale() throws IOException {
    tree.view("cat/B.png").view("cat/é.png").view("cat/z.png").view("cat/10.png");
    assertThat(FileTree.of(root).files().stream().map(FileTree.Entry::name))
        .containsExactly(
            "cat/10.png", "cat/B.png", "cat/a.png", "cat/z.png", "cat/é.png", "dog/b.png");
  }

  @Test
  void linksAreFollowed() throws IOException {
    Path elsewhere = new Tree(work.resolve("elsewhere")).view("c.png").root();
    Files.createSymbolicLink(root.resolve("fox"), elsewhere);
    Files.createSymbolicLink(root.resolve("cat/d.png"), elsewhere.resolve("c.png"));
    assertThat(DataSets.open(root).samples().stream().map(sample -> sample.id()))
        .containsExactly("cat/a", "cat/d", "dog/b", "fox/c");
  }

  @Test
  void aLoopOfLinksIsRejected() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("cat/again"), root);
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            link
                + ": is a symbolic link to a folder that contains it (%s), a loop; remove the link"
                    .formatted(root.toRealPath()));
    Files.delete(link);
    Path self = root.resolve("cat/self");
    Files.createSymbolicLink(self, self);
    assertThatThrownBy(() -> DataSets.open(root))
        .hasMessage(self + ": is a symbolic link that leads back to itself; remove the link");
    Files.delete(self);
    Path first = root.resolve("cat/first");
    Files.createSymbolicLink(first, work.resolve("other"));
    Files.createDirectories(work.resolve("other"));
    Path second = Files.createSymbolicLink(work.resolve("other/second"), root.resolve("cat"));
    assertThatThrownBy(() -> DataSets.open(root))
        .hasMessage(
            first.resolve("second")
                + ": is a symbolic link to a folder that contains it (%s), a loop; remove the link"
                    .formatted(root.toRealPath().resolve("cat")));
    assertThat(second).isSymbolicLink();
  }

  @Test
  void aBrokenLinkIsRejected() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("fox"), work.resolve("nowhere"));
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(link + ": is a symbolic link to nothing; remove or mend the link");
  }

  @Test
  void aNameThatIsNotUtf8IsRejected() throws IOException {
    Path latin = Path.of(URI.create(root.toUri() + "cat/caf%E9%20x.png"));
    Files.copy(root.resolve("cat/a.png"), latin);
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            latin
                + ": has a name that is not UTF-8 ('caf\\xe9\\x20x.png'); rename it, for example"
                + " with convmv");
  }

  @Test
  void aNameWithAControlCharacterIsRejected() throws IOException {
    Files.copy(root.resolve("cat/a.png"), root.resolve("cat/a\tb.png"));
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root.resolve("cat/a\tb.png")
                + ": cannot be a sample: a sample is called 'cat/a�b': expected a name without"
                + " control characters; rename it");
  }
}
