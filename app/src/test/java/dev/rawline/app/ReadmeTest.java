package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command that the README and the tour of the commands show, with its outputs in a
 * scratch folder; what the launcher does by itself is LauncherTest's.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> PAGES = List.of("README.md", "docs/tutorials/commands.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```bash\\n(.*?)```");
  private static final Set<String> OF_THE_LAUNCHER = Set.of("test", "classpath");
  private static final Pattern COMMAND = Pattern.compile("\\./rawline ([^)\\n#]+)");

  @TempDir private Path scratch;

  @TestFactory
  List<DynamicTest> everyShownCommandWorks() throws IOException {
    return each(new ShownCommands(scratch, false));
  }

  @Tag("slow")
  @TestFactory
  List<DynamicTest> everyShownCommandWorksOnWholePlans() throws IOException {
    return each(new ShownCommands(scratch, true));
  }

  private static List<DynamicTest> each(ShownCommands commands) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    StringBuilder pages = new StringBuilder();
    for (String page : PAGES) {
      pages.append(Files.readString(ROOT.resolve(page)));
    }
    Matcher blocks = BLOCK.matcher(pages);
    while (blocks.find()) {
      Matcher lines = COMMAND.matcher(blocks.group(1));
      while (lines.find()) {
        ShownCommand shown = new ShownCommand(lines.group(1));
        if (!OF_THE_LAUNCHER.contains(shown.words().getFirst())) {
          ShownCommand run = quick(shown);
          tests.add(DynamicTest.dynamicTest(run.toString(), () -> commands.assertWorks(run)));
        }
      }
    }
    assertThat(tests).as("the pages show commands").hasSizeGreaterThanOrEqualTo(30);
    return tests;
  }

  /** A reader waits some minutes for the demo; here it shows in seconds that it works. */
  private static ShownCommand quick(ShownCommand shown) {
    return shown.words().equals(List.of("demo"))
        ? new ShownCommand("demo --quick --out demo")
        : shown;
  }
}
