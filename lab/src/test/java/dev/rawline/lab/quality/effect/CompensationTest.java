package dev.rawline.lab.quality.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.reference.ExampleReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Parameters that compensate a drift: within bounds, in the right direction, and found by two
 * methods.
 */
class CompensationTest {
  private static final Isp CHAIN =
      Isp.of(Camera.DRONE, ViewName.of("bilinear-sharpen-gaussian").orElseThrow()).withKernels();

  private static Attribution attribution(Attribution.Fitted... chosen) {
    List<List<Double>> correlations =
        IntStream.range(0, chosen.length)
            .mapToObj(
                j -> IntStream.range(0, chosen.length).mapToObj(k -> j == k ? 1.0 : 0.0).toList())
            .toList();
    return attribution(correlations, chosen);
  }

  private static Attribution attribution(
      List<List<Double>> correlations, Attribution.Fitted... chosen) {
    return new Attribution(
        Attribution.Conclusion.CAMERA,
        List.of(DriftCause.GAIN),
        List.of(chosen),
        correlations,
        List.of(),
        0,
        OptionalDouble.of(0.5),
        List.of(),
        List.of(),
        List.of());
  }

  private static Attribution.Fitted fitted(
      DriftParameter number, double value, double low, double high) {
    return new Attribution.Fitted(number, new Estimate(value, low, high));
  }

  private static Compensation of(Attribution.Fitted... chosen) {
    return Compensation.of(attribution(chosen), CompensationBounds.USUAL, ExampleReferences.FRAME);
  }

