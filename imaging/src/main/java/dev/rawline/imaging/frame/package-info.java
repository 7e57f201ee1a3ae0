/**
 * Scene → frames: what exists at each plane of the light path.
 *
 * <p>A frame is a noun with a unit: {@link dev.rawline.imaging.frame.Radiance} leaves a scene,
 * {@link dev.rawline.imaging.frame.Irradiance} falls on the sensor, {@link
 * dev.rawline.imaging.frame.Electrons} gather in its pixels, {@link
 * dev.rawline.imaging.frame.RawImage} holds what the sensor wrote, {@link
 * dev.rawline.imaging.frame.LinearRgb} three colours that are still proportional to light, {@link
 * dev.rawline.imaging.frame.View} the picture a model or a person sees. Axes, colour filter arrays
 * and borders are types of their own, so that no number is ever ambiguous. {@link
 * dev.rawline.imaging.frame.SampleMemory} is where samples lie that need not be in Java's heap.
 */
package dev.rawline.imaging.frame;
