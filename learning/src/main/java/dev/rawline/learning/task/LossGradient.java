package dev.rawline.learning.task;

/**
 * The outputs of a model for a batch of views, their loss, and its gradient.
 *
 * @param loss the loss
 * @param logits the outputs, the last index running fastest: (image, output), or (image, output,
 *     row, column)
 * @param gradient ∂loss/∂view, a batch of the same size whose samples may have any sign
 */
public record LossGradient(double loss, Logits logits, ViewBatch gradient) {}
