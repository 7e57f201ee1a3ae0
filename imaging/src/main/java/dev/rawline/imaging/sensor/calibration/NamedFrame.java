package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.RawImage;

/**
 * A frame and its name in messages.
 *
 * @param name the name, for example its file
 * @param raw the frame, in {@link RawImage.Unit#DN} as stored; the colour layout of a monochrome
 *     sensor's frame is ignored
 */
public record NamedFrame(String name, RawImage raw) {}
