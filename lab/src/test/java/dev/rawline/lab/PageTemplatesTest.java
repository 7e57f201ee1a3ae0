package dev.rawline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page is seen by a browser in the tests, and a class of its style has one meaning. */
class PageTemplatesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/rawline");
  private static final Path SHARED = Path.of("../workbench/src/main/resources/rawline/page");
  private static final Pattern READ = Pattern.compile("requireReadable\\(\\s*\"([^\"]+)\"");
  private static final Pattern USED = Pattern.compile("class=\\\\?\"([^\"]*?)\\\\?\"");
  private static final Pattern STYLED = Pattern.compile("\\.([a-z]+)(?=[^{}]*\\{)");

  private static Set<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String text(Path folder, String ending) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files(folder, ending)) {
      text.append(Files.readString(file)).append('\n');
    }
    return text.toString();
  }

  @Test
  void everyPageIsReadInABrowser() throws IOException {
    Set<String> pages = new TreeSet<>();
    for (Path file : files(TEMPLATES, ".mustache")) {
      if (Files.readString(file).contains("<section id=")) {
        pages.add(TEMPLATES.relativize(file).toString().replace(".mustache", ""));
      }
    }
    Set<String> read =
        READ.matcher(text(Path.of("src/test/java"), ".java"))
            .results()
            .map(call -> call.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(pages).hasSizeGreaterThan(8).isEqualTo(read);
  }

  @Test
  void everyClassIsStyledOnceAndUsed() throws IOException {
    String pages = text(TEMPLATES, ".mustache");
    Set<String> shared = styled(Files.readString(SHARED.resolve("page.css")));
    Set<String> quality = styled(text(TEMPLATES, "style.mustache"));
    assertThat(quality).as("classes with two meanings").doesNotContainAnyElementsOf(shared);
    Set<String> used =
        USED.matcher(pages + text(SHARED, ".mustache"))
            .results()
            .flatMap(
                found -> Stream.of(found.group(1).replaceAll("\\{\\{.*?}}", "").split(" ", -1)))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all = new TreeSet<>(shared);
    all.addAll(quality);
    assertThat(used).isEqualTo(all);
  }

  private static Set<String> styled(String css) {
    String rules = css.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\\{\\{.*?}}", "");
    return STYLED
        .matcher(rules)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