  private static Compensation.Change change(Compensation compensation, String name) {
    return compensation.changes().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void lessLightIsCompensatedByHigherGains() {
    Compensation compensation = of(fitted(DriftParameter.EXPOSURE, 0.8, 0.78, 0.82));
    for (int colour = 0; colour < 3; colour++) {
      Compensation.Change change = change(compensation, "white_balance[%d]".formatted(colour));
      assertThat(change.value()).isCloseTo(1 / 0.8, within(1e-12));
      assertThat(change.low()).isCloseTo(1 / 0.82, within(2e-3));
      assertThat(change.high()).isCloseTo(1 / 0.78, within(2e-3));
      assertThat(change.bounded()).isFalse();
    }
    assertThat(compensation.left())
        .singleElement()
        .asString()
        .contains("light that was not recorded", "0.80 of the light");
  }

  /** Only the noise distinguishes light from gain: their product is known better than either. */
  @Test
  void correlatedEstimatesAreCompensatedTogether() {
    Attribution.Fitted light = fitted(DriftParameter.EXPOSURE, 0.8, 0.8 / 1.1, 0.8 * 1.1);
    Attribution.Fitted gain = fitted(DriftParameter.GAIN, 1.2, 1.2 / 1.1, 1.2 * 1.1);
    double reach = Math.log(1.1) * Math.sqrt(2 - 2 * 0.9);
    Compensation together =
        Compensation.of(
            attribution(List.of(List.of(1.0, -0.9), List.of(-0.9, 1.0)), light, gain),
            CompensationBounds.USUAL,
            ExampleReferences.FRAME);
    Compensation.Change green = change(together, "white_balance[1]");
    assertThat(Math.log(green.high() / green.low()) / 2).isCloseTo(reach, within(1e-12));
    Compensation.Change alone = change(of(light, gain), "white_balance[1]");
    assertThat(Math.log(alone.high() / alone.low()) / 2)
        .isCloseTo(Math.log(1.1) * Math.sqrt(2), within(1e-12));
  }

  /** Gains of each colour compensate light, gain and the ratio of the colour together. */
  @Test
  void coloursAreCompensatedSeparately() {
    Compensation compensation =
        of(
            fitted(DriftParameter.GAIN, 1.25, 1.2, 1.3),
            fitted(DriftParameter.RED, 0.8, 0.79, 0.81),
            fitted(DriftParameter.BLUE, 1.1, 1.09, 1.11));
    assertThat(change(compensation, "white_balance[0]").value()).isCloseTo(1, within(1e-12));
    assertThat(change(compensation, "white_balance[1]").value()).isCloseTo(0.8, within(1e-12));
    assertThat(change(compensation, "white_balance[2]").value())
        .isCloseTo(1 / 1.375, within(1e-12));
    assertThat(compensation.left()).isEmpty();
    Theta usual = CHAIN.theta();
    Theta undoing = new EquivalentTheta(usual, 4095).undoing(compensation.undone());
    for (int colour = 0; colour < 3; colour++) {
      assertThat(undoing.get("white_balance")[colour] / usual.get("white_balance")[colour])
          .isCloseTo(
              change(compensation, "white_balance[%d]".formatted(colour)).value(), within(1e-6));
    }
    assertThat(undoing.get("black_level")).containsExactly(usual.get("black_level"));
  }

  /** A tenth of 64 to 4000 DN, and a factor of two. */
  @Test
  void proposalsStayWithinTheBounds() {
    Compensation level = of(fitted(DriftParameter.BLACK_LEVEL, 500, 490, 510));
    assertThat(level.changes())
        .containsExactly(new Compensation.Change("black_level", "DN", 393.6, 500, 490, 510));
    assertThat(level.changes().getFirst().words())
        .isEqualTo(
            "black_level +393.6 DN, its bound; +500.0 DN (95 %: +490.0 DN to +510.0 DN) would undo all");
    assertThat(level.undone().get(DriftParameter.BLACK_LEVEL)).isEqualTo(393.6);
    assertThat(level.difference().get(DriftParameter.BLACK_LEVEL)).isEqualTo(500);
    Compensation dark = of(fitted(DriftParameter.EXPOSURE, 0.1, 0.09, 0.11));
    assertThat(dark.changes())
        .allSatisfy(
            change -> {
              assertThat(change.value()).isCloseTo(2, within(1e-12));
              assertThat(change.bounded()).isTrue();
            });
    Compensation down = of(fitted(DriftParameter.GAIN, 10, 9, 11));
    assertThat(down.changes())
        .allSatisfy(change -> assertThat(change.value()).isCloseTo(0.5, within(1e-12)));
  }

  @Test
  void blurAndNoiseAreReportedAsUncompensated() {
    Compensation compensation =
        of(
            fitted(DriftParameter.BLUR, 1.2, 1.1, 1.3),
            fitted(DriftParameter.READ_NOISE, 4, 3.5, 4.5));
    assertThat(compensation.isNone()).isTrue();
    assertThat(compensation.left()).hasSize(2);
    assertThat(compensation.left().getFirst()).contains("blur cannot be undone");
    assertThat(compensation.left().getLast()).contains("the noise remains in the image");
    assertThat(of().isNone()).isTrue();
    assertThat(of().left()).isEmpty();
  }

  @Test
  void boundsAreChecked() {
    assertThatThrownBy(() -> new CompensationBounds(0, 1))
        .hasMessageContaining("the black level may move by 0.0: expected above 0, at most 1")
        .hasMessageContaining("gains may change by 1.0: expected a factor above 1");
    assertThatThrownBy(() -> new CompensationBounds(Double.NaN, Double.POSITIVE_INFINITY))
        .hasMessageContaining("NaN")
        .hasMessageContaining("Infinity");
  }

  /** A full compensation leaves no difference to the chain, except for the noise of less light. */
  @Test
  void aFullCompensationRestoresTheImage() {
    Theta usual = CHAIN.theta();
    EquivalentTheta setting = new EquivalentTheta(usual, 4095);
    SensorSpec sensor = SensorSpec.preset("drone").orElseThrow();
    CameraDrift level =
        CameraDrift.NONE.with(DriftParameter.BLACK_LEVEL, 20).with(DriftParameter.RED, 0.2);
    OperatingPoint undone = setting.drifted(level, level, sensor);
    assertThat(undone).isEqualTo(OperatingPoint.of(usual));
    OperatingPoint drifted = setting.drifted(level, CameraDrift.NONE, sensor);
    Theta shown = setting.undoing(level);
    assertThat(drifted).isNotEqualTo(undone);
    assertThat(shown.get("black_level")[0] - usual.get("black_level")[0])
        .isCloseTo(20 / 4095.0, within(1e-9));
    assertThat(shown.get("white_balance")[0] / usual.get("white_balance")[0])
        .isCloseTo(Math.exp(-0.2), within(1e-6));
    assertThat(setting.drifted(CameraDrift.NONE, CameraDrift.NONE, sensor))
        .isEqualTo(OperatingPoint.of(usual));
  }

  /** 45 DN of a camera of half the gain are as many electrons as 90 DN were. */
  @Test
  void noiseIsAddedBeforeTheGain() {
    EquivalentTheta setting = new EquivalentTheta(CHAIN.theta(), 4095);
    SensorSpec sensor = SensorSpec.preset("drone").orElseThrow();
    double noisier = DriftParameter.READ_NOISE.coordinate(45);
    CameraDrift both =
        CameraDrift.NONE
            .with(DriftParameter.GAIN, Math.log(0.5))
            .with(DriftParameter.READ_NOISE, noisier);
    CameraDrift alone =
        CameraDrift.NONE.with(DriftParameter.READ_NOISE, DriftParameter.READ_NOISE.coordinate(90));
    assertThat(readNoise(setting.drifted(both, CameraDrift.NONE, sensor)))
        .isCloseTo(readNoise(setting.drifted(alone, CameraDrift.NONE, sensor)), within(1e-9))
        .isGreaterThan(90 / sensor.storedGain());
  }

  private static double readNoise(OperatingPoint setting) {
    return setting.physical().values().get(RecaptureSettings.READ_NOISE);
  }

  /** Smooth scenes of four colours between black and 0.4, in the scale of the chain. */
  private static List<RawImage> scenes(double shift, double red, double green, double blue) {
    return scenes(4, shift, red, green, blue);
  }

  private static List<RawImage> scenes(
      long seed, double shift, double red, double green, double blue) {
    double[] gains = {red, green, blue};
    List<RawImage> images = new ArrayList<>();
    Random random = new Random(seed);
    int side = 48;
    for (int scene = 0; scene < 12; scene++) {
      double[] phases = random.doubles(6, 0, 6).toArray();
      double[] levels = random.doubles(3, 0.06, 0.16).toArray();
      float[] samples = new float[side * side];
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int colour = row % 2 + column % 2;
          double level =
              levels[colour]
                  * (1.2
                      + Math.sin(row / 7.0 + phases[colour])
                          * Math.cos(column / 9.0 + phases[3 + colour]));
          samples[row * side + column] =
              (float) (0.0625 + shift + gains[colour] * Math.max(0.005, level));
        }
      }
      images.add(RawImage.normalised(side, side, Cfa.RGGB, samples));
    }
    return images;
  }

  private static final List<DriftParameter> LEVELS =
      List.of(
          DriftParameter.BLACK_LEVEL,
          DriftParameter.EXPOSURE,
          DriftParameter.RED,
          DriftParameter.BLUE);

  @Test
  void onlyAttributedLevelsAreRefitted() {
    CameraDrift named =
        CameraDrift.NONE
            .with(DriftParameter.GAIN, Math.log(0.8))
            .with(DriftParameter.BLUR, 1)
            .with(DriftParameter.READ_NOISE, 4);
    assertThat(MatchViews.free(named)).containsExactly(DriftParameter.GAIN);
    assertThat(MatchViews.free(named.with(DriftParameter.EXPOSURE, 0.1)))
        .containsExactly(DriftParameter.EXPOSURE);
    assertThat(MatchViews.free(CameraDrift.NONE)).isEmpty();
    ViewMatch found =
        new MatchViews(CHAIN, 4095, MatchViews.free(named), 1)
            .of(scenes(0, 0.8, 0.8, 0.8), scenes(0, 1, 1, 1));
    assertThat(found.numbers()).hasSize(1);
    assertThat(found.numbers().getFirst().estimate().value()).isCloseTo(0.8, within(0.01));
    assertThat(found.sentence(attribution())).startsWith("By the gradients of the images: gain −");
    assertThatThrownBy(() -> new MatchViews(CHAIN, 1, List.of(DriftParameter.BLUR), 1))
        .hasMessage(
            "free are [blur]: expected one or several of exposure or gain, black level, red and blue");
  }

  @Test
  void thePullbackRecoversTheDriftOfRawImages() {
    MatchViews match = new MatchViews(CHAIN, 4095, LEVELS, 1);
    List<RawImage> reference = scenes(0, 1, 1, 1);
    for (double[] done :
        new double[][] {{0.012, 1, 1, 1}, {0, 0.8, 0.8, 0.8}, {-0.01, 1.1, 0.9, 1.2}}) {
      ViewMatch found = match.of(scenes(done[0], done[1], done[2], done[3]), reference);
      assertThat(found.numbers()).extracting(Attribution.Fitted::number).isEqualTo(LEVELS);
      double[] wanted = {4095 * done[0], done[2], done[1] / done[2], done[3] / done[2]};
      for (int n = 0; n < wanted.length; n++) {
        Estimate number = found.numbers().get(n).estimate();
        assertThat(number.value())
            .as("%s", number)
            .isCloseTo(wanted[n], within(n == 0 ? 2.5 : 0.01));
        assertThat(number.low()).isLessThan(number.value());
        assertThat(number.high()).isGreaterThan(number.value());
      }
      assertThat(found.distance()).isLessThan(1e-3);
    }
    ViewMatch same = match.of(reference, reference);
    assertThat(same.numbers().getFirst().estimate().value()).isCloseTo(0, within(0.005));
    assertThat(same.distance()).isLessThan(1e-9);
    assertThat(same.sentence(attribution()))
        .startsWith("By the gradients of the images")
        .contains("exposure");
  }

  @Test
  void imagesOfOtherScenesAreReported() {
    Attribution raw = attribution(fitted(DriftParameter.EXPOSURE, 0.6, 0.59, 0.61));
    ViewMatch other =
        new ViewMatch(List.of(fitted(DriftParameter.EXPOSURE, 0.22, 0.14, 0.36)), 0.5);
    assertThat(other.sentence(raw)).contains("this disagrees with the raw quantities");
    ViewMatch same = new ViewMatch(List.of(fitted(DriftParameter.EXPOSURE, 0.5, 0.4, 0.6)), 0.01);
    assertThat(same.sentence(raw)).endsWith("(95 %: −60.0 to −40.0 %).");
  }

  /** Two sets of scenes from one distribution: of 95 % intervals, hardly any misses by chance. */
  @Test
  void intervalsOfThePullbackCoverTheDrift() {
    MatchViews match = new MatchViews(CHAIN, 4095, LEVELS, 1);
    int inside = 0;
    int all = 0;
    for (long seed = 1; seed <= 20; seed++) {
      ViewMatch found = match.of(scenes(100 + seed, 0, 1, 1, 1), scenes(seed, 0, 1, 1, 1));
      for (Attribution.Fitted number : found.numbers()) {
        all++;
        inside += number.isInside() ? 1 : 0;
      }
    }
    assertThat(inside).isGreaterThanOrEqualTo((int) (0.85 * all));
  }
}
