/**
 * RawImage × many → SensorSpec: the measured parameters of a sensor, each with its uncertainty.
 *
 * <p>Implements the formulas of the standard EMVA 1288, Release 4.0 Linear.
 */
package dev.rawline.imaging.sensor.calibration;
