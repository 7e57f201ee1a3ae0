/**
 * Errors that all frames of a measurement share, as a person states them → the uncertainty of every
 * number (GUM, JCGM 100:2008, and its Monte Carlo method, JCGM 101:2008).
 */
package dev.rawline.imaging.sensor.uncertainty;
