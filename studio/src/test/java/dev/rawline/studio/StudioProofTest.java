package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.studio.collection.CollectionExample;
import dev.rawline.studio.lab.SampleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/results/studio.md: what a person waits for, as the browser measures it. */
@Tag("slow")
class StudioProofTest {
  private static final int WIDTH = 5472;
  private static final int HEIGHT = 3648;
  private static final int CHANGES = 200;
  private static final int RUNS = 30_000;
  private static final int RELOADS = 20;
  private static final int SAMPLES = 100_000;
  private static final int LONGEST_OPENING = 120_000;
  private static final String VIEW = "view";

  /** Changes a slider by steps, and returns the times until its picture is painted [ms]. */
  private static final String SLIDE =
      """
      async ([name, from, to, changes]) => {
        const box = document.querySelector(`input[type=range][aria-label="${name}, slider"]`);
        const times = [];
        for (let i = 0; i < changes; i++) {
          const painted = new Promise(done => addEventListener('painted', done, { once: true }));
          const since = performance.now();
          box.value = from + (to - from) * (i % 2 ? 1 - i / changes : i / changes);
          box.dispatchEvent(new Event('input', { bubbles: true }));
          await painted;
          times.push(performance.now() - since);
          await new Promise(done => setTimeout(done, 50));
        }
        return times;
      }
      """;

  /** Asks for nothing but an answer, and returns the times until it is there [ms]. */
  private static final String ASK =
      """
      async changes => {
        const times = [];
        for (let i = 0; i < changes; i++) {
          const since = performance.now();
          await (await fetch('/api/about')).text();
          times.push(performance.now() - since);
        }
        return times;
      }
      """;

  /** Keeps the time, since the page began to load, at which the first run is painted [ms]. */
  private static final String WATCH =
      """
      new MutationObserver(() => {
        if (!window.firstRun && document.querySelector('.lab-space [role=row]')) {
          window.firstRun = -1;
          requestAnimationFrame(() => { window.firstRun = performance.now(); });
        }
      }).observe(document, { childList: true, subtree: true });
      """;

