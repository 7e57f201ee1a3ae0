/** Irradiance → Electrons → RawImage: what a sensor makes of light. */
package dev.rawline.imaging.sensor;
