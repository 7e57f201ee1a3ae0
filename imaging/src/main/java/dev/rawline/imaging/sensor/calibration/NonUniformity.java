package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;

/**
 * How much pixels differ, whole and in parts: total² = row² + column² + pixel².
 *
 * <p>A variance that comes out negative is clipped at 0, each by itself; with one of them
 * {@linkplain Estimate#isResolved() not resolved} the sum need not hold.
 *
 * @param total the standard deviation of all pixels
 * @param row the part that all pixels of a row share
 * @param column the part that all pixels of a column share
 * @param pixel what is left to each pixel
 */
public record NonUniformity(Estimate total, Estimate row, Estimate column, Estimate pixel) {}