  /** Scrolls a wall by half its height, frame by frame, and returns what frames take [ms]. */
  private static final String SCROLL =
      """
      async frames => {
        const wall = document.querySelector('.wall');
        const times = [];
        let before = await new Promise(requestAnimationFrame);
        for (let i = 0; i < frames; i++) {
          wall.scrollTop += wall.clientHeight / 2;
          const now = await new Promise(requestAnimationFrame);
          times.push(now - before);
          before = now;
        }
        return times;
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void printTheMachine() {
    System.out.printf(
        "%d processors; graphics by software%n", Runtime.getRuntime().availableProcessors());
  }

  private static void print(String what, Object measured) {
    double[] times =
        ((List<?>) measured)
            .stream().mapToDouble(time -> ((Number) time).doubleValue()).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %.0f | %.0f |%n",
        what,
        times.length,
        times[times.length / 2],
        times[(int) Math.ceil(0.95 * times.length) - 1],
        times[times.length - 1]);
    assertThat(times[0]).isPositive();
  }

  private StudioPage withPicture() throws IOException {
    Random random = new Random(3);
    float[] samples = new float[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      int column = i % WIDTH;
      int row = i / WIDTH;
      samples[i] =
          6000 + 4 * column + 2 * row + ((column / 16 + row / 16) % 2) * 9000 + random.nextInt(500);
    }
    RawFiles.write(
        new RawImage(
            WIDTH, HEIGHT, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE)),
        folder.resolve("board.tiff"));
    SequencedMap<String, Path> folders = new LinkedHashMap<>();
    folders.put("raw", folder);
    return new StudioPage(folders);
  }

  private static void settle(Page page) {
    page.locator("rawline-pane .note")
        .first()
        .filter(new Locator.FilterOptions().setHasText("ms"))
        .waitFor();
    page.waitForTimeout(4000);
  }

  @Test
  void slidersToPictures() throws IOException {
    try (StudioPage studio = withPicture();
        Page page = studio.open(1600, 1100, ColorScheme.LIGHT)) {
      page.locator("button.folder").first().click();
      page.locator("button.file >> text=board.tiff").click();
      settle(page);
      page.locator("text=Remove a pane").click();
      page.locator("rawline-pane select").selectOption(new SelectOption().setLabel(VIEW));
      page.locator("label.choice:has-text('sensor') select").selectOption("microscope");
      page.locator("label.choice:has-text('levels and colours') select").selectOption("drone");
      page.locator("rawline-pane canvas.exact").focus();
      page.keyboard().press("1");
      settle(page);
      System.out.println(
          "canvas "
              + page.evaluate(
                  "[...document.querySelectorAll('canvas.exact')].map(c => [c.width, c.height])"));
      print("control: an answer without a picture", page.evaluate(ASK, CHANGES));
      print("gamma", page.evaluate(SLIDE, List.of("gamma", 1.5, 2.5, CHANGES)));
      print(
          "share of the light",
          page.evaluate(SLIDE, List.of("share of the light", 0.3, 0.9, CHANGES)));
      print("gamma, of that recording", page.evaluate(SLIDE, List.of("gamma", 1.5, 2.5, CHANGES)));
      page.keyboard().press("0");
      settle(page);
      print(
          "share of the light, all 20 MP",
          page.evaluate(SLIDE, List.of("share of the light", 0.3, 0.9, RELOADS)));
      page.locator("section.card:has(h3:text-is('recording')) button").click();
      settle(page);
      print("gamma, all 20 MP", page.evaluate(SLIDE, List.of("gamma", 1.5, 2.5, RELOADS)));
      assertThat(studio.complaints()).isEmpty();
    }
  }

  @Test
  void firstRunsOfMany() throws IOException, SQLException {
    try (StudioPage studio = new StudioPage(SampleBook.fill(folder.resolve("labbook"), RUNS));
        Page page = studio.open(1280, 900, ColorScheme.LIGHT, "#lab")) {
      page.addInitScript(WATCH);
      double[] times = new double[RELOADS];
      for (int i = 0; i < RELOADS; i++) {
        page.reload();
        while (times[i] <= 0) {
          page.waitForTimeout(100);
          times[i] = ((Number) page.evaluate("window.firstRun ?? 0")).doubleValue();
        }
      }
      print(
          "30,000 runs, page loaded to first rows painted", Arrays.stream(times).boxed().toList());
      assertThat(studio.complaints()).isEmpty();
    }
  }

  /** Four small pictures under many names. */
  private Path manySamples() throws IOException {
    Path data = Files.createDirectories(folder.resolve("many"));
    Path few = CollectionExample.dataSet(Files.createDirectories(folder.resolve("few")), 2);
    List<Path> pictures;
    try (Stream<Path> files = Files.walk(few)) {
      pictures = files.filter(Files::isRegularFile).sorted().toList();
    }
    StringBuilder labels = new StringBuilder("file,class\n");
    for (int i = 0; i < SAMPLES; i++) {
      String name = "images/%06d.png".formatted(i);
      Files.createDirectories(data.resolve(name).getParent());
      Path _ = Files.createLink(data.resolve(name), pictures.get(i % pictures.size()));
      labels.append(name).append(",c").append(i % 7).append('\n');
    }
    Files.writeString(data.resolve("labels.csv"), labels);
    return data;
  }

  @Test
  void wallOfManySamples() throws IOException {
    Path _ = manySamples();
    SequencedMap<String, Path> folders = new LinkedHashMap<>();
    folders.put("work", folder);
    try (StudioPage studio = new StudioPage(folders);
        Page page = studio.open(1280, 900, ColorScheme.LIGHT, "#data")) {
      page.locator("text=Open a data set…").click();
      page.locator("dialog[open] button.folder >> text=many/").click();
      page.locator("dialog[open] .where >> text=work/many").waitFor();
      long since = System.nanoTime();
      page.locator("dialog[open] >> text=Choose this folder").click();
      page.locator(".tile")
          .first()
          .waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_OPENING));
      print("100,000 samples opened", List.of((System.nanoTime() - since) / 1e6));
      page.waitForTimeout(2000);
      print("100,000 samples, a frame of scrolling", page.evaluate(SCROLL, CHANGES));
      assertThat(studio.complaints()).isEmpty();
    }
  }
}
