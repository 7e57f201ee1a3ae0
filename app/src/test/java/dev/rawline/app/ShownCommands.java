package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Commands as a page or a help shows them one after the other, run as a reader would in the
 * project's folder, but with what they write in a scratch folder, where later ones find it.
 */
final class ShownCommands {
  private static final Path ROOT = Path.of("..");

  /** What makes the plans small that a reader waits a minute for. */
  private static final Map<String, List<String>> SMALLER =
      Map.of(
          "plans/drift-quick.yaml",
          List.of("--splits", "1"),
          "plans/optimize-quick.yaml",
          List.of("--splits", "1"),
          "plans/forensics-quick.yaml",
          List.of(
              "--splits",
              "1",
              "--parameters",
              "gamma",
              "--groups",
              "black_level,additive_layer",
              "--limits",
              "0.001",
              "--evaluations",
              "6",
              "--restarts",
              "1"));

  /** Which run of the lab book is the last depends on when they ran: they run each time. */
  private static final Set<String> OF_THE_BOOK = Set.of("lab", "train");

  private final Path scratch;
  private final boolean whole;

  /** The folders in which commands ran, by their words and the files that they read. */
  private final Map<List<String>, Path> done = new HashMap<>();

  private int runs;

  /** What the commands of this page wrote, by the name that the page calls it. */
  private final Map<String, Path> written = new HashMap<>();

  /**
   * @param scratch where the commands write
   * @param whole whether the plans stay as large as they are
   */
  ShownCommands(Path scratch, boolean whole) {
    this.scratch = scratch;
    this.whole = whole;
  }

  /** Begins another page, which must make all that its commands read. */
  void begin() {
    written.clear();
  }

  /** Requires that a command works; with the same words on the same files it runs only once. */
  void assertWorks(ShownCommand shown) throws IOException {
    List<String> words = new ArrayList<>(shown.words());
    if (!whole) {
      shown.words().forEach(word -> words.addAll(SMALLER.getOrDefault(word, List.of())));
    }
    boolean quality = words.getFirst().equals("quality");
    List<String> arguments = new ArrayList<>();
    List<String> writes = new ArrayList<>();
    Path folder = scratch.resolve(String.valueOf(runs));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String before = i == 0 ? "" : words.get(i - 1);
      boolean pushed = i == 3 && words.get(1).equals("push");
      if (pushed || before.equals("--out") || (quality && before.equals("--state"))) {
        writes.add(word);
        arguments.add(folder.resolve(word).toString());
      } else {
        // The folder of a reference is called as the command that makes it.
        boolean command = i == 0 || (i == 1 && word.equals("reference"));
        words.set(i, command ? word : place(word));
        arguments.add(words.get(i));
      }
    }
    if (!done.containsKey(words) || OF_THE_BOOK.contains(words.getFirst())) {
      runs++;
      Files.createDirectories(folder);
      Ran ran = Ran.rawline(arguments.toArray(String[]::new));
      assertThat(ran.err()).doesNotContain("rejected").doesNotContain("unexpected");
      assertThat(ran.code()).as(shown + "\n" + ran.err()).isZero();
      assertThat(ran.out()).isNotBlank();
      NextCommandTest.assertSuggests(shown, ran);
      done.put(words, folder);
    }
    writes.forEach(name -> written.put(name, done.get(words).resolve(name)));
  }

  /** Returns where a file is that an earlier command wrote or that the project has. */
  private String place(String word) {
    for (Map.Entry<String, Path> entry : written.entrySet()) {
      if (word.equals(entry.getKey()) || word.startsWith(entry.getKey() + "/")) {
        return entry.getValue() + word.substring(entry.getKey().length());
      }
    }
    boolean shipped = word.startsWith("examples/") || word.startsWith("plans/");
    return shipped ? ROOT.resolve(word).toString() : word;
  }
}
