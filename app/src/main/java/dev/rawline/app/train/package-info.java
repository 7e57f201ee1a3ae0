/**
 * Commands → {@code lab.training} and {@code lab.evaluation}: train, predict, evaluate, animate.
 */
package dev.rawline.app.train;
