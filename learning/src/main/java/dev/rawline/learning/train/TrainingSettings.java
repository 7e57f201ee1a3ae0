package dev.rawline.learning.train;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.optimize.GradientClipping;
import dev.rawline.learning.optimize.Optimizer;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.WarmUp;
import java.util.Optional;

/**
 * How a model learns: everything that decides about the bits of its weights, but for the model
 * itself and what it learns from.
 *
 * @param loss what is made small
 * @param augmentation how pictures are augmented in training
 * @param optimizer how gradients change numbers
 * @param schedule what both are multiplied by, step after step
 * @param warmUp how both rise at the beginning, where they do
 * @param clipping what bounds the gradient, where something does
 * @param batches samples of a step
 * @param earlyStopping when training ends before its last epoch, where it may
 * @param seed what orders, augmentations and drawn cameras are drawn from
 * @param worstCase which worst cameras are learned from, where they are
 */
public record TrainingSettings(
    Loss loss,
    Augmentation augmentation,
    Optimizer optimizer,
    @Described(meaning = "the learning rate of the task model", above = 0) double rate,
    @Described(meaning = "the learning rate of the data model", above = 0) double dataModelRate,
    Schedule schedule,
    Optional<WarmUp> warmUp,
    Optional<GradientClipping> clipping,
    @Described(meaning = "the number of epochs", min = 1) int epochs,
    BatchSizes batches,
    @Described(meaning = "the batch size of evaluation", min = 1) int evaluationBatch,
    Optional<EarlyStopping> earlyStopping,
    @Described(meaning = "the interval between validations; the last is validated", min = 1)
        int validateEvery,
    long seed,
    Optional<WorstCaseTraining> worstCase) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public TrainingSettings {
    new RangeChecks(TrainingSettings.class)
        .check("rate", rate)
        .check("dataModelRate", dataModelRate)
        .check("epochs", epochs)
        .check("evaluationBatch", evaluationBatch)
        .check("validateEvery", validateEvery)
        .require("training");
  }

  /** Returns what both learning rates are multiplied by, as {@link Schedule#factor} does. */
  double factor(int step, int steps, double epoch) {
    double scheduled = schedule.factor(step, steps, epoch);
    return warmUp.map(rise -> rise.factor(step, epoch) * scheduled).orElse(scheduled);
  }
}
