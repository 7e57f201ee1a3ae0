package dev.rawline.learning.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The results of one epoch.
 *
 * @param epoch the epoch, from 1
 * @param trainingLoss the mean loss of its samples while they were learned from
 * @param validationLoss the mean loss of the validation side after it, where it was validated
 * @param metric the main metric of the validation side after it, where it was validated
 * @param rate the task model's learning rate at its end
 * @param dataModelRate the data model's learning rate at its end
 * @param seconds how long it took, validation included [s]
 * @param best whether none before it was better
 * @param theta the numbers of the data model that are learned, where it is the parametrized one
 */
public record EpochReport(
    int epoch,
    double trainingLoss,
    OptionalDouble validationLoss,
    OptionalDouble metric,
    double rate,
    double dataModelRate,
    double seconds,
    boolean best,
    List<Double> theta) {

  /** Copies the list. */
  public EpochReport {
    theta = List.copyOf(theta);
  }
}
