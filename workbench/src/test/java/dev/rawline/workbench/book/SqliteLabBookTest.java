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
  void otherFilesAreNotTouched() throws Exception {
    Path folder = Files.createDirectories(scratch.resolve("labbook"));
    Files.writeString(folder.resolve("lab.db"), "this is a letter, and no data base".repeat(50));
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.open(newPlace()))
        .withMessage(
            "the lab book %s is not a lab book: lab.db is not an SQLite file; move it away, or choose another folder by --lab"
                .formatted(folder));
  }

  @Test
  void missingBookIsReported() {
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.openExisting(newPlace()))
        .withMessageContaining("does not exist yet; train and drift write it as they run");
    assertThat(scratch.resolve("labbook")).doesNotExist();
  }

  @Test
  void fileInPlaceOfAFolderIsReported() throws IOException {
    Files.writeString(scratch.resolve("labbook"), "");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> LabBook.open(newPlace()))
        .withMessageContaining("it is a file, not a folder");
  }

  /** The administrator may write everywhere, so that privilege is dropped first. */
  @Test
  void readOnlyFolderIsReportedAndStillReadable() throws Exception {
    assumeThat(Path.of("/usr/bin/setpriv")).as("skipped: no setpriv here").isExecutable();
    Path folder = Files.createDirectories(scratch.resolve("labbook"));
    assertThat(folder.toFile().setWritable(false)).isTrue();
    List<String> plain =
        Files.isWritable(folder)
            ? List.of(
                "/usr/bin/setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
            : List.of();
    assertThat(BookProcess.output(plain, "open", folder.toString()))
        .anyMatch(
            line -> line.startsWith("refused: the lab book " + folder + " cannot be written"));

    assertThat(folder.toFile().setWritable(true)).isTrue();
    try (LabBook book = LabBook.open(newPlace())) {
      book.begin(Samples.start("readable")).end(RunState.FINISHED);
    }
    assertThat(folder.resolve("lab.db").toFile().setWritable(false)).isTrue();
    assertThat(folder.toFile().setWritable(false)).isTrue();
    assertThat(BookProcess.output(plain, "list", folder.toString()))
        .containsExactly("1 readable finished");
    assertThat(BookProcess.output(plain, "write", folder.toString(), "w", "1"))
        .anyMatch(
            line -> line.startsWith("refused: the lab book " + folder + " cannot be written"));
    assertThat(folder.toFile().setWritable(true)).isTrue();
  }

  /** A limit on the size of files rejects bytes as a full disk does. */
  @Test
  void fullDiskIsReportedAndTheBookRemainsConsistent() throws Exception {
    Path folder = scratch.resolve("labbook");
    List<String> small = List.of("/bin/bash", "-c", "ulimit -f 8192; exec \"$0\" \"$@\"");
    List<String> lines = BookProcess.output(small, "fill", folder.toString());
    assertThat(lines.getLast())
        .startsWith("failed: cannot write")
        .contains("free space and try again");
    BookProcess.assertConsistent(BookLocation.Folder.of(folder), lines);
  }
}
