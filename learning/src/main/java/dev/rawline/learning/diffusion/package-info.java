/**
 * Noise → scenes: a generative model of scenes by rectified flow, its training and its sampling.
 */
package dev.rawline.learning.diffusion;
