package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.rawline.workbench.book.BookLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A server, and a browser that looks at its page; whatever the browser complains about is kept. */
final class StudioPage implements AutoCloseable {
  /** The rules of accessibility that are checked: those of WCAG 2, levels A and AA. */
  private static final String AXE =
      """
      async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}))
        .violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
        .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))
      """;

  private static final int MOST_KEYS = 80;
  private static final int PATIENCE = 180_000;

  private final RunningStudio studio;
  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  /** Starts both; skips the test where no browser is installed. */
  StudioPage(SequencedMap<String, Path> folders) throws IOException {
    this(folders, Optional.empty(), List.of());
  }

  /** Starts both, with a program that runs plans; skips the test where no browser is installed. */
  StudioPage(SequencedMap<String, Path> folders, List<String> program) throws IOException {
    this(folders, Optional.empty(), program);
  }

  /** Starts both, with a lab book; skips the test where no browser is installed. */
  StudioPage(BookLocation book) throws IOException {
    this(new LinkedHashMap<>(), Optional.of(book), List.of());
  }

  private StudioPage(
      SequencedMap<String, Path> folders, Optional<BookLocation> book, List<String> program)
      throws IOException {
    Optional<Path> chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(chromium.isPresent(), "skipped: the page needs a browser (apt install chromium)");
    studio = new RunningStudio(folders, book, /* demo= */ false, program);
    Map<String, String> environment = new LinkedHashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--use-angle=swiftshader",
                            "--enable-unsafe-swiftshader")));
  }

  /** Opens the page. */
  Page open(int width, int height, ColorScheme scheme) {
    return open(width, height, scheme, "");
  }

  /**
   * Opens a part of the page.
   *
   * @param part what follows the address
   */
  Page open(int width, int height, ColorScheme scheme, String part) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, height).setColorScheme(scheme));
    page.setDefaultTimeout(PATIENCE); // other work may have the processors
    page.onConsoleMessage(
        message -> {
          if (!message.type().equals("log") && !message.type().equals("info")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(studio.address() + part);
    return page;
  }

  /** Returns a filter for what holds a text. */
  static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** Closes one that was started. */
  static void stop(StudioPage started) throws IOException {
    if (started != null) {
      started.close();
    }
  }

  /** Requires that the browser complained about nothing. */
  void requireNoComplaint() {
    assertThat(complaints).isEmpty();
  }

  /** Returns what the browser complained about: errors, warnings, and what its policy forbids. */
  List<String> complaints() {
    return complaints;
  }

  /**
   * Requires that people with other senses, and programs that help them, can use the page, and that
   * nothing has to be scrolled sideways.
   */
  static void requireUsable(Page page) throws IOException {
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing has to be scrolled sideways")
        .isTrue();
    try (InputStream script = StudioPage.class.getResourceAsStream("/axe.min.js")) {
      page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat((List<?>) page.evaluate(AXE)).isEmpty();
  }

  /** Reaches an element by the key that goes from one to the next, and presses it. */
  static void press(Page page, String selector) {
    reach(page, selector);
    page.keyboard().press("Enter");
  }

  /** Reaches an element by the key that goes from one to the next. */
  static void reach(Page page, String selector) {
    for (int i = 0; i < MOST_KEYS; i++) {
      page.keyboard().press("Tab");
      if (Boolean.TRUE.equals(
          page.evaluate("selector => document.activeElement.matches(selector)", selector))) {
        return;
      }
    }
    throw new AssertionError("no key reaches " + selector);
  }

  @Override
  public void close() throws IOException {
    browser.close();
    playwright.close();
    studio.close();
    assertThat(studio.failures()).isEmpty();
  }
}
