/** Samples → frequencies: the discrete Fourier transform. */
package dev.rawline.imaging.fourier;
