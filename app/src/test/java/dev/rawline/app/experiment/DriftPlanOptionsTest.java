package dev.rawline.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class DriftPlanOptionsTest {
  /** Words stay words even if a folder has the same name; locations become paths. */
  @Test
  void onlyLocationsBecomePaths() {
    CommandSpec drift = DriftCommand.KEYS.transform(CommandSpec.create());
    new CommandLine(drift)
        .parseArgs(
            "--name",
            "src",
            "--metric",
            "src",
            "--constants",
            "a \"b\"",
            "--data",
            "src",
            "--camera",
            "drone",
            "--severities",
            "1,2");

    assertThat(DriftCommand.KEYS.given(drift))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "name", "\"src\"",
                "metric", "\"src\"",
                "corruptions.constants", "\"a \\\"b\\\"\"",
                "training.data", "\"%s\"".formatted(Path.of("src").toAbsolutePath()),
                "training.camera", "\"drone\"",
                "corruptions.severities", "[1,2]"));
  }
}
