package dev.rawline.imaging.frame;

/**
 * A value together with where it came from, for example "DNG tag BlackLevel" or "sidecar
 * photo.yaml".
 *
 * @param <T> the value's type
 * @param value the value
 * @param source where the value came from, for people to read
 */
public record SourcedValue<T>(T value, String source) {}
