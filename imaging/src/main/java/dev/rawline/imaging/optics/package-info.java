/** Radiance → Irradiance: what a lens makes of a scene. */
package dev.rawline.imaging.optics;
