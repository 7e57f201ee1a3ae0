/** Gradients by the raw image × the sensor's noise → how sure the photons leave a prediction. */
package dev.rawline.lab.photon;
