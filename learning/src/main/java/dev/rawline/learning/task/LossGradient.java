package dev.rawline.learning.task;

/**
 * What a model says of a batch of views, how wrong it is, and what would change that.
 *
 * @param loss the loss
 * @param logits what the model says, the last index running fastest: (image, output), or (image,
 *     output, row, column)
 * @param gradient ∂loss/∂view, a batch of the same size whose samples may have any sign
 */
public record LossGradient(double loss, Logits logits, ViewBatch gradient) {}
