package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.rawline.studio.plan.FakeProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans in a browser. */
class PlansPageTest {
  private static final String RUN = ".run";

  @TempDir private Path folder;
  private StudioPage studio;

  @BeforeEach
  void start() throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.writeString(work.resolve("check.yaml"), "reference: there\ndata: here\n");
    SequencedMap<String, Path> folders = new LinkedHashMap<>();
    folders.put("work", work);
    Path program = FakeProgram.write(folder.resolve("program"), FakeProgram.WORKS);
    studio = new StudioPage(folders, List.of(program.toString()));
  }

  @AfterEach
  void stop() throws IOException {
    if (studio != null) {
      assertThat(studio.complaints()).isEmpty();
      studio.close();
    }
  }

  private static void start(Page page) {
    page.locator("text=Choose a plan…").click();
    page.locator("dialog[open] button.file >> text=check.yaml").click();
    page.locator(".plan-start button >> text=/^Start$/").click();
    page.locator(".run-output").filter(StudioPage.having("arguments: quality")).waitFor();
  }

  @ParameterizedTest
  @CsvSource({"1280, 900, LIGHT", "1280, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void everybodyCanUseIt(int width, int height, ColorScheme scheme) throws IOException {
    try (Page page = studio.open(width, height, scheme, "#plans")) {
      start(page);
      StudioPage.requireUsable(page);
    }
  }

  @Test
  void aPlanSurvivesAReloadAndIsStopped() {
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT, "#plans")) {
      start(page);
      page.locator(".run-status").filter(StudioPage.having("/100 steps, training")).waitFor();
      String before = page.locator(".run-output").textContent();
      assertThat(before).contains("pid ", "arguments: quality ", "--out ");
      page.reload();
      page.locator(".run-output").filter(StudioPage.having("arguments: quality")).waitFor();
      assertThat(page.locator(".run-output").textContent()).isEqualTo(before);
      page.waitForFunction("document.querySelector('.run progress').value > 0");
      page.locator(RUN + " button >> text=/^Stop$/").click();
      page.locator(RUN + ".stopped").waitFor();
      page.locator(".run-output").filter(StudioPage.having("interrupted: saving")).waitFor();
      assertThat(page.locator(RUN + " button").count()).isZero();
    }
  }

  /** A plan can be started and stopped by keys alone. */
  @Test
  void keysAreEnough() {
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT, "#plans")) {
      page.locator("text=Choose a plan…").waitFor();
      StudioPage.press(page, "rawline-start rawline-browse > button");
      page.locator("dialog[open] button.file").waitFor();
      StudioPage.press(page, "dialog[open] button.file");
      page.locator("rawline-start form").waitFor();
      StudioPage.press(page, "rawline-start form > button");
      page.locator(RUN + ".running").waitFor();
      StudioPage.press(page, ".run button");
      page.locator(RUN + ".stopped").waitFor();
    }
  }
}
