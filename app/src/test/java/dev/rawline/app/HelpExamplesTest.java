package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs every example that a help shows, in the order in which it shows them. */
class HelpExamplesTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^ {2}\\./rawline (.+)$");

  /** Where a command goes on in the next line, as a shell reads it. */
  private static final Pattern GOES_ON = Pattern.compile(" \\\\\\R +");

  @TempDir private static Path scratch;
  private static ShownCommands commands;

  @BeforeAll
  static void shareWhatRan() {
    commands = new ShownCommands(scratch, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "views",
        "process",
        "gradients",
        "corrupt",
        "simulate",
        "scale-intensity",
        "import",
        "calibrate",
        "train",
        "predict",
        "evaluate",
        "export",
        "drift",
        "forensics",
        "optimize",
        "forensics photons",
        "quality",
        "quality reference",
        "quality check",
        "quality watch",
        "quality compensate",
        "lab",
        "lab ls",
        "lab show",
        "lab sql",
        "lab diff",
        "lab export",
        "lab model",
        "lab reproduce",
        "lab import",
        "lab send",
        "info",
        "data",
        "data ls",
        "data info",
        "data check",
        "data fetch",
        "data push",
        "data tile",
        "data split",
        "data stats",
        "data pack"
      })
  void everyExampleWorks(String command) throws IOException {
    List<ShownCommand> examples = examples((command + " --help").split(" ")).toList();
    assertThat(examples).isNotEmpty();
    assertWork(examples);
  }

  @Test
  void theFirstHelpShowsOneOfEveryCommand() throws IOException {
    List<ShownCommand> examples = examples("--help").toList();
    assertThat(examples).hasSize(22);
    assertWork(examples);
  }

  private static void assertWork(List<ShownCommand> examples) throws IOException {
    commands.begin();
    for (ShownCommand example : examples) {
      // A line that is too wide for the help would break before its end.
      assertThat(example.words())
          .containsAnyOf(
              "--out",
              "--once",
              "info",
              "push",
              "ls",
              "show",
              "sql",
              "diff",
              "reproduce",
              "import",
              "send",
              "check",
              "--help",
              "--test-run");
      commands.assertWorks(example);
    }
  }

  /** Returns the examples, but for those with a file of the reader's own. */
  private static Stream<ShownCommand> examples(String... help) {
    return EXAMPLE
        .matcher(GOES_ON.matcher(Ran.rawline(help).out()).replaceAll(" "))
        .results()
        .map(found -> found.group(1))
        .filter(line -> !line.contains("FRAME"))
        .map(ShownCommand::new);
  }
}
