package dev.rawline.learning.train;

import dev.rawline.learning.augment.Augmentation;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.optimize.GradientClipping;
import dev.rawline.learning.optimize.Optimizer;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a model learns: everything that decides about the bits of its weights, but for the model
 * itself and what it learns from.
 *
 * @param loss what is made small
 * @param augmentation how otherwise pictures are seen in training
 * @param optimizer how gradients change numbers
 * @param rate the learning rate of the task model, above 0
 * @param dataModelRate the learning rate of the data model, above 0
 * @param schedule what both are multiplied by, step after step
 * @param warmUp how both rise at the beginning, where they do
 * @param clipping what bounds the gradient, where something does
 * @param epochs how often every sample is seen, at least 1
 * @param batches samples of a step
 * @param evaluationBatch samples at once where nothing is learned
 * @param earlyStopping when training ends before its last epoch, where it may
 * @param validateEvery epochs from one validation to the next, at least 1; the last is validated
 * @param seed what orders, augmentations and drawn cameras are drawn from
 * @param worstCase which worst cameras are learned from, where they are
 */
public record TrainingSettings(
    Loss loss,
    Augmentation augmentation,
    Optimizer optimizer,
    double rate,
    double dataModelRate,
    Schedule schedule,
    Optional<WarmUp> warmUp,
    Optional<GradientClipping> clipping,
    int epochs,
    BatchSizes batches,
    int evaluationBatch,
    Optional<EarlyStopping> earlyStopping,
    int validateEvery,
    long seed,
    Optional<WorstCaseTraining> worstCase) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one has no meaning; the message names all that have none
   */
  public TrainingSettings {
    List<String> mistakes = new ArrayList<>();
    requirePositive("learning_rate", rate, mistakes);
    requirePositive("theta_learning_rate", dataModelRate, mistakes);
    requireOne("epochs", epochs, "epoch", mistakes);
    requireOne("evaluation_batch", evaluationBatch, "sample", mistakes);
    requireOne("validate_every", validateEvery, "epoch", mistakes);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /** Returns what both learning rates are multiplied by, as {@link Schedule#factor} does. */
  double factor(int step, int steps, double epoch) {
    double scheduled = schedule.factor(step, steps, epoch);
    return warmUp.map(rise -> rise.factor(step, epoch) * scheduled).orElse(scheduled);
  }

  private static void requirePositive(String name, double value, List<String> mistakes) {
    if (!(value > 0) || Double.isInfinite(value)) {
      mistakes.add("%s is %s: expected a finite number above 0".formatted(name, value));
    }
  }

  private static void requireOne(String name, int value, String unit, List<String> mistakes) {
    if (value < 1) {
      mistakes.add("%s is %d: expected at least 1 %s".formatted(name, value, unit));
    }
  }
}
