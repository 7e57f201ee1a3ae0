package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.drift.AdaptedDrop.Variation;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.experiment.StepRecorder;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptedDropTest {
  private static final List<String> USUAL =
      List.of(
          "training.epochs", "2",
          "training.validation", "0",
          "splits.shuffle.number", "2",
          "splits.shuffle.train", "0.7",
          "train.views", "[bilinear-sharpen-gaussian, menon-unsharp-median]",
          "seed", "1");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    data = SpotDataSets.classes(shared.resolve("glows"), 10);
  }

  private static DriftPlan plan(String... keysAndValues) throws IOException {
    return DriftPlan.FILES
        .file()
        .read(Optional.empty(), StudyFolder.keys(data, USUAL, keysAndValues));
  }

  private DriftExperiment open(DriftPlan plan) throws IOException {
    return DriftExperiment.open(plan, ReferenceResolver.in(folder), Device.CPU, Progress.SILENT);
  }

  private DriftResult run(DriftPlan plan, String out, StepRecorder recorder) throws IOException {
    StudyFolder study = new StudyFolder(folder);
    try (LabBook book = study.book()) {
      return new SynthesizeDrift(
              open(plan), study.setup(book, "steps", out, StudyFolder.ONE, recorder))
          .run()
          .result();
    }
  }

  /** Scores of two models, accurate by 0.9 as trained and by 0.7 under drift, on n splits. */
  private static List<DriftScore> scores(int splits, double matched, double drifted) {
    List<DriftScore> scores = new ArrayList<>();
    for (int split = 1; split <= splits; split++) {
      double wobble = 0.01 * (split % 3 - 1);
      for (String trained : List.of("a", "b")) {
        for (String tested : List.of("a", "b")) {
          boolean same = trained.equals(tested);
          scores.add(score(trained, tested, split, (same ? 0.9 : 0.7) + wobble));
          scores.add(
              score(
                  trained,
                  DriftScore.adapted(tested, "batch_norm"),
                  split,
                  (same ? matched : drifted) + 2 * wobble * wobble + wobble));
        }
      }
    }
    return scores;
  }

  private static DriftScore score(String trained, String tested, int split, double accuracy) {
    return new DriftScore(
        trained,
        tested,
        Optional.empty(),
        split,
        new LinkedHashMap<>(Map.of("accuracy", accuracy)));
  }

  private AdaptedDrop drop(int splits, double matched, double drifted) throws IOException {
    List<DriftScore> scores = scores(splits, matched, drifted);
    DriftFindings findings = DriftFindings.of(scores, "accuracy");
    assertThat(findings.matrix().tested()).containsExactly("a", "b"); // of models as trained alone
    assertThat(findings.driftDrop().orElseThrow().value()).isCloseTo(0.2, within(1e-9));
    return AdaptedDrop.of(scores, findings, new CellPredictions(open(plan()), List.of(), null))
        .getFirst();
  }

  @Test
  void recoveredIsTheShareOfTheDropThatAdaptationTakesAway() throws IOException {
    AdaptedDrop drop = drop(6, 0.89, 0.85);
    double squares = 2 * 2 / 3.0 * 1e-4; // the mean of 2 wobble²
    assertThat(drop.over()).isEqualTo(Variation.SPLITS);
    assertThat(drop.units()).isEqualTo(6);
    assertThat(drop.with().value()).isCloseTo(0.05 - squares, within(1e-9));
    assertThat(drop.recovered().orElseThrow().value())
        .isCloseTo(1 - (0.05 - squares) / 0.2, within(1e-9))
        .isBetween(drop.recovered().orElseThrow().low(), drop.recovered().orElseThrow().high());
    assertThat(drop.harm().orElseThrow().value()).isCloseTo(0.01 - squares, within(1e-9));
  }

  @Test
  void anAdaptationThatMakesThingsWorseRecoversLessThanNothing() throws IOException {
    assertThat(drop(6, 0.9, 0.6).recovered().orElseThrow().value()).isNegative();
  }

  /** Old plans write and compute what they did; a list is an axis, and none is always there. */
  @Test
  void adaptationsAreAnAxisOfThePlan() throws IOException {
    assertThat(plan().adaptations()).isEmpty();
    assertThat(plan("adapt", "none")).extracting(DriftPlan::adaptations).isEqualTo(List.of());
    assertThat(plan("adapt", "[none, batch_norm, theta]").adaptations()).hasSize(2);
    assertThat(
            plan("adapt", "[{batch_norm: {prior: 16, side: test}}, {theta: {loss: entropy}}]")
                .adaptations())
        .extracting(how -> how.words())
        .containsExactly("batch_norm prior 16 of the test side", "theta entropy");
    assertThatThrownBy(() -> plan("adapt", "[theta, theta]"))
        .hasMessageContaining("lists an adaptation twice");
    assertThatThrownBy(() -> open(plan("adapt", "theta", "training.camera", "file")))
        .hasMessageContaining("adapt lists theta, but camera is file");
    assertThatThrownBy(() -> plan("adapt", "sharpen")).hasMessageContaining("batch_norm");
  }

  @Test
  void adaptedModelsAreTestedBesideThoseAsTrained() throws IOException {
    DriftResult plain = run(plan(), "plain", new StepRecorder());
    StepRecorder recorder = new StepRecorder();
    DriftPlan adapting = plan("adapt", "[none, batch_norm, {theta: {images: 8, steps: 2}}]");
    DriftResult adapted = run(adapting, "out", recorder);

    assertThat(plain.adapted()).isEmpty();
    assertThat(folder.resolve("plain/adaptation.csv")).doesNotExist();
    assertThat(recorder.trainings()).isEmpty(); // the trained models are used, and stay
    assertThat(recorder.names()).hasSize(2 * 2 * 2 * 2);
    assertThat(adapted.scores()).hasSize(3 * plain.scores().size()).containsAll(plain.scores());
    assertThat(adapted.findings()).usingRecursiveComparison().isEqualTo(plain.findings());
    assertThat(adapted.adapted())
        .extracting(AdaptedDrop::adaptation)
        .containsExactly("batch_norm", "theta images 8 steps 2");
    AdaptedDrop first = adapted.adapted().getFirst();
    assertThat(first.over()).isEqualTo(Variation.SAMPLES); // of two splits
    // The means over samples are those over splits of one size.
    assertThat(first.without().value())
        .isCloseTo(plain.findings().orElseThrow().driftDrop().orElseThrow().value(), within(1e-9));
    assertThat(Files.readAllLines(folder.resolve("out/adaptation.csv"))).hasSize(3);
    assertThat(folder.resolve("out/report.html")).content().contains("Adaptation without labels");
    assertThat(folder.resolve("plain/report.html"))
        .content()
        .doesNotContain("Adaptation without labels");
    assertThat(DriftFiles.readScores(folder.resolve("out/scores.csv")))
        .containsExactlyInAnyOrderElementsOf(adapted.scores());

    StepRecorder again = new StepRecorder();
    assertThat(run(adapting, "again", again).scores()).isEqualTo(adapted.scores());
    assertThat(again.names()).isEmpty();
  }

  /** A colour at a time: all three of another view are that view. */
  @Test
  void swappedChannelsAreAConditionOfTesting() throws IOException {
    String all = "menon-unsharp-median";
    DriftResult result =
        run(
            plan(
                "train.views",
                "[bilinear-sharpen-gaussian]",
                "test.views",
                "[bilinear-sharpen-gaussian, %s]".formatted(all),
                "test.conditions",
                "[{isp: bilinear-sharpen-gaussian, channels: {blue: %s}}, {isp: bilinear-sharpen-gaussian, channels: {red: %s, green: %s, blue: %s}}]"
                    .formatted(all, all, all, all)),
            "out",
            new StepRecorder());
    assertThat(result.scores())
        .extracting(DriftScore::tested)
        .contains("bilinear-sharpen-gaussian, blue menon-unsharp-median");
    List<DriftScore> first = result.scores().stream().filter(one -> one.split() == 1).toList();
    assertThat(first).hasSize(4);
    assertThat(first.get(3).metrics()).isEqualTo(first.get(1).metrics());
    assertThatThrownBy(
            () ->
                plan(
                    "train.conditions",
                    "[{isp: menon-unsharp-median, channels: {blue: bilinear-sharpen-median}}]"))
        .hasMessageContaining("lists a condition with channels: models are only tested");
    assertThatThrownBy(
            () ->
                plan(
                    "test.conditions", "[{isp: menon-unsharp-median, channels: {blue: bilinear}}]"))
        .hasMessageContaining("bilinear-sharpen-median");
  }
}
