package dev.rawline.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The studio in a browser. */
class DevelopPageTest {
  private static final String PANE = "rawline-pane";

  /** What is painted beside an image. */
  private static final List<Integer> GROUND = List.of(33, 33, 36);

  private static final int SIDE = 1024;

  /** How often a quarter of a second is waited for a picture. */
  private static final int PATIENCE = 120;

  @TempDir private static Path folder;

  private static StudioPage studio;
  private static RawImage raw;

  @BeforeAll
  static void start() throws IOException {
    Random random = new Random(3);
    float[] samples = new float[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      samples[i] =
          6000
              + 20 * column
              + 12 * row
              + ((column / 16 + row / 16) % 2) * 9000
              + random.nextInt(500);
    }
    raw =
        new RawImage(
            SIDE, SIDE, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE));
    RawFiles.write(raw, folder.resolve("board.tiff"));
    SequencedMap<String, Path> folders = new LinkedHashMap<>();
    folders.put("raw", folder);
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

  private static Page opened(int width, int height, ColorScheme scheme) {
    Page page = studio.open(width, height, scheme);
    page.locator("button.folder").first().click();
    page.locator("button.file >> text=board.tiff").click();
    settled(page, 2);
    return page;
  }

  /** Waits until panes show a picture. */
  private static void settled(Page page, int panes) {
    for (int i = 0; i < panes; i++) {
      page.locator(PANE + " .note").nth(i).filter(StudioPage.having("ms")).waitFor();
    }
    page.waitForTimeout(300);
  }

