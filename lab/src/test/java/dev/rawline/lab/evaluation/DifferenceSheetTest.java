package dev.rawline.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.evaluation.SideBySide.Side;
import dev.rawline.workbench.plot.SequentialScale;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceSheetTest {
  private static final List<String> HEADS = List.of("as trained", "as tested");
  private static final LabelledPrediction RIGHT =
      new LabelledPrediction.OfClass(List.of("a", "b"), List.of(0.9, 0.1), 0);
  private static final LabelledPrediction WRONG =
      new LabelledPrediction.OfClass(List.of("a", "b"), List.of(0.2, 0.8), 0);

  private static View flat(int side, double red, double green, double blue) {
    float[] samples = new float[3 * side * side];
    Arrays.fill(samples, 0, side * side, (float) red);
    Arrays.fill(samples, side * side, 2 * side * side, (float) green);
    Arrays.fill(samples, 2 * side * side, samples.length, (float) blue);
    return new View(side, side, samples);
  }

  @Test
  void everyColourHasItsOwnDifference() {
    SideBySide sample =
        new SideBySide(
            "000001",
            new Side("x", flat(64, 0.5, 0.5, 0.5), RIGHT),
            new Side("y", flat(64, 0.6, 0.5, 0.49), WRONG));

    BufferedImage sheet = DifferenceSheet.draw("title", List.of("line"), HEADS, List.of(sample));

    // |Δ| is 0.1, 0 and 0.01 of 0.1; its logarithm −1, none and −2 of −4 to 0.
    int row = sheet.getHeight() / 2;
    List<Integer> colours =
        List.of(0.1, 0.0, 0.01).stream()
            .map(amount -> new SequentialScale(0, 0.1).of(amount).getRGB())
            .toList();
    List<Integer> logarithms =
        List.of(-1.0, -4.0, -2.0).stream()
            .map(power -> new SequentialScale(-4, 0).of(power).getRGB())
            .toList();
    assertThat(pixels(sheet, row)).containsSubsequence(colours).containsSubsequence(logarithms);
  }

  @Test
  void darkImagesAreBrightenedAndSmallDifferencesAreLogarithmic() {
    assertThat(DifferenceSheet.brightening(flat(8, 0.5, 0, 0))).isEqualTo(1);
    assertThat(DifferenceSheet.brightening(flat(8, 0, 0, 0))).isEqualTo(1);
    assertThat(DifferenceSheet.brightening(flat(8, 0.0003, 0.0001, 0))).isEqualTo(2000);
    assertThat(DifferenceSheet.brightening(flat(8, 0.08, 0, 0))).isEqualTo(10);
    SideBySide sample =
        new SideBySide(
            "000001",
            new Side("x", flat(64, 0.0003, 0, 0), RIGHT),
            new Side("y", flat(64, 0.0001, 0, 0), WRONG));

    BufferedImage sheet = DifferenceSheet.draw("title", List.of("line"), HEADS, List.of(sample));

    // What is shown × 2000 and × 5000 is red 0.6 and 0.5; |Δ| is 2·10⁻⁴, of −7 to −3.
    List<Integer> pixels = pixels(sheet, sheet.getHeight() / 2);
    assertThat(pixels)
        .contains(new SequentialScale(-7, -3).of(Math.log10(2e-4)).getRGB())
        .anyMatch(pixel -> (pixel & 0xffffff) == 153 << 16)
        .anyMatch(
            pixel -> Math.abs(((pixel & 0xffffff) >> 16) - 127.5) < 1 && (pixel & 0xffff) == 0);
  }

  private static List<Integer> pixels(BufferedImage sheet, int row) {
    return Arrays.stream(sheet.getRGB(0, row, sheet.getWidth(), 1, null, 0, sheet.getWidth()))
        .boxed()
        .toList();
  }

  @Test
  void equalImagesAndMasksAreDrawn() {
    Mask mask = new Mask(32, 32, new byte[32 * 32]);
    Side side = new Side("x", flat(32, 0.2, 0.3, 0.4), new LabelledPrediction.OfPixels(mask, mask));

    BufferedImage sheet =
        DifferenceSheet.draw("title", List.of(), HEADS, List.of(new SideBySide("1", side, side)));

    assertThat(sheet.getWidth()).isGreaterThan(1000);
  }

  @Test
  void imagesOfDifferentSizesAreRefused() {
    assertThatThrownBy(
            () ->
                new SideBySide(
                    "000001",
                    new Side("x", flat(32, 0, 0, 0), RIGHT),
                    new Side("y", flat(64, 0, 0, 0), RIGHT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("000001 is 32 × 32 px under x and 64 × 64 px under y: expected one size");
  }
}
