/**
 * Irradiance → Electrons → RawImage: a sensor's recording of light.
 *
 * <pre>
 * Irradiance
 * │  PhotonConversion      expected electrons through the colour filters
 * │  PhotoResponseNonUniformity, DarkCurrent
 * Electrons, expected
 * │  ShotNoise             whole electrons
 * │  FullWell, DarkSignalNonUniformity, ReadoutNoise
 * │  Adc                   e⁻ → DN
 * RawImage
 * </pre>
 *
 * <p>{@link dev.rawline.imaging.sensor.SensorSpec} describes a sensor type, {@link
 * dev.rawline.imaging.sensor.SensorDevice} is one device with its fixed pattern.
 */
package dev.rawline.imaging.sensor;
