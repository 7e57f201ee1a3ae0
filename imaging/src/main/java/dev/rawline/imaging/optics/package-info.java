/**
 * Radiance → Irradiance: the light that a lens brings from a scene to the sensor.
 *
 * <pre>
 * Radiance
 * │  Resampling            one sample a pixel, the mean over its area
 * │  Lens                  photons·s⁻¹·m⁻²·sr⁻¹ → photons·s⁻¹·m⁻²
 * │  PointSpread           every point becomes its PointSpreadFunction
 * │  ChromaticAberration   the bands at their own sizes
 * │  Vignetting            darker towards the corners
 * Irradiance
 * </pre>
 *
 * <p>{@link dev.rawline.imaging.optics.OpticsSpec} describes a lens and returns this chain.
 */
package dev.rawline.imaging.optics;
