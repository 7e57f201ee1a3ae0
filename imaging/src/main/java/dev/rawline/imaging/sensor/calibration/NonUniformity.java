package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;

/**
 * The non-uniformity of pixels and its components: total² = row² + column² + pixel².
 *
 * <p>Each negative variance is clipped at 0; with one of them {@linkplain Estimate#isResolved() not
 * resolved} the sum need not hold.
 *
 * @param total the standard deviation of all pixels
 * @param row the component that all pixels of a row share
 * @param column the component that all pixels of a column share
 * @param pixel the component of each pixel
 */
public record NonUniformity(Estimate total, Estimate row, Estimate column, Estimate pixel) {}
