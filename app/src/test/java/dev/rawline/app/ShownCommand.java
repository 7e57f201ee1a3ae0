package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command as a page or a help shows it, run as a reader would in the project's folder, but with
 * what it writes in a scratch folder.
 *
 * @param words what stands after {@code ./rawline}
 */
public record ShownCommand(List<String> words) {
  private static final Path ROOT = Path.of("..");

  /** Words as a shell reads them: in quotes, spaces are of the word. */
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  public ShownCommand(String line) {
    this(
        WORD.matcher(line)
            .results()
            .map(word -> word.group().replaceFirst("^([\"'])(.*)\\1$", "$2"))
            .toList());
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }

  /** Requires that it works; what earlier commands wrote into the scratch folder it may read. */
  void assertWorks(Path scratch) {
    String[] arguments = new String[words.size()];
    for (int i = 0; i < arguments.length; i++) {
      String word = words.get(i);
      boolean pushed = i == 3 && words.get(1).equals("push");
      boolean quality = words.getFirst().equals("quality");
      boolean written =
          pushed
              || (i > 0 && words.get(i - 1).equals("--out"))
              || (quality && i > 0 && words.get(i - 1).equals("--state"));
      // The folder of a reference is called as the command that makes it.
      boolean read = i > (quality ? 1 : 0) && Files.exists(scratch.resolve(word));
      arguments[i] =
          written || read
              ? scratch.resolve(word).toString()
              : word.startsWith("examples/") || word.startsWith("plans/")
                  ? ROOT.resolve(word).toString()
                  : word;
    }

    Ran ran = Ran.rawline(arguments);

    assertThat(ran.err()).doesNotContain("rejected").doesNotContain("unexpected");
    assertThat(ran.code()).as(toString()).isZero();
    assertThat(ran.out()).isNotBlank();
  }
}
