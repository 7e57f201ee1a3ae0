/** Radiance → Irradiance: the light that a lens brings from a scene to the sensor. */
package dev.rawline.imaging.optics;
