package dev.rawline.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page in a real browser: on a wide and a narrow window with all that is folded open, and as
 * printed on A4. Its screenshots and its PDF are kept in {@code target/pages}.
 */
public final class BrowserPage {
  private static final Path KEPT = Path.of("target", "pages");
  private static final int WIDE = 1280;
  private static final int NARROW = 390;

  /** A4 without the margins that the style asks for: 178 × 265 mm at 96 px an inch. */
  private static final int PAPER_WIDTH = 672;

  private static final int PAPER_HEIGHT = 1001;
  private static final Pattern SECTION = Pattern.compile("<section id=\"([^\"]+)\"");
  private static final Pattern MEDIA_BOX =
      Pattern.compile("/MediaBox \\[0 0 (\\d+)(?:\\.\\d+)? (\\d+)(?:\\.\\d+)?\\]");

  private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

  private BrowserPage() {}

  /**
   * Requires that a page shows its template's sections, and that every text of it can be read.
   *
   * @param template the template of its sections, as {@link Template#html} takes it
   * @param html the page
   * @param without the sections that this page lacks
   */
  public static void requireReadable(String template, String html, String... without)
      throws IOException {
    Set<String> expected = new TreeSet<>(sections(Template.resource(template + ".mustache")));
    expected.removeAll(Set.of(without));
    assertThat(sections(html)).as("sections of %s", template).containsAll(expected);
    String name = template.replace('/', '-') + "-" + COUNTS.merge(template, 1, Integer::sum);
    assertThat(problems(name, html)).as("layout of %s", template).isEmpty();
  }

  /** Returns what cannot be read, by layout; skips the test where no browser is installed. */
  static List<String> problems(String name, String html) throws IOException {
    assumeTrue(Chromium.installed().isPresent(), Chromium.MISSING);
    Files.createDirectories(KEPT);
    Path file = Files.writeString(KEPT.resolve(name + ".html"), html).toAbsolutePath();
    Chromium browser = Chromium.shared();
    synchronized (browser) {
      browser.open(file);
      List<String> problems = new ArrayList<>();
      browser.layOut(PAPER_WIDTH, "print");
      problems.addAll(problems(browser, "A4", PAPER_HEIGHT));
      byte[] pdf = browser.pdf();
      Files.write(KEPT.resolve(name + ".pdf"), pdf);
      problems.addAll(otherPaper(pdf));
      browser.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
      for (int width : List.of(WIDE, NARROW)) {
        browser.layOut(width, "screen");
        problems.addAll(problems(browser, width + " px", 0));
        Files.write(KEPT.resolve("%s-%d.png".formatted(name, width)), browser.screenshot());
      }
      return problems;
    }
  }

  private static List<String> problems(Chromium browser, String layout, int paged)
      throws IOException {
    try (InputStream script = BrowserPage.class.getResourceAsStream("/rawline/page/layout.js")) {
      String function = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      Object found = browser.evaluate("(%s)(%d)".formatted(function.strip(), paged));
      return ((List<?>) found).stream().map(problem -> layout + ": " + problem).toList();
    }
  }

  private static List<String> otherPaper(byte[] pdf) {
    Set<String> sizes =
        MEDIA_BOX
            .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
            .results()
            .map(box -> "%s × %s points".formatted(box.group(1), box.group(2)))
            .collect(Collectors.toCollection(TreeSet::new));
    return sizes.equals(Set.of("594 × 841 points")) ? List.of() : List.of("printed on " + sizes);
  }

  private static List<String> sections(String html) {
    return SECTION.matcher(html).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
