package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.rawline.studio.lab.SampleBook;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab book in a browser. */
class LabPageTest {
  private static final int TRAININGS = 6;

  @TempDir private static Path folder;
  private static StudioPage studio;
  private static long drift;
  private static long forensics;
  private static long optimization;

  @BeforeAll
  static void start() throws IOException {
    BookLocation.Folder place = BookLocation.Folder.of(folder.resolve("labbook"));
    Path picture = folder.resolve("picture.png");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    try (LabBook book = LabBook.open(place)) {
      for (int i = 0; i < TRAININGS; i++) {
        SampleBook.training(book, folder, i);
      }
      drift = SampleBook.drift(book, picture);
      forensics = SampleBook.forensics(book);
      optimization = SampleBook.optimization(book, folder);
    }
    studio = new StudioPage(place);
  }

  @AfterAll
  static void stop() throws IOException {
    StudioPage.stop(studio);
  }

  @AfterEach
  void nothingIsComplainedAbout() {
    studio.requireNoComplaint();
  }

  /** What the server rejects stands on the page, and browsers list it as well. */
  private static void requireRejected(Page page) {
    page.locator("[role=alert]").waitFor();
    assertThat(studio.complaints()).singleElement().asString().contains("422");
    studio.complaints().clear();
  }

  /** Opens a part of the lab and waits for what it shows. */
  private static Page open(int width, int height, ColorScheme scheme, String part, String shown) {
    Page page = studio.open(width, height, scheme, part);
    page.locator(shown).first().waitFor();
    return page;
  }

  @ParameterizedTest
  @CsvSource({"1280, 900, LIGHT", "1280, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void everybodyCanUseIt(int width, int height, ColorScheme scheme) throws IOException {
    List<List<String>> parts =
        List.of(
            List.of("#lab", ".lab-space [role=row]"),
            List.of("#lab/run/" + drift, ".lab-heat button"),
            List.of("#lab/run/" + forensics, "rawline-tolerance svg"),
            List.of("#lab/run/" + optimization, "rawline-pareto svg"),
            List.of("#lab/compare/1,2,3", ".lab-parallel"),
            List.of("#lab/sql", ".lab-schema dt"));
    for (List<String> part : parts) {
      try (Page page = open(width, height, scheme, part.get(0), part.get(1))) {
        StudioPage.requireUsable(page);
      }
    }
  }

  /** By keys: two runs are selected in the table and compared. */
  @Test
  void keysAreEnough() {
    try (Page page =
        open(1280, 900, ColorScheme.LIGHT, "#lab", ".lab-space [role=row] .lab-state.finished")) {
      StudioPage.reach(page, ".lab-grid");
      page.keyboard().press("End");
      page.keyboard().press("Space");
      page.keyboard().press("ArrowUp");
      page.keyboard().press("Space");
      page.locator("[role=status]").filter(StudioPage.having("2 selected")).waitFor();
      page.keyboard().press("Shift+Tab");
      for (int i = 0;
          i < 20
              && !page.evaluate("document.activeElement.textContent")
                  .toString()
                  .contains("Compare");
          i++) {
        page.keyboard().press("Shift+Tab");
      }
      page.keyboard().press("Enter");
      page.locator(".lab-parallel").waitFor();
      assertThat(page.url()).endsWith("#lab/compare/1,2");
      assertThat(page.locator(".lab-parallel polyline").count()).isEqualTo(2);
    }
  }

  /** Dragging along an axis, and its sliders, choose runs: every second has the smaller rate. */
  @Test
  void rangesOfParametersChooseRuns() {
    String runs =
        IntStream.rangeClosed(1, TRAININGS)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    try (Page page =
        open(1280, 900, ColorScheme.LIGHT, "#lab/compare/" + runs, ".lab-parallel .lab-grip")) {
      Locator axis = page.locator(".lab-grip[data-axis=learning_rate]");
      axis.scrollIntoViewIfNeeded();
      BoundingBox box = axis.boundingBox();
      double middle = box.x + box.width / 2;
      page.mouse().move(middle, box.y + box.height * 0.9);
      page.mouse().down();
      page.mouse().move(middle, box.y + box.height);
      page.mouse().up();
      Locator chosen = page.locator("rawline-parallel .lab-note");
      String smallest = "3 of %d runs".formatted(TRAININGS);
      chosen.filter(StudioPage.having(smallest)).waitFor();
      chosen.locator("button").click();
      chosen.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      StudioPage.reach(page, "rawline-parallel label:last-of-type input");
      page.keyboard().press("Home");
      chosen.filter(StudioPage.having(smallest)).waitFor();
      chosen.locator("a").click();
      page.locator("h1").filter(StudioPage.having("3 runs compared")).waitFor();
    }
  }

  @Test
  void sortsAndFiltersByTheServer() {
    try (Page page =
        open(1280, 900, ColorScheme.LIGHT, "#lab", ".lab-space [role=row] .lab-state.finished")) {
      page.locator("input[name=condition]").fill("param:learning_rate=0.01");
      page.locator("text=Add condition").click();
      page.locator("[role=status]").filter(StudioPage.having("3 runs")).waitFor();
      page.locator("input[name=condition]").fill("no condition");
      page.locator("text=Add condition").click();
      requireRejected(page);
      assertThat(page.locator(".lab-chip").count()).isEqualTo(1);
    }
  }

  @Test
  void aCellOfTheDriftMatrixOpensItsExamples() {
    try (Page page = open(1280, 900, ColorScheme.LIGHT, "#lab/run/" + drift, ".lab-heat button")) {
      Locator worst = page.locator(".lab-heat button[aria-label*='the largest drop']");
      worst.focus();
      page.keyboard().press("Enter");
      Locator dialog = page.locator("dialog[open]");
      dialog.locator("table tbody tr").first().waitFor();
      assertThat(dialog.locator("h3").textContent()).startsWith("Trained on ");
      assertThat(dialog.locator("tbody").textContent()).contains("lymphocyte");
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog[open]").count()).isZero();
    }
  }

  @Test
  void queriesAreReadOnly() {
    try (Page page = open(1280, 900, ColorScheme.LIGHT, "#lab/sql", ".lab-schema dt")) {
      page.locator("textarea").fill("select count(*) as runs from runs");
      page.keyboard().press("Control+Enter");
      Locator rows = page.locator(".lab-result td");
      rows.first().waitFor();
      assertThat(rows.first().textContent()).isEqualTo(String.valueOf(TRAININGS + 3));
      page.locator("textarea").fill("delete from runs");
      page.keyboard().press("Control+Enter");
      requireRejected(page);
    }
  }
}
