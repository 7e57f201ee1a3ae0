package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.RawImage;

/**
 * A frame and the name by which messages call it.
 *
 * @param name for people to read, for example its file
 * @param raw the frame, in {@link RawImage.Unit#DN} as stored; the colour layout of a monochrome
 *     sensor's frame is not looked at
 */
public record NamedFrame(String name, RawImage raw) {}
