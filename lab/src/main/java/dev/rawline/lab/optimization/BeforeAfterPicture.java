package dev.rawline.lab.optimization;

import dev.rawline.lab.evaluation.DifferenceSheet;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.workbench.page.PagePicture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Samples rendered with the initial and the learned θ → a sheet with the predictions of both models.
 *
 * @param split the split of both models
 * @param condition the condition that the samples are recorded in
 * @param samples the samples, frozen first
 */
record BeforeAfterPicture(int split, Condition condition, List<SideBySide> samples) {
  /** The name of its file. */
  static final String NAME = "before-after.png";

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
