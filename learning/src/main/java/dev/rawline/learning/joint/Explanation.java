package dev.rawline.learning.joint;

import dev.rawline.imaging.frame.View;

/**
 * The outputs of a model for one sample, and how its loss depends on the picture.
 *
 * @param picture the picture of the data model, before it is resized and standardized; of four
 *     channels the two greens are averaged
 * @param gradient ∂loss/∂picture, of the same size
 * @param logits the outputs: one for each class, or one for each pixel in reading order
 * @param loss the loss of the sample alone
 */
@SuppressWarnings("ArrayRecordComponent") // possibly one number for each pixel
public record Explanation(View picture, View gradient, float[] logits, double loss) {}
