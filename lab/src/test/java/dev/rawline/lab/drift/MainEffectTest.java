package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.lab.experiment.ChannelSwap;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.learning.metric.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MainEffectTest {
  private static final ValueRange SHARES = ValueRange.of(Scores.METRIC).differences();
  private static final Offset<Double> EXACT = within(1e-12);

  private static List<MainEffect> effects(List<String> conditions, int splits, Scores.Value lost) {
    return DriftFindings.of(
            Scores.matrix(
                conditions, splits, (row, column, split) -> .9 - lost.of(row, column, split)),
            Scores.METRIC)
        .effects();
  }

  private static Map<String, MainEffect> byStage(List<MainEffect> effects) {
    return effects.stream().collect(Collectors.toMap(MainEffect::stage, effect -> effect));
  }

  private static double additive(List<String> views, int row, int column, double[] costs) {
    ViewName one = ViewName.parse(views.get(row));
    ViewName other = ViewName.parse(views.get(column));
    return (one.demosaic() == other.demosaic() ? 0 : costs[0])
        + (one.sharpen() == other.sharpen() ? 0 : costs[1])
        + (one.denoise() == other.denoise() ? 0 : costs[2]);
  }

  @Test
  void anAdditiveDropIsDecomposedExactly() {
    double[] costs = {.01, .08, .03};
    // All twelve; and four of them, each but the first in one stage unlike the first.
    for (List<String> views :
        List.of(
            Scores.VIEWS,
            List.of(
                "bilinear-sharpen-median",
                "menon-sharpen-median",
                "bilinear-unsharp-median",
                "bilinear-sharpen-gaussian"))) {
      List<MainEffect> effects =
          effects(
              views, 5, (row, column, split) -> split * additive(views, row, column, costs) / 3);

      assertThat(effects)
          .extracting(MainEffect::stage)
          .containsExactly("sharpening", "denoising", "demosaicing");
      assertThat(effects.get(0).effect().value()).isCloseTo(.08, EXACT);
      assertThat(effects.get(1).effect().value()).isCloseTo(.03, EXACT);
      assertThat(effects.get(2).effect().value()).isCloseTo(.01, EXACT);
      // Over splits 1/3, 2/3 … 5/3 of .08, with a variance of 2.5/9: t of four degrees of freedom.
      assertThat(effects.get(0).effect().high())
          .isCloseTo(.08 + 2.7764451052 * .08 * Math.sqrt(2.5) / 3 / Math.sqrt(5), within(1e-8));
      assertThat(effects.stream().mapToDouble(MainEffect::share).sum()).isCloseTo(1, EXACT);
    }
  }

  @Test
  void aNeutralStageHasNoEffectEvenWithMissingViews() {
    List<String> some = List.of(Scores.VIEWS.get(0), Scores.VIEWS.get(3), Scores.VIEWS.get(5));
    Map<String, MainEffect> effects =
        byStage(
            effects(
                some,
                1,
                (row, column, _) -> additive(some, row, column, new double[] {0, .05, 0})));

    assertThat(effects.get("sharpening").effect().value()).isCloseTo(.05, EXACT);
    assertThat(effects.get("demosaicing").effect().value()).isCloseTo(0, EXACT);
    assertThat(effects.get("denoising").effect().value()).isCloseTo(0, EXACT);
  }

  /** Every row's drops add up to 0 by their decimals, and not by their doubles. */
  @Test
  void effectsOfRoundingAreZero() {
    double[][] drops = {{0, .1, .2, -.3}, {.1, 0, -.3, .2}, {.2, -.3, 0, .1}, {-.3, .2, .1, 0}};
    List<MainEffect> effects =
        effects(
            List.of("a.yaml", "b.yaml", "c.yaml", "d.yaml"),
            2,
            (row, column, _) -> drops[row][column]);

    assertThat(effects.getFirst().effect().value()).isZero();
  }

  /** With two conditions an effect is the mean drop of two cells, at most 1. */
  @Test
  void intervalsStayWithinTheRangeOfAnEffect() {
    List<MainEffect> effects =
        effects(
            List.of("a.yaml", "b.yaml"),
            5,
            (row, column, split) -> row == column ? 0 : (split - 1) * .3);

    Estimate effect = effects.getFirst().effect();
    assertThat(effect.value()).isCloseTo(.6, EXACT);
    // Student's t of four degrees of freedom; .3 √2.5 is the deviation.
    assertThat(effect.low())
        .isCloseTo(.6 - 2.7764451052 * .3 * Math.sqrt(2.5) / Math.sqrt(5), within(1e-8));
    assertThat(effect.high()).isCloseTo(1, EXACT);
  }

  @Test
  void effectsOfTheTwelveViewsAreDifferencesOfMeans() {
    Random random = new Random(Seeds.next("MainEffectTest"));
    double[][] drops = new double[12][12];
    double differing = 0;
    double agreeing = 0;
    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 12; column++) {
        drops[row][column] = row == column ? 0 : random.nextDouble();
        boolean differs = additive(Scores.VIEWS, row, column, new double[] {1, 0, 0}) > 0;
        differing += differs ? drops[row][column] / 96 : 0;
        agreeing += differs ? 0 : drops[row][column] / 48;
      }
    }
    List<MainEffect> effects = effects(Scores.VIEWS, 1, (row, column, _) -> drops[row][column]);

    assertThat(byStage(effects).get("demosaicing").effect().value())
        .isCloseTo(differing - agreeing, EXACT);
    assertThat(effects.stream().mapToDouble(MainEffect::share).sum()).isBetween(0.0, 1.0);
  }

  /** Golden numbers: NumPy's least squares, and all six orders of its R², on the same table. */
  @Test
  void effectsOfAPublishedTableMatchLeastSquares() {
    DriftMatrix table = PublishedDrift.drone().matrix().orElseThrow();
    Map<String, MainEffect> all =
        byStage(EffectAnalysis.of(table, CellDrop.ofDrift(table, true), SHARES));
    assertEffect(all.get("demosaicing"), 0.0284375, 0.08720697571557941);
    assertEffect(all.get("sharpening"), 0.03125, 0.118473430358685);
    assertEffect(all.get("denoising"), 0.006527777777777778, 0.00516953694147837);

    List<String> four = List.of(0, 1, 3, 8).stream().map(Scores.VIEWS::get).toList();
    DriftMatrix cut = table.cut(four, four);
    Map<String, MainEffect> some =
        byStage(EffectAnalysis.of(cut, CellDrop.ofDrift(cut, true), SHARES));
    assertEffect(some.get("demosaicing"), 0.04083333333333333, 0.2598271088284405);
    assertEffect(some.get("sharpening"), 0.04583333333333333, 0.3384524337919814);
    assertEffect(some.get("denoising"), -0.0141666667, 0.01645636505822919);
  }

  private static void assertEffect(MainEffect effect, double value, double share) {
    assertThat(effect.effect().value()).isCloseTo(value, within(1e-9));
    assertThat(effect.share()).isCloseTo(share, within(1e-9));
  }

  @Test
  void stagesThatAlwaysDifferTogetherAreOneEffect() {
    List<MainEffect> effects =
        effects(
            List.of("menon-sharpen-median", "malvar-sharpen-gaussian"),
            1,
            (row, column, _) -> row == column ? 0 : .2);

    assertThat(effects).extracting(MainEffect::stage).containsExactly("demosaicing + denoising");
    assertThat(effects.getFirst().effect().value()).isCloseTo(.2, EXACT);
    assertThat(effects.getFirst().share()).isCloseTo(1, EXACT);
  }

  @Test
  void camerasAreAxesToo() {
    List<String> conditions =
        List.of(
            "a, b.yaml",
            "a, b.yaml, light 0.1",
            "a, b.yaml, light 0.1, read noise 3.5",
            "c.yaml, read noise 3.5");
    List<MainEffect> effects =
        effects(
            conditions,
            1,
            (row, column, _) ->
                conditions.get(row).contains("light") == conditions.get(column).contains("light")
                    ? 0
                    : .3);

    Map<String, MainEffect> byStage = byStage(effects);
    assertThat(byStage.keySet()).containsExactlyInAnyOrder("processing", "light", "read noise");
    assertThat(byStage.get("light").effect().value()).isCloseTo(.3, EXACT);
    assertThat(byStage.get("processing").effect().value()).isCloseTo(0, EXACT);
  }

  @Test
  void everyAxisOfAConditionHasItsName() {
    Condition condition =
        new Condition(
            "menon-unsharp-median",
            Optional.of("elsewhere/other"),
            Optional.of(.1),
            Optional.of(1.5),
            Optional.of(2.0),
            Optional.of(1e-5),
            Optional.of(4.0),
            Optional.of(8),
            Optional.of(3),
            Optional.of(Binning.COLOUR_2X2),
            Optional.of(
                new ChannelSwap(
                    Optional.of("malvar-unsharp-median"),
                    Optional.of("menon-unsharp-gaussian"),
                    Optional.of("bilinear-sharpen-median"))),
            Optional.empty());
    List<String> axes = new ArrayList<>(EffectAnalysis.AxisLevels.axes(false));

    EffectAnalysis.AxisLevels levels = EffectAnalysis.AxisLevels.of(condition.name());

    assertThat(levels.byAxis().keySet()).containsExactlyInAnyOrderElementsOf(axes);
    assertThat(levels.byAxis())
        .containsEntry("processing", "menon-unsharp-median")
        .containsEntry("blue", "bilinear-sharpen-median")
        .containsEntry("light", "0.1")
        .containsEntry("blur", "1.5")
        .containsEntry("read noise", "1.0E-5")
        .containsEntry("sampling", "3");
    assertThat(levels.withStages().byAxis()).containsEntry("sharpening", "UNSHARP");
  }
}
