package dev.rawline.lab.evaluation;

/**
 * A gradient by the pictures of a batch, carried back through the chain.
 *
 * @param theta ∂L/∂θ, summed over the batch, in the order of the subject's θ
 * @param mosaics ∂L/∂mosaic, (image, row, column)
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a batch has pixels, perhaps
public record PulledBackGradient(double[] theta, float[] mosaics) {}
