package dev.rawline.learning.joint;

import dev.rawline.learning.sample.PreparedSample;

/**
 * The prediction of a model for one sample.
 *
 * @param sample the sample
 * @param numbers the probability of each class; that of an object at each pixel, in reading order;
 *     or the number of a regression; treat it as read-only
 * @param height the rows of a prediction for each pixel; otherwise 1
 * @param width the columns of a prediction for each pixel; otherwise the number of outputs
 */
@SuppressWarnings("ArrayRecordComponent") // possibly one number for each pixel
public record Prediction(PreparedSample sample, float[] numbers, int height, int width) {}
