package dev.rawline.learning.joint;

import dev.rawline.imaging.frame.View;

/**
 * The outputs of a model for one sample, and how its loss depends on the picture.
 *
 * @param picture what the data model made, before it is shrunk and standardized; of four channels
 *     the two greens are averaged
 * @param gradient ∂loss/∂picture, as large
 * @param logits the outputs: one number a class, or one a pixel in reading order
 * @param loss the loss of the sample alone
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a picture has pixels, perhaps
public record Explanation(View picture, View gradient, float[] logits, double loss) {}
