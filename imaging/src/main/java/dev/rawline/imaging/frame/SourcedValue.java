package dev.rawline.imaging.frame;

/**
 * A value with its source, for example "DNG tag BlackLevel" or "sidecar photo.yaml".
 *
 * @param <T> the value's type
 * @param value the value
 * @param source the source of the value, in words
 */
public record SourcedValue<T>(T value, String source) {}
