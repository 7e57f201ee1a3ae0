package dev.rawline.lab.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.lab.DocumentedKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToleranceFilesTest {
  private static final Path EXAMPLE = DocumentedKind.PROJECT.resolve("examples/tolerance.yaml");

  @TempDir private Path folder;

  @Test
  void theExampleIsReadAndWrittenBack() throws IOException {
    ToleranceSpecification read = ToleranceSpecification.FILE.read(EXAMPLE);
    Path written = folder.resolve("written.yaml");
    ToleranceSpecification.FILE.write(read, written);
    assertThat(ToleranceSpecification.FILE.read(written)).isEqualTo(read);
    assertThat(read.intervals().stream().map(SpecifiedParameter::of).toList())
        .isEqualTo(read.parameters());
    assertThat(read.jointBox().orElseThrow().label()).isEqualTo("searched, not proved");
    assertThat(read.limit()).isEqualTo(0.93 - 0.02);
  }

  @Test
  void filesOfBothRulesAreRead() throws IOException {
    ToleranceSpecification earlier = ToleranceSpecification.FILE.read(EXAMPLE);
    assertThat(earlier.search().rule()).isEqualTo(ToleranceSpecification.Rule.FIRST_CROSSING);
    assertThat(earlier.jointBox().orElseThrow().certifies()).isTrue();
    Path file = folder.resolve("tolerance.yaml");
    Files.writeString(
        file,
        Files.readString(EXAMPLE)
            .replace("seed: 1}", "seed: 1, rule: three_outcomes, tests: 98, error: 0.05}")
            .replace("holds: true", "holds: true, confirmed: false, probability: 0.3"));
    ToleranceSpecification read = ToleranceSpecification.FILE.read(file);
    assertThat(read.search().rule()).isEqualTo(ToleranceSpecification.Rule.THREE_OUTCOMES);
    assertThat(read.search().tests()).contains(98);
    assertThat(read.jointBox().orElseThrow().certifies()).isFalse();
    ToleranceSpecification.FILE.write(read, file);
    assertThat(ToleranceSpecification.FILE.read(file)).isEqualTo(read);
  }

  @Test
  void mistakesAreReportedTogether() throws IOException {
    String text = Files.readString(EXAMPLE);
    Path file = folder.resolve("tolerance.yaml");
    Files.writeString(
        file,
        text.replace("metric: balanced_accuracy", "metric: beauty")
            .replace("sides: [{name: black_level", "sides: [{name: colour_matrix"));
    assertThatThrownBy(() -> ToleranceSpecification.FILE.read(file))
        .hasMessageContaining("is 'beauty': expected one of accuracy")
        .hasMessageContaining("joint_box has a side colour_matrix");
    Files.writeString(
        file, text.replace("model: 9f86d", "model: model ").replace("delta: 0.02", "delta: -1"));
    assertThatThrownBy(() -> ToleranceSpecification.FILE.read(file))
        .hasMessageContaining("model")
        .hasMessageContaining("delta");
    Files.writeString(file, text.replace("low: 1.6, high: 3.1", "low: 2.6, high: 3.1"));
    assertThatThrownBy(() -> ToleranceSpecification.FILE.read(file))
        .hasMessageContaining("the interval of gamma is 2.6 to 3.1, but its default is 2.2");
    assertThat(List.of(text.split("\n")))
        .first()
        .asString()
        .contains(ToleranceSpecification.FILE.kind().schemaFile());
  }
}