  /** Waits until something holds: pictures come when they are rendered. */
  private static void eventually(Page page, Runnable assertion) {
    for (int i = 0; i < PATIENCE; i++) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        page.waitForTimeout(250);
      }
    }
    assertion.run();
  }

  /** Returns the colours of a canvas at a place, 0 to 255. */
  private static List<Integer> colour(Page page, int pane, double x, double y) {
    Object seen =
        page.evaluate(
            """
            ([pane, x, y]) => {
              const canvas = document.querySelectorAll('rawline-pane canvas.exact')[pane];
              const gl = canvas.getContext('webgl2');
              const pixel = new Uint8Array(4);
              gl.readPixels(Math.floor(x * canvas.width), canvas.height - 1 - Math.floor(y * canvas.height),
                1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
              return [...pixel.slice(0, 3)];
            }
            """,
            List.of(pane, x, y));
    return ((List<?>) seen).stream().map(value -> ((Number) value).intValue()).toList();
  }

  @ParameterizedTest
  @CsvSource({"1280, 900, LIGHT", "1280, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void everybodyCanUseIt(int width, int height, ColorScheme scheme) throws IOException {
    try (Page page = opened(width, height, scheme)) {
      StudioPage.requireUsable(page);
    }
  }

  /** Returns the colours of a canvas along its middle column, then its middle row, 0 to 255. */
  private static List<List<Integer>> cross(Page page, int pane) {
    Object seen =
        page.evaluate(
            """
            pane => {
              const canvas = document.querySelectorAll('rawline-pane canvas.exact')[pane];
              const gl = canvas.getContext('webgl2');
              const { width, height } = canvas;
              const read = (left, bottom, w, h) => {
                const pixels = new Uint8Array(4 * w * h);
                gl.readPixels(left, bottom, w, h, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
                return Array.from({ length: w * h }, (_, i) => [...pixels.slice(4 * i, 4 * i + 3)]);
              };
              return read(Math.floor(width / 2), 0, 1, height).reverse()
                .concat(read(0, height - 1 - Math.floor(height / 2), width, 1));
            }
            """,
            pane);
    return ((List<?>) seen)
        .stream()
            .map(
                pixel ->
                    ((List<?>) pixel).stream().map(value -> ((Number) value).intValue()).toList())
            .toList();
  }

  /**
   * What the second pane shows is the view that the engine renders, pixel for pixel, be its sides
   * even or odd: the middle of the image lies at the middle of the canvas.
   */
  @ParameterizedTest
  @CsvSource({"1280, 900", "1281, 900", "1282, 901", "1283, 902", "3001, 1401"})
  void thePictureIsThatOfTheEngine(int windowWidth, int windowHeight) {
    try (Page page = opened(windowWidth, windowHeight, ColorScheme.LIGHT)) {
      page.locator(PANE + " canvas.exact").nth(1).focus();
      page.keyboard().press("1");
      View view = Isp.of(Camera.DRONE, ViewName.USUAL).apply(Camera.DRONE.normalise(raw));
      Object size =
          page.evaluate(
              "[...document.querySelectorAll('rawline-pane canvas.exact')].map(c => [c.width,"
                  + " c.height])[1]");
      int width = ((Number) ((List<?>) size).get(0)).intValue();
      int height = ((Number) ((List<?>) size).get(1)).intValue();
      List<List<Integer>> expected = new ArrayList<>();
      for (int i = 0; i < height; i++) {
        expected.add(colour(view, place(width / 2, width), place(i, height)));
      }
      for (int i = 0; i < width; i++) {
        expected.add(colour(view, place(i, width), place(height / 2, height)));
      }
      eventually(page, () -> assertThat(cross(page, 1)).isEqualTo(expected));
    }
  }

  /** Returns which row or column of the image a pixel of the canvas shows. */
  private static int place(int pixel, int side) {
    return (int) Math.floor(SIDE / 2.0 + pixel + 0.5 - side / 2.0);
  }

  private static List<Integer> colour(View view, int column, int row) {
    if (column < 0 || row < 0 || column >= SIDE || row >= SIDE) {
      return GROUND;
    }
    List<Integer> colour = new ArrayList<>();
    for (int channel = 0; channel < View.CHANNELS; channel++) {
      float value = view.samples()[(channel * SIDE + row) * SIDE + column];
      colour.add((int) (Math.clamp(value, 0, 1) * 255 + 0.5));
    }
    return colour;
  }

  /** Zoom, place and contrast are those of all panes. */
  @Test
  void panesMoveTogether() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      page.locator(PANE + " select").first().selectOption("frame:7"); // the view, twice
      settled(page, 2);
      Locator canvas = page.locator(PANE + " canvas.exact").first();
      canvas.focus();
      page.keyboard().press("1");
      page.keyboard().press("+");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("ArrowDown");
      eventually(
          page,
          () -> {
            for (double x : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
              assertThat(colour(page, 0, x, 0.4)).as("at " + x).isEqualTo(colour(page, 1, x, 0.4));
            }
          });
      List<Integer> before = colour(page, 1, 0.3, 0.6);
      page.getByLabel("white at, slider").fill("0.5");
      eventually(
          page,
          () -> {
            assertThat(colour(page, 1, 0.3, 0.6)).isNotEqualTo(before);
            assertThat(colour(page, 0, 0.3, 0.6)).isEqualTo(colour(page, 1, 0.3, 0.6));
          });
    }
  }

  /** The numbers under the pointer are those of the engine. */
  @Test
  void numbersAreThoseOfTheEngine() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      page.locator(PANE + " canvas.exact").nth(1).hover();
      Locator pixel = page.locator("dl.values dd").first();
      pixel.filter(StudioPage.having(",")).waitFor();
      Matcher place = Pattern.compile("(\\d+), (\\d+)").matcher(pixel.textContent());
      assertThat(place.find()).isTrue();
      int column = Integer.parseInt(place.group(1));
      int row = Integer.parseInt(place.group(2));
      View view = Isp.of(Camera.DRONE, ViewName.USUAL).apply(Camera.DRONE.normalise(raw));
      List<String> expected = new ArrayList<>();
      for (int channel = 0; channel < View.CHANNELS; channel++) {
        expected.add(
            String.format(
                Locale.ROOT, "%.4f", view.samples()[(channel * SIDE + row) * SIDE + column]));
      }
      eventually(
          page,
          () -> {
            List<String> numbers = page.locator("dl.values dd").allTextContents();
            assertThat(numbers.get(1)).startsWith("%.0f DN".formatted(raw.at(row, column)));
            assertThat(numbers.get(4).strip().split(" +", -1)).containsExactlyElementsOf(expected);
          });
    }
  }

  /** Everything that a pointer can do, keys can. */
  @Test
  void keysAreEnough() {
    try (Page page = studio.open(1280, 900, ColorScheme.LIGHT)) {
      page.locator("button.folder").first().waitFor();
      StudioPage.press(page, "button.folder");
      page.locator("button.file").first().waitFor();
      StudioPage.press(page, "button.file");
      settled(page, 2);
      page.getByLabel("gamma, slider").focus();
      List<Integer> before = colour(page, 1, 0.5, 0.5);
      for (int i = 0; i < 5; i++) {
        page.keyboard().press("PageUp");
      }
      eventually(page, () -> assertThat(colour(page, 1, 0.5, 0.5)).isNotEqualTo(before));
      page.keyboard().press("Shift+Tab");
      assertThat(page.evaluate("document.activeElement !== document.body")).isEqualTo(true);
    }
  }

  /** The address holds what was changed in the recording, and reaches no further than it can. */
  @Test
  void aReloadShowsTheSameRecording() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      page.locator(".notice").filter(StudioPage.having("those of drone")).waitFor();
      page.locator(".cards select").first().selectOption("microscope");
      Locator light =
          page.getByLabel("share of the light", new Page.GetByLabelOptions().setExact(true));
      light.fill("0.4");
      light.press("Enter");
      eventually(page, () -> assertThat(page.url()).contains("light=0.4"));
      light.fill("1.5");
      light.press("Enter");
      assertThat(light.evaluate("box => box.validationMessage")).isEqualTo("Expected 0.01 to 1.");
      assertThat(page.url()).contains("light=0.4");
      page.reload();
      settled(page, 2);
      assertThat(light.inputValue()).isEqualTo("0.4");
      assertThat(page.locator("[role=alert]").count()).isZero();
    }
  }

  @Test
  void aBrokenFileIsNamedAndThePictureStays() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      page.locator(".open input[type=file]")
          .setInputFiles(new FilePayload("night.dng", "image/x-dng", new byte[] {1, 2, 3}));
      Locator problem = page.locator(".open [role=alert]");
      problem.waitFor();
      assertThat(problem.textContent())
          .startsWith("night.dng")
          .contains("does not begin as a .dng file does");
      assertThat(studio.complaints()).singleElement().asString().contains("422");
      studio.complaints().clear();
      assertThat(page.locator(PANE).count()).isEqualTo(2);
    }
  }

  @Test
  void comparesWithWhatWasPinned() {
    try (Page page = opened(1280, 900, ColorScheme.LIGHT)) {
      page.locator("text=Pin this variant").click();
      Locator similarity = page.locator(".similarity");
      similarity.filter(StudioPage.having("SSIM 1.0000")).waitFor();
      page.getByLabel("gamma, slider").fill("1.5");
      similarity.filter(new Locator.FilterOptions().setHasNotText("SSIM 1.0000")).waitFor();
      page.locator(PANE + " select").first().selectOption("difference");
      settled(page, 2);
      page.locator(".scale").waitFor();
    }
  }
}
