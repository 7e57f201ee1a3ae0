/**
 * Frame → Frame: how steps join.
 *
 * <p>A {@link dev.rawline.imaging.chain.Stage} is a pure function between two frames, a {@link
 * dev.rawline.imaging.chain.Chain} states their order once, and a {@link
 * dev.rawline.imaging.chain.Trace} keeps the frame after every step.
 */
package dev.rawline.imaging.chain;
