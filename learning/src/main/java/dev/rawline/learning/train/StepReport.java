package dev.rawline.learning.train;

/**
 * The results of one training step.
 *
 * @param epoch the epoch, from 1
 * @param step steps done in this epoch
 * @param steps steps of this epoch
 * @param done steps done in all epochs
 * @param all steps of all epochs
 * @param loss the mean loss of this epoch's samples so far
 * @param imagesPerSecond samples a second since this epoch began or went on
 * @param waiting the share of that time in which the step waited for samples, 0 to 1
 */
public record StepReport(
    int epoch,
    int step,
    int steps,
    long done,
    long all,
    double loss,
    double imagesPerSecond,
    double waiting) {}
