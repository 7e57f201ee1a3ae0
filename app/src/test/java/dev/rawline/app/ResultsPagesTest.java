package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of results says what a referee asks for, and ends with the same checklist. */
class ResultsPagesTest {
  private static final Path RESULTS = Path.of("../docs/results");

  private static final List<String> STATED =
      List.of("Question", "Design", "n", "Command", "Result", "Control", "What it does not show");

  private static final List<String> CHECKLIST =
      List.of(
          "Every figure has a command that repeats it",
          "Samples, splits, seeds and devices are counted",
          "Comparisons have intervals, and say over what",
          "A control could have failed",
          "Nothing was tuned on the reported samples; all sides were tuned alike",
          "Several tests at once are accounted for",
          "Nulls and missed goals stand beside the rest",
          "Real recordings, not only simulated ones",
          "An implementation or forward model that is not ours",
          "At least five splits or seeds, and more than one device");

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(RESULTS)) {
      List<Path> pages =
          files
              .filter(file -> file.toString().endsWith(".md") && !file.endsWith("README.md"))
              .sorted()
              .toList();
      return Stream.concat(
          pages.stream(), Stream.of(RESULTS.resolve("tolerance-training/README.md")));
    }
  }

  /** An item that is not ticked says why. */
  @ParameterizedTest
  @MethodSource("pages")
  void pageAnswersAReferee(Path page) throws IOException {
    String text = Files.readString(page);
    for (String each : STATED) {
      assertThat(text).contains("\n**" + each + ".** ");
    }
    String list = text.substring(text.lastIndexOf("\n## ") + 1);
    assertThat(list).startsWith("## Referee's checklist\n\n- [");
    List<String> items = Stream.of(list.replace("\n  ", " ").split("\n- ", -1)).skip(1).toList();
    assertThat(items).hasSameSizeAs(CHECKLIST);
    for (int i = 0; i < CHECKLIST.size(); i++) {
      String item = items.get(i).strip();
      if (item.startsWith("[x]")) {
        assertThat(item).isEqualTo("[x] " + CHECKLIST.get(i));
      } else {
        assertThat(item).startsWith("[ ] " + CHECKLIST.get(i) + ": ");
      }
    }
  }
}
