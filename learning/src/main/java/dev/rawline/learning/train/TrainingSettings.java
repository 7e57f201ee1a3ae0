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
 * The settings of training: everything that determines the weights, apart from the model itself and
 * the data.
 *
 * @param loss the loss to minimise
 * @param augmentation the augmentation of training pictures
 * @param optimizer the optimizer
 * @param schedule the factor of both learning rates, step after step
 * @param warmUp the initial increase of both, if any
 * @param clipping the bound of the gradient, if any
 * @param batches the batch sizes
 * @param earlyStopping the criterion to end before the last epoch, if any
 * @param seed the random seed of orders, augmentations and drawn cameras
 * @param worstCase the worst cameras of training, if any
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
