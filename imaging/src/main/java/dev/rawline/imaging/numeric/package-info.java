/** Numbers → numbers, many at once: vector and Fourier kernels, parallel loops, estimates. */
package dev.rawline.imaging.numeric;
