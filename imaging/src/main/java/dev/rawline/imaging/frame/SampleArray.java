package dev.rawline.imaging.frame;

/** The size and the samples of a frame, checked: sizes are positive and fit the samples. */
abstract class SampleArray {
  final int width;
  final int height;
  final float[] samples;
  private final String name;

  SampleArray(String name, int width, int height, int channels, float[] samples) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          name + " is " + width + "×" + height + " pixels: both sides must be at least 1 pixel");
    }
    long expected = (long) width * height * channels;
    if (samples.length != expected) {
      throw new IllegalArgumentException(
          "%s of %d×%d pixels needs %d samples (%d per pixel), got %d"
              .formatted(name, width, height, expected, channels, samples.length));
    }
    this.name = name;
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /** Returns the number of columns, at least 1. */
  public final int width() {
    return width;
  }

  /** Returns the number of rows, at least 1. */
  public final int height() {
    return height;
  }

  /** Returns the samples themselves, shared, not copied: treat them as read-only. */
  public final float[] samples() {
    return samples;
  }

  @Override
  public String toString() {
    return name + " " + width + "×" + height;
  }
}
