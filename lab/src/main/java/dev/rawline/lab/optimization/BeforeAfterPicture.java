package dev.rawline.lab.optimization;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.evaluation.DifferenceSheet;
import dev.rawline.lab.evaluation.PredictionLog.Answer;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Samples through θ as it begins and as it is learned, with the predictions of both models.
 *
 * @param optimization the optimization
 * @param steps its steps
 * @param results what they came to
 */
record BeforeAfterPicture(
    OptimizationExperiment optimization, OptimizationSteps steps, StepResults results) {
  /** The name of its file. */
  static final String NAME = "before-after.png";

  private static final int SAMPLES = 4;

  /**
   * Draws samples of the test side of the exported camera's split, through both chains.
   *
   * @return the picture by the name of its file; none where there is no sample
   */
  SequencedMap<String, PagePicture> drawn(int best) throws IOException {
    OptimizationSteps.OfArm frozen = steps.arm(Arm.FROZEN, best);
    OptimizationSteps.OfArm after = steps.arm(Arm.LEARNED, best);
    List<Sample> samples = chosen(frozen, after);
    Engine engine = frozen.test().training().frame().engine();
    List<SideBySide.Side> before = sides(frozen, "θ at its start", samples, engine);
    List<SideBySide.Side> learnt = sides(after, "θ learned", samples, engine);
    List<SideBySide> seen = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      seen.add(new SideBySide(samples.get(i).id(), before.get(i), learnt.get(i)));
    }
    SequencedMap<String, PagePicture> drawn = new LinkedHashMap<>();
    if (!seen.isEmpty()) {
      drawn.put(
          NAME,
          new PagePicture(
              "Samples before and after",
              "Left through the initial θ, with the prediction of the frozen model; right through"
                  + " the learned θ, with that of the learned model; next to them the absolute"
                  + " difference, colour by colour, and its logarithm. Nearly black images are"
                  + " shown brighter; models see them as they are, and standardize them.",
              DifferenceSheet.draw(
                  "What the model sees: θ at its start, and learned",
                  List.of(
                      "split %d · recorded in %s"
                          .formatted(best, optimization.plan().start().condition().words())),
                  List.of("at the start", "learned"),
                  seen)));
    }
    return drawn;
  }

  private List<SideBySide.Side> sides(
      OptimizationSteps.OfArm arm, String words, List<Sample> samples, Engine engine)
      throws IOException {
    try (TrainedModel trained = TrainedModel.open(results.result(arm.test().training()), engine)) {
      return arm.test().previews(trained, words, samples);
    }
  }

  /**
   * Returns samples of which both models predict different classes, and others where there are too
   * few.
   */
  private List<Sample> chosen(OptimizationSteps.OfArm frozen, OptimizationSteps.OfArm after)
      throws IOException {
    Map<String, String> before = new HashMap<>();
    for (Answer answer : results.result(frozen.test()).predictions()) {
      before.put(answer.sample(), answer.predicted());
    }
    Map<String, Boolean> differs = new HashMap<>();
    for (Answer answer : results.result(after.test()).predictions()) {
      differs.put(answer.sample(), !answer.predicted().equals(before.get(answer.sample())));
    }
    return frozen.test().samples().stream()
        .sorted(Comparator.comparing((Sample sample) -> !differs.get(sample.id())))
        .limit(SAMPLES)
        .toList();
  }
}
