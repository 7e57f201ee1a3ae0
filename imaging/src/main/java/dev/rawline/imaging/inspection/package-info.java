/**
 * RawImage → measurements of its camera: levels, noise, sharpness, defects, for drift detection.
 *
 * <p>Everything is measured on ordinary pictures, without a chart and without knowledge of the
 * scene; a calibration from flat frames ({@link dev.rawline.imaging.sensor.calibration}) is more
 * accurate in every respect, if frames for it are available.
 */
package dev.rawline.imaging.inspection;
