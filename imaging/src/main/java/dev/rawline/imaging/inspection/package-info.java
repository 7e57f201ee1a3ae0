/**
 * RawImage → what tells whether a camera is still itself: levels, noise, sharpness, defects.
 *
 * <p>Everything is measured on ordinary pictures, without a chart and without knowing the scene; a
 * calibration from flat frames ({@link dev.rawline.imaging.sensor.calibration}) is better in every
 * respect, where frames for it can be had.
 */
package dev.rawline.imaging.inspection;
