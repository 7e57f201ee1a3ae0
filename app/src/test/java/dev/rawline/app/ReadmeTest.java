package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command that the README shows, with its outputs in a scratch folder; what the launcher
 * does by itself is LauncherTest's.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?s)```bash\\n(.*?)```");
  private static final Set<String> OF_THE_LAUNCHER = Set.of("test", "classpath");
  private static final Pattern COMMAND = Pattern.compile("\\./rawline ([^)\\n#]+)");

  @TempDir private Path scratch;

  /** What earlier commands wrote, which later ones may read. */
  private final Set<String> outputs = new HashSet<>();

  @TestFactory
  List<DynamicTest> everyCommandOfTheReadmeWorks() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(ROOT.resolve("README.md")));
    while (blocks.find()) {
      Matcher commands = COMMAND.matcher(blocks.group(1));
      while (commands.find()) {
        List<String> words = List.of(commands.group(1).strip().split(" +"));
        if (!OF_THE_LAUNCHER.contains(words.getFirst())) {
          tests.add(DynamicTest.dynamicTest(String.join(" ", words), () -> works(words)));
        }
      }
    }
    assertThat(tests).as("the README shows commands").hasSizeGreaterThanOrEqualTo(3);
    return tests;
  }

  private void works(List<String> words) {
    String[] arguments = new String[words.size()];
    for (int i = 0; i < arguments.length; i++) {
      boolean output = i > 0 && words.get(i - 1).equals("--out");
      boolean input = words.get(i).startsWith("examples/");
      boolean made = i > 0 && outputs.contains(words.get(i));
      if (output) {
        outputs.add(words.get(i));
      }
      arguments[i] =
          output || made
              ? scratch.resolve(words.get(i)).toString()
              : input ? ROOT.resolve(words.get(i)).toString() : words.get(i);
    }

    Ran ran = Ran.rawline(arguments);

    assertThat(ran.err()).doesNotContain("refused").doesNotContain("unexpected");
    assertThat(ran.code()).as(Arrays.toString(arguments)).isZero();
    assertThat(ran.out()).isNotBlank();
  }
}
