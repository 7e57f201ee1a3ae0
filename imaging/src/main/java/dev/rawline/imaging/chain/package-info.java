/**
 * Frame → Frame: how steps join.
 *
 * <p>A {@link dev.rawline.imaging.chain.Stage} is a pure function between two frames, a {@link
 * dev.rawline.imaging.chain.Chain} states their order once, and a {@link
 * dev.rawline.imaging.chain.Trace} keeps the frame after every step.
 *
 * <p>A {@link dev.rawline.imaging.chain.Differentiable} stage has a {@link
 * dev.rawline.imaging.chain.Pullback}, the backward pass for a gradient, and named parameters;
 * {@link dev.rawline.imaging.chain.Theta} joins all parameters of a chain in one vector.
 */
package dev.rawline.imaging.chain;
