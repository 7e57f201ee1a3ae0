/** Irradiance → Electrons → RawImage: a sensor's recording of light. */
package dev.rawline.imaging.sensor;
