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
