package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * The gradient of a loss with respect to the input and the parameters of a stage or a chain.
 *
 * @param input ∂L/∂input, a frame as large as the input
 * @param parameters ∂L/∂θ in the order of {@link Differentiable#values}; summed in double precision
 * @param <I> the input frame
 */
@SuppressWarnings("ArrayRecordComponent") // possibly one number for each sample of a picture
public record Gradient<I extends Frame>(I input, double[] parameters) {}
