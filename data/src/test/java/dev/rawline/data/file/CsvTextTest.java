package dev.rawline.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTextTest {
  @TempDir private Path folder;

  @Test
  void missingValuesAreEmptyAndCommasAreQuoted() throws IOException {
    Path file =
        CsvText.of("name,share,count,note")
            .add("a, b", 0.1, Optional.empty(), OptionalDouble.empty())
            .add("c", 1e-9, Optional.of(3), OptionalDouble.of(0.5))
            .write(folder.resolve("table.csv"));

    assertThat(file).hasContent("name,share,count,note\n\"a, b\",0.1,,\nc,1.0E-9,3,0.5\n");
  }
}
