package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointToleranceStepTest {
  @TempDir private Path work;

  /** Of a single parameter there is no map of pairs. */
  @Test
  void resultsThatWereNotSearchedAreOmittedAndReadAsMissing() throws IOException {
    Path file = work.resolve("together.json");
    JointToleranceStep.Joint none =
        new JointToleranceStep.Joint(Optional.empty(), Optional.empty());
    JsonRecords.write(none, file);
    assertThat(JsonFile.read(file)).isEmpty();
    assertThat(JsonRecords.read(file, JointToleranceStep.Joint.class)).isEqualTo(none);
  }
}
