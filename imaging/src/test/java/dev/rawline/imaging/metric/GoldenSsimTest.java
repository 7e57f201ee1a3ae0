package dev.rawline.imaging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Npy;
import dev.rawline.imaging.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * SSIM and its gradient against an independent implementation: an autograd in float64, with window
 * weights rounded to float32.
 */
class GoldenSsimTest {
  private static final double TOLERANCE = 1e-9;
  private static final int WINDOW = 11;
  private static final Ssim ROUNDED = Ssim.DEFAULT.with(Ssim.Weights.ROUNDED);

  /** The tolerance of the value with exact weights against rounded ones (4.1e-6 observed). */
  private static final double ROUNDING = 1e-5;

  /** The same for the gradient, as a share of its largest slope (1.5e-4 observed). */
  private static final double ROUNDING_OF_GRADIENT = 1e-3;

  /**
   * The golden numbers of a comparison.
   *
   * @param ssim the value
   * @param norm √Σ gradient²
   * @param sum Σ gradient
   */
  private record Known(double ssim, double norm, double sum) {}

  @TestFactory
  Stream<DynamicTest> everyPairMatchesItsGoldenNumbers() {
    Path root = SharedData.require("golden/ssim");
    return folders(root)
        .map(
            folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> agree(folder)));
  }

  /** Returns the gradient under the window of 11 px. */
  private static double[] assertKnown(ImagePair pair, Map<Integer, Known> byWindow) {
    assertThat(byWindow).containsOnlyKeys(7, WINDOW);
    byWindow.forEach(
        (window, known) -> {
          Ssim ssim = new Ssim(window, 1.5, 0.01, 0.03, Ssim.Weights.ROUNDED);
          double[] gradient = new double[pair.length()];
          assertThat(ssim.pull(pair, gradient)).isCloseTo(known.ssim, within(TOLERANCE));
          assertThat(ssim.value(pair)).isCloseTo(known.ssim, within(TOLERANCE));
          assertThat(Math.sqrt(Arrays.stream(gradient).map(slope -> slope * slope).sum()))
              .isCloseTo(known.norm, within(TOLERANCE * Math.max(1, known.norm)));
          assertThat(Arrays.stream(gradient).sum())
              .isCloseTo(known.sum, within(TOLERANCE * Math.max(1, Math.abs(known.sum))));
        });
    double[] gradient = new double[pair.length()];
    ROUNDED.pull(pair, gradient);
    return gradient;
  }

  private static void agree(Path folder) throws IOException {
    assertThat(names(folder)).containsExactly("a.npy", "b.npy", "grad_a.npy");
    ImagePair pair = pair(folder);
    double[] golden = Npy.read(folder.resolve("grad_a.npy")).values();
    Map<Integer, Known> byWindow = known(folder.getParent(), folder.getFileName().toString());
    double[] gradient = assertKnown(pair, byWindow);
    assertClose(gradient, golden);

    double[] exact = new double[pair.length()];
    assertThat(Ssim.DEFAULT.pull(pair, exact))
        .isCloseTo(byWindow.get(WINDOW).ssim, within(ROUNDING));
    double largest = Arrays.stream(golden).map(Math::abs).max().orElseThrow();
    assertThat(exact).containsExactly(golden, within(ROUNDING_OF_GRADIENT * largest + 1e-14));
  }

  @Test
  void everyValueHasItsPair() throws IOException {
    Path root = SharedData.require("golden/ssim");
    List<String> pictures = folders(root).map(folder -> folder.getFileName().toString()).toList();
    // Two comparisons have no folder: their pictures are computed from others, or constant.
    List<String> derived =
        entries(root)
            .map(entry -> text(entry, "pair"))
            .distinct()
            .filter(name -> !pictures.contains(name))
            .sorted()
            .toList();
    assertThat(derived).containsExactly("batch3 [n1,n1/2,n2] vs [n2,n1,n2]", "const_const");
  }

  /** A flat picture of 0.2 and a flat reference of 0.7. */
  @Test
  void flatPicturesAgree() throws IOException {
    Path root = SharedData.require("golden/ssim");
    double[] picture = new double[3 * 33 * 40];
    double[] reference = new double[picture.length];
    Arrays.fill(picture, 0.2);
    Arrays.fill(reference, 0.7);
    assertKnown(new ImagePair(33, 40, picture, reference), known(root, "const_const"));
  }

  /** The batch compares noise n1 with n2, n1/2 with n1, and n2 with itself. */
  @Test
  void theBatchAgrees() throws IOException {
    Path root = SharedData.require("golden/ssim");
    String batch =
        entries(root)
            .filter(entry -> text(entry, "pair").startsWith("batch3"))
            .findFirst()
            .orElseThrow();
    double[] expected =
        Arrays.stream(match(batch, "\"perimage\":\\s*\\[([^]]*)]").split(",", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    ImagePair noise = pair(root.resolve("noise_noise"));
    double[] half = Arrays.stream(noise.picture).map(sample -> sample / 2).toArray();
    double[] ours = {
      ROUNDED.value(noise),
      ROUNDED.value(new ImagePair(noise.width, noise.height, half, noise.picture)),
      ROUNDED.value(new ImagePair(noise.width, noise.height, noise.reference, noise.reference))
    };
    assertThat(ours).containsExactly(expected, within(TOLERANCE));
    assertThat(Arrays.stream(ours).average().orElseThrow())
        .isCloseTo(number(batch, "ssim"), within(TOLERANCE));
  }

  private static ImagePair pair(Path folder) {
    Npy picture = Npy.read(folder.resolve("a.npy"));
    Npy reference = Npy.read(folder.resolve("b.npy"));
    int[] shape = picture.shape();
    assertThat(reference.shape()).containsExactly(shape);
    return new ImagePair(shape[2], shape[1], picture.values(), reference.values());
  }

  private static void assertClose(double[] ours, double[] golden) {
    assertThat(ours).hasSameSizeAs(golden);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < ours.length; i++) {
      if (!(Math.abs(ours[i] - golden[i]) <= TOLERANCE * Math.max(1, Math.abs(golden[i])))) {
        wrong.add(i + ": " + ours[i] + " instead of " + golden[i]);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Returns the golden numbers of a pair in float64, by the window's side. */
  private static Map<Integer, Known> known(Path root, String pair) throws IOException {
    Map<Integer, Known> byWindow = new HashMap<>();
    entries(root)
        .filter(entry -> text(entry, "pair").equals(pair))
        .filter(entry -> text(entry, "dtype").equals("float64"))
        .forEach(
            entry ->
                byWindow.put(
                    (int) number(entry, "window"),
                    new Known(
                        number(entry, "ssim"),
                        number(entry, "grad1_l2"),
                        number(entry, "grad1_sum"))));
    return byWindow;
  }

  private static Stream<String> entries(Path root) throws IOException {
    return Pattern.compile("\\{[^}]*}")
        .matcher(Files.readString(root.resolve("values.json")))
        .results()
        .map(MatchResult::group);
  }

  private static String text(String entry, String key) {
    return match(entry, "\"" + key + "\":\\s*\"([^\"]*)\"");
  }

  private static double number(String entry, String key) {
    return Double.parseDouble(match(entry, "\"" + key + "\":\\s*([-+.0-9eE]+)"));
  }

  private static String match(String entry, String pattern) {
    return Pattern.compile(pattern)
        .matcher(entry)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + pattern + " in " + entry));
  }

  private static Stream<Path> folders(Path root) {
    return list(root).stream().filter(Files::isDirectory);
  }

  private static List<String> names(Path folder) {
    return list(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
