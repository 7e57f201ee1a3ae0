package dev.rawline.imaging.sensor.recapture;

/**
 * What a recapture asks for: a camera that is in no respect better than the one that recorded.
 *
 * @param blur the standard deviation of its point-spread function [px of the source]
 * @param darkNoise the standard deviation of a sample in the dark [e⁻], quantization left out
 * @param light the share of the light that it gets, above 0, at most 1
 * @param bits the bits of its converter
 * @param sampling how many times as far apart its pixels are: 1, 3, 5 …
 */
public record TargetCamera(double blur, double darkNoise, double light, int bits, int sampling) {}
