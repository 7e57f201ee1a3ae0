package dev.rawline.imaging.sensor.recapture;

/**
 * The target of a recapture: a camera that is not better than the source in any respect.
 *
 * @param blur the standard deviation of its point-spread function [px of the source]
 * @param darkNoise the standard deviation of a sample in the dark [e⁻], without quantization
 * @param light the share of the light, above 0, at most 1
 * @param bits the bits of its converter
 * @param sampling the factor of its pixel spacing: 1, 3, 5 …
 */
public record TargetCamera(double blur, double darkNoise, double light, int bits, int sampling) {}
