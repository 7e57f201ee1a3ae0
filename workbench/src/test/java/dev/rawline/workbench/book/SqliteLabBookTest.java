package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqliteLabBookTest extends LabBookLaws {
  @Override
  BookLocation newPlace() {
    return BookLocation.Folder.of(scratch.resolve("labbook"));
  }

  @Override
  void execute(BookLocation place, String sql) throws Exception {
    Path file = ((BookLocation.Folder) place).file();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.createStatement().execute(sql);
    }
  }

  @Test
  void whatIsNoBookIsLeftAlone() throws Exception {
    Path folder = Files.createDirectories(scratch.resolve("labbook"));
    Files.writeString(folder.resolve("lab.db"), "this is a letter, and no data base".repeat(50));
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.open(newPlace()))
        .withMessage(
            "the lab book %s is none: lab.db is no SQLite file; move it away, or choose another folder by --lab"
                .formatted(folder));
  }

  @Test
  void aBookThatIsNotThereYetIsSaid() {
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.openExisting(newPlace()))
        .withMessageContaining("is not there yet; train and drift write it as they run");
    assertThat(scratch.resolve("labbook")).doesNotExist();
  }

  @Test
  void aFolderThatIsAFileIsSaid() throws IOException {
    Files.writeString(scratch.resolve("labbook"), "");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> LabBook.open(newPlace()))
        .withMessageContaining("it is a file, not a folder");
  }

  /** The system's administrator may write everywhere, so the right is dropped first. */
  @Test
  void aFolderThatMayNotBeWrittenToIsSaidAndReadAllTheSame() throws Exception {
    assumeThat(Path.of("/usr/bin/setpriv")).as("skipped: no setpriv here").isExecutable();
    Path folder = Files.createDirectories(scratch.resolve("labbook"));
    assertThat(folder.toFile().setWritable(false)).isTrue();
    List<String> plain =
        Files.isWritable(folder)
            ? List.of(
                "/usr/bin/setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
            : List.of();
    assertThat(BookProcess.said(plain, "open", folder.toString()))
        .anyMatch(
            line -> line.startsWith("refused: the lab book " + folder + " cannot be written"));

    assertThat(folder.toFile().setWritable(true)).isTrue();
    try (LabBook book = LabBook.open(newPlace())) {
      book.begin(Samples.start("readable")).end(RunState.FINISHED);
    }
    assertThat(folder.resolve("lab.db").toFile().setWritable(false)).isTrue();
    assertThat(folder.toFile().setWritable(false)).isTrue();
    assertThat(BookProcess.said(plain, "list", folder.toString()))
        .containsExactly("1 readable finished");
    assertThat(BookProcess.said(plain, "write", folder.toString(), "w", "1"))
        .anyMatch(
            line -> line.startsWith("refused: the lab book " + folder + " cannot be written"));
    assertThat(folder.toFile().setWritable(true)).isTrue();
  }

  /** A limit on the size of files refuses bytes just as a full disk does. */
  @Test
  void aFullDiskIsSaidAndTheBookStaysSound() throws Exception {
    Path folder = scratch.resolve("labbook");
    List<String> small = List.of("/bin/bash", "-c", "ulimit -f 8192; exec \"$0\" \"$@\"");
    List<String> said = BookProcess.said(small, "fill", folder.toString());
    assertThat(said.getLast())
        .startsWith("failed: cannot write")
        .contains("free space and run it again");
    BookProcess.assertSound(BookLocation.Folder.of(folder), said);
  }
}
