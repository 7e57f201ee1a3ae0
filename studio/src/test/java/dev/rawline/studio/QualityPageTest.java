package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.studio.control.QualityExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quality control and its wall display in a browser. */
class QualityPageTest {
  private static final String WATCH = "#quality/watch/work/state";
  private static final String BATCH = "#quality/batch/work/checks%2Fdim";
  private static final String WALL = "#wall/work/state";

  @TempDir private static Path folder;
  private static QualityExample camera;
  private static Verdict verdict;
  private static StudioPage studio;

  @BeforeAll
  static void start() throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    camera = new QualityExample(work);
    for (int i = 0; i < 12; i++) {
      camera.arrives(i, 1);
    }
    camera.arrivesBroken(12);
    camera.arrives(13, 5);
    camera.watch();
    verdict = camera.check("dim", 8, 0.7);
    SequencedMap<String, Path> folders = new LinkedHashMap<>();
    folders.put("work", work);
    studio = new StudioPage(folders);
  }

  @AfterAll
  static void stop() throws IOException {
    StudioPage.stop(studio);
  }

  @AfterEach
  void nothingIsComplainedAbout() {
    studio.requireNoComplaint();
  }

  private static void requireUsable(Page page) throws IOException {
    page.waitForTimeout(500);
    StudioPage.requireUsable(page);
  }

  @ParameterizedTest
  @CsvSource({"1280, 900, LIGHT", "1280, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void everybodyCanUseIt(int width, int height, ColorScheme scheme) throws IOException {
    try (Page page = studio.open(width, height, scheme, WATCH)) {
      page.locator(".control-chart").first().waitFor();
      requireUsable(page);
    }
    try (Page page = studio.open(width, height, scheme, BATCH)) {
      page.locator("text=Verify certificate").waitFor();
      requireUsable(page);
    }
    try (Page page = studio.open(width, height, scheme, WALL)) {
      page.locator(".wall-charts .control-chart").first().waitFor();
      requireUsable(page);
    }
  }

  @Test
  void chartsShowWhatArrives() throws IOException {
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT, WATCH)) {
      page.locator("rawline-watching td").first().waitFor();
      int points = page.locator(".control-chart").first().locator("circle").count();
      assertThat(page.locator("rawline-watching tbody tr").count()).isGreaterThanOrEqualTo(14);
      assertThat(page.locator(".headline .verdict").textContent()).contains("fail");
      camera.arrives(50, 1);
      camera.watch();
      page.locator("rawline-watching tbody th")
          .filter(StudioPage.having("frame-050.tiff"))
          .waitFor();
      assertThat(page.locator(".control-chart").first().locator("circle").count())
          .isEqualTo(points + 1);
    }
  }

  @Test
  void imagesThatStandOutAreShown() {
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT, WATCH)) {
      Locator tile = page.locator(".tiles > li").filter(StudioPage.having("frame-013.tiff"));
      tile.locator("img").waitFor();
      page.waitForFunction(
          "[...document.querySelectorAll('.tiles img')].every(image => image.loading === 'lazy')");
      tile.scrollIntoViewIfNeeded();
      page.waitForFunction("document.querySelector('.tiles img').naturalWidth > 0");
      assertThat(
              page.locator(".tiles > li").filter(StudioPage.having("frame-012.tiff")).textContent())
          .contains("no picture");
    }
  }

  /** By keys: from the list to a batch, whose certificate is verified. */
  @Test
  void keysAreEnough() {
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT, "#quality")) {
      page.locator(".found a").first().waitFor();
      StudioPage.press(page, ".found a[href*='checks%2Fdim']");
      page.locator("text=Verify certificate").waitFor();
      assertThat(page.locator(".headline .verdict").textContent()).contains(verdict.word());
      StudioPage.press(page, "rawline-batch button");
      page.locator("text=verified: nothing differs").waitFor();
      assertThat(page.locator(".findings li").allTextContents())
          .anyMatch(line -> line.strip().startsWith("batch agrees"))
          .anyMatch(line -> line.strip().startsWith("reference agrees"));
    }
  }

  /** A wall has nothing to press, is as high as the screen, and is read from afar. */
  @Test
  void theWallHasNothingToPressAndUpdatesItself() throws IOException {
    try (Page page = studio.open(1920, 1080, ColorScheme.DARK, WALL)) {
      page.locator(".wall-charts .control-chart").first().waitFor();
      assertThat(
              page.locator(
                      "rawline-display :is(a, button, input, select, [tabindex]), header:visible")
                  .count())
          .isZero();
      assertThat((Boolean) page.evaluate("document.documentElement.scrollHeight <= innerHeight"))
          .isTrue();
      assertThat(
              (Boolean)
                  page.evaluate(
                      "parseFloat(getComputedStyle(document.querySelector('.banner"
                          + " .verdict')).fontSize) > 100"))
          .isTrue();
      List<String> before = page.locator(".wall-numbers dd").allTextContents();
      camera.arrives(60, 1);
      camera.watch();
      page.waitForFunction(
          "before => [0, 1, 2].some(i => document.querySelectorAll('.wall-numbers"
              + " dd')[i].textContent !== before[i])",
          before);
    }
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT, "#wall")) {
      page.locator(".watch-panel .banner-name").filter(StudioPage.having("incoming")).waitFor();
    }
  }
}
