package dev.rawline.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ForensicsPlanOptionsTest {
  /** YAML takes brackets for those of a list. */
  @Test
  void elementsOfThetaAreWords() {
    CommandSpec forensics = ForensicsCommand.KEYS.transform(CommandSpec.create());
    new CommandLine(forensics)
        .parseArgs(
            "--groups",
            "white_balance[0],gamma,colour_matrix[1][2]",
            "--parameters",
            "[\"blur[2][2]\",all]",
            "--limits",
            "0.001,1e-2");
    assertThat(ForensicsCommand.KEYS.given(forensics))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "worst_case.groups", "[\"white_balance[0]\",gamma,\"colour_matrix[1][2]\"]",
                "tolerance.parameters", "[\"blur[2][2]\",all]",
                "worst_case.limits", "[0.001,1e-2]"));
  }

  @Test
  void mistakesAreReportedByTheNameOfTheirFlag() {
    Ran.rawline("forensics", "--data", "smears", "--splits", "0", "--limits", "-1")
        .assertRefused(
            "splits.shuffle.number (--splits) is 0", "worst_case.limits (--limits) holds -1.0");
  }

  /** The folder of a plan does not affect the flags next to it. */
  @Test
  void wordsLikePathsArePathsEvenIfMissing() {
    CommandSpec forensics = ForensicsCommand.KEYS.transform(CommandSpec.create());
    new CommandLine(forensics)
        .parseArgs("--isp", "nothere.yaml", "--trained", "no/where", "--camera", "microscope");
    assertThat(ForensicsCommand.KEYS.given(forensics))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "isp", quoted("nothere.yaml"),
                "model", quoted("no/where"),
                "training.camera", "\"microscope\""));
  }

  private static String quoted(String path) {
    return "\"" + Path.of(path).toAbsolutePath() + "\"";
  }
}
