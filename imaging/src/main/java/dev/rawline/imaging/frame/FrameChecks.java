package dev.rawline.imaging.frame;

/** Checks of a frame's sizes and samples. */
final class FrameChecks {
  private FrameChecks() {}

  static void require(String frame, int width, int height, int channels, float[] samples) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          frame + " is " + width + "×" + height + " pixels: both sides must be at least 1 pixel");
    }
    long expected = (long) width * height * channels;
    if (samples.length != expected) {
      throw new IllegalArgumentException(
          "%s of %d×%d pixels needs %d samples (%d per pixel), got %d"
              .formatted(frame, width, height, expected, channels, samples.length));
    }
  }
}
