package dev.rawline.lab.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.DeadZone;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.sheet.SignedMap;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientSheetTest {
  private static final int BLUE = DivergingScale.BELOW.getRGB();
  private static final int ORANGE = DivergingScale.ABOVE.getRGB();
  private static final int WHITE = Color.WHITE.getRGB();

  @Test
  void zeroIsWhiteAndTheEndsAreBlueAndOrange() {
    DivergingScale scale = new DivergingScale(4);

    assertThat(scale.of(0)).isEqualTo(Color.WHITE);
    assertThat(scale.of(4)).isEqualTo(DivergingScale.ABOVE).isEqualTo(scale.of(9));
    assertThat(scale.of(-4)).isEqualTo(DivergingScale.BELOW).isEqualTo(scale.of(-9));
    // A quarter of the end is half as strong.
    assertThat(scale.of(1).getBlue()).isEqualTo((255 + DivergingScale.ABOVE.getBlue() + 1) / 2);
    assertThat(new DivergingScale(0).of(0)).isEqualTo(Color.WHITE);
  }

  @Test
  void aPictureIsSummedOverItsColours() {
    float[] gradient = {1, 2, -1, 0, 2, -2, 1, 2, 0}; // red, green, blue of three pixels
    SignedMap map = new SignedMap(new LinearRgb(3, 1, gradient), 100);

    assertThat(map.image().getRGB(0, 0)).isEqualTo(new DivergingScale(6).of(2).getRGB());
    assertThat(map.image().getRGB(1, 0)).isEqualTo(new DivergingScale(6).of(6).getRGB());
    assertThat(map.image().getRGB(2, 0)).isEqualTo(new DivergingScale(6).of(-3).getRGB());
  }

  @Test
  void aMosaicShowsItsSamplesWhereThereIsRoom() {
    BufferedImage image =
        new SignedMap(RawImage.normalised(2, 2, Cfa.RGGB, new float[] {1, 0, -1, 1}), 2).image();

    assertThat(image.getRGB(0, 0)).isEqualTo(ORANGE);
    assertThat(image.getRGB(1, 0)).isEqualTo(WHITE);
    assertThat(image.getRGB(0, 1)).isEqualTo(BLUE);
  }

  @Test
  void aShrunkMosaicDoesNotShimmer() {
    float[] samples = new float[300 * 200];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Cfa.RGGB.siteAt(i / 300, i % 300) == Cfa.Site.RED ? 4 : 0;
    }
    BufferedImage image =
        new SignedMap(RawImage.normalised(300, 200, Cfa.RGGB, samples), 173).image();

    int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, 173);
    assertThat(Arrays.stream(pixels).distinct()).containsExactly(ORANGE);
  }

  @Test
  void outliersDoNotHideOtherSamples() {
    float[] samples = new float[100 * 100];
    Arrays.fill(samples, -1);
    samples[0] = 1000;
    SignedMap map = new SignedMap(RawImage.normalised(100, 100, Cfa.RGGB, samples), 100);

    assertThat(map.scale().end()).isCloseTo(1, within(1e-9));
    assertThat(map.image().getRGB(50, 50)).isEqualTo(BLUE);
    assertThat(map.image().getRGB(0, 0)).isEqualTo(ORANGE);
  }

  @Test
  void sparseGradientsStayVisible() {
    float[] samples = new float[100 * 100];
    samples[17] = -2;

    assertThat(new SignedMap(RawImage.normalised(100, 100, Cfa.RGGB, samples), 100).image())
        .satisfies(image -> assertThat(image.getRGB(17, 0)).isEqualTo(BLUE))
        .satisfies(image -> assertThat(image.getRGB(18, 0)).isEqualTo(WHITE));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 2", "-1, 2, 2", "1, 37, 5", "1, 3, 61", "-1, 401, 7", "1, 500, 420"})
  void everySizeFitsItsSheetAndShowsTheSignOfTheGradient(float sign, int width, int height) {
    Isp isp = Isp.parametrized(Camera.DRONE);
    float[] grey = new float[width * height];
    Arrays.fill(grey, 0.25f);
    ChainPullback<RawImage, View> pullback =
        isp.pull(RawImage.normalised(width, height, Cfa.GRBG, grey));
    float[] cotangent = new float[3 * width * height];
    Arrays.fill(cotangent, sign);
    GradientTrace<RawImage> trace = pullback.trace(new View(width, height, cotangent));

    BufferedImage sheet =
        new GradientSheet(
                "grey", List.of("a line"), trace, LossSensitivity.of(isp, isp.theta(), 1, trace))
            .draw();

    int seen = sign > 0 ? ORANGE : BLUE;
    long pixels =
        Arrays.stream(
                sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth()))
            .filter(pixel -> pixel == seen)
            .count();
    // The last map, the gradient of the loss itself, has it everywhere.
    assertThat(pixels).isGreaterThanOrEqualTo((long) Math.min(380, width) * Math.min(5, height));
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, ' (partly frozen)'", "2, ' (partly frozen)'", "3, ' (frozen)'"})
  void namesOfFrozenParametersAreMarked(int frozen, String held) {
    BitSet places = new BitSet();
    places.set(0, frozen);
    Parameter gains = Parameter.free("gains", "no unit", 3);

    assertThat(
            SensitivityBars.held(
                new ParameterSensitivity(gains, new double[3], new double[3], places)))
        .isEqualTo(held);
  }

  @Test
  void barsShareOneScale() {
    List<Sensitivity> stages = List.of(new Sensitivity(3, 1), new Sensitivity(0, 0.5));
    // A number v with the gradient g contributes 0.01 · g · v.
    ParameterSensitivity gains =
        new ParameterSensitivity(
            Parameter.free("gains", "no unit", 2),
            new double[] {1, 2},
            new double[] {150, -100},
            new BitSet());
    SensitivityBars bars =
        new SensitivityBars(
            new LossSensitivity(
                8,
                new DeadZone(0, 0),
                stages.stream().map(all -> new StageSensitivity("stage", onRed(all), 1)).toList(),
                List.of(gains)));
    BufferedImage image = bars.draw(1600, 50).picture(1);

    int half = 800;
    int first = image.getHeight() - 2 * SensitivityBars.ROW + SensitivityBars.ROW / 2;
    int second = first + SensitivityBars.ROW;
    int unit = length(image, ORANGE, first, 0, half) / 3;
    assertThat(unit).isGreaterThan(20);
    assertThat(length(image, BLUE, first, 0, half)).isCloseTo(unit, within(2));
    assertThat(length(image, ORANGE, second, 0, half)).isZero();
    assertThat(length(image, BLUE, second, 0, half)).isCloseTo(unit / 2, within(2));
    // The two of the parameter: 1.5 raises, 2 lowers. Squares end before the bars begin.
    assertThat(length(image, ORANGE, first, 1090, 1600)).isCloseTo(3 * unit / 2, within(2));
    assertThat(length(image, BLUE, first, 1090, 1600)).isCloseTo(2 * unit, within(2));
    assertThat(SensitivityBars.label(stages.getFirst(), 8)).isEqualTo("4 (50 %)");
    assertThat(SensitivityBars.label(stages.getLast(), -30)).isEqualTo("0.5");
    assertThat(SensitivityBars.label(Sensitivity.NONE, 8)).isEqualTo("0");
  }

  private static Map<Colour, Sensitivity> onRed(Sensitivity all) {
    return Map.of(Colour.RED, all, Colour.GREEN, Sensitivity.NONE, Colour.BLUE, Sensitivity.NONE);
  }

  private static int length(BufferedImage image, int colour, int row, int from, int to) {
    return (int)
        IntStream.range(from, to).filter(column -> image.getRGB(column, row) == colour).count();
  }

  @Test
  void labelsOfAColourScaleMatchItsColours() {
    DivergingScale scale = new DivergingScale(4);
    assertThat(scale.labels()).containsExactly("−4", "−1", "0", "1", "4");
    BufferedImage image = scale.bar(401).picture(1);
    double[] numbers = {-1, 0, 1};
    for (int i = 0; i < numbers.length; i++) {
      // One column outside of the tick.
      int column = 100 * (i + 1) + (i == 0 ? -1 : 1);
      Color seen = new Color(image.getRGB(column, 4));
      Color meant = scale.of(numbers[i]);
      assertThat(seen.getRed()).isCloseTo(meant.getRed(), within(4));
      assertThat(seen.getBlue()).isCloseTo(meant.getBlue(), within(4));
    }
    assertThat(image.getRGB(1, 4)).isNotEqualTo(image.getRGB(399, 4));
  }

  @Test
  void signedNumbersAreShort() {
    assertThat(NumberText.signed(0, 2)).isEqualTo("0");
    assertThat(NumberText.signed(-0.021649, 3)).isEqualTo("−0.0216");
    assertThat(NumberText.signed(6.7432e-5, 2)).isEqualTo("6.7e-5");
    assertThat(NumberText.signed(-17.25, 3)).isEqualTo("−17.3");
    assertThat(NumberText.signed(1234567, 2)).isEqualTo("1.2e6");
    assertThat(NumberText.signed(0.4, 3)).isEqualTo("0.4");
    assertThat(NumberText.signed(120, 2)).isEqualTo("120");
  }
}
