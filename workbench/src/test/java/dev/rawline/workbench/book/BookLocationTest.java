package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookLocationTest {
  @TempDir Path folder;

  private static BookLocation parse(String text) {
    return BookLocation.parse(text, Optional.empty());
  }

  @Test
  void folderHoldsBookAndArtefacts() {
    BookLocation place = parse("some/where");
    assertThat(place.artefacts()).isEqualTo(Path.of("some/where/artefacts").toAbsolutePath());
    assertThat(((BookLocation.Folder) place).file())
        .isEqualTo(Path.of("some/where/lab.db").toAbsolutePath());
    assertThat(BookLocation.parse("some/where", Optional.of(Path.of("there"))).artefacts())
        .isEqualTo(Path.of("there").toAbsolutePath());
  }

  @Test
  void urlIsPrintedWithoutSecrets() {
    String url = "jdbc:postgresql://ada:pw@host:5433/lab?user=ada&password=pw";
    BookLocation place = parse(url);
    assertThat(((BookLocation.Server) place).url()).isEqualTo(url);
    assertThat(place).hasToString("jdbc:postgresql://host:5433/lab");
    assertThat(place.artefacts()).isEqualTo(Path.of("labbook/artefacts").toAbsolutePath());
  }

  @Test
  void rejectedLocationStatesWhatIsExpected() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("postgres://host/lab"))
        .withMessage(
            "there is no lab book 'postgres://host/lab': write jdbc:postgresql://host/lab");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("jdbc:mysql://ada:pw@host/lab?password=pw"))
        .withMessage(
            "there is no lab book 'jdbc:mysql://host/lab': expected a folder, or jdbc:postgresql://HOST/DATABASE");
    Path file = Files.writeString(folder.resolve("lab.db"), "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(file.toString()))
        .withMessageContaining("it is a file: give the folder that contains lab.db");
  }
}
