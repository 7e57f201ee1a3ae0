/** Flat and dark frames → a calibrated sensor with its report. */
package dev.rawline.lab.calibrate;
