package dev.rawline.learning.joint;

import dev.rawline.learning.sample.PreparedSample;

/**
 * The prediction of a model for one sample.
 *
 * @param sample the sample
 * @param numbers the probability of each class; that of an object at each pixel, in reading order;
 *     or the number of a regression; treat it as read-only
 * @param height the rows of what was predicted pixel by pixel; else 1
 * @param width the columns of what was predicted pixel by pixel; else how many numbers there are
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a picture has pixels, perhaps
public record Prediction(PreparedSample sample, float[] numbers, int height, int width) {}
