package dev.rawline.lab.optimization;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.evaluation.DifferenceSheet;
import dev.rawline.lab.evaluation.EvaluationResult;
import dev.rawline.lab.evaluation.PredictionLog.PredictionRow;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.training.EvaluateStep;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Samples rendered with the initial and the learned θ → a sheet with the predictions of both
 * models.
 *
 * @param split the split of both models
 * @param condition the condition that the samples are recorded in
 * @param samples the samples, frozen first
 */
record BeforeAfterPicture(int split, Condition condition, List<SideBySide> samples) {
  /** The name of its file. */
  static final String NAME = "before-after.png";

  private static final int SAMPLES = 4;

  /**
   * Evaluates the frozen and the learned model of a split on samples of its test side, those first
   * of which the models predict different classes.
   *
   * @param condition the condition that the samples are recorded in
   * @param steps the steps of the optimization
   * @param results their results
   * @throws IOException if a sample or a model cannot be read
   */
  static BeforeAfterPicture of(
      int split, Condition condition, OptimizationSteps steps, StepResults results)
      throws IOException {
    EvaluateStep frozen = steps.arm(Arm.FROZEN, split).test();
    EvaluateStep learned = steps.arm(Arm.LEARNED, split).test();
    Map<String, String> before = classes(results.result(frozen));
    Map<String, String> after = classes(results.result(learned));
    List<Sample> samples =
        frozen.samples().stream()
            .sorted(
                Comparator.comparing(
                    (Sample sample) -> after.get(sample.id()).equals(before.get(sample.id()))))
            .limit(SAMPLES)
            .toList();
    List<SideBySide.Side> left = frozen.previews(results, "initial θ", samples);
    List<SideBySide.Side> right = learned.previews(results, "learned θ", samples);
    return new BeforeAfterPicture(
        split,
        condition,
        IntStream.range(0, samples.size())
            .mapToObj(i -> new SideBySide(samples.get(i).id(), left.get(i), right.get(i)))
            .toList());
  }

  private static Map<String, String> classes(EvaluationResult result) throws IOException {
    return result.predictions().stream()
        .collect(Collectors.toMap(PredictionRow::sample, PredictionRow::predicted));
  }

  /** Returns the sheet by the name of its file; nothing where there is no sample. */
  SequencedMap<String, PagePicture> drawn() {
    SequencedMap<String, PagePicture> drawn = new LinkedHashMap<>();
    if (!samples.isEmpty()) {
      drawn.put(
          NAME,
          new PagePicture(
              "Samples before and after",
              "Left through the initial θ, with the prediction of the frozen model; right through"
                  + " the learned θ, with that of the learned model; next to them the absolute"
                  + " difference, channel by channel, and its logarithm. Nearly black images are"
                  + " brightened for display only; models standardize the original ones.",
              DifferenceSheet.draw(
                  "Input of the model: initial θ, and learned θ",
                  List.of("split %d · recorded in %s".formatted(split, condition.words())),
                  List.of("at the start", "learned"),
                  samples)));
    }
    return drawn;
  }
}
