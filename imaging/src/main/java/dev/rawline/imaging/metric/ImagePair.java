package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;

/** A picture and its reference in double precision, on which the definitions work. */
final class ImagePair {
  final int width;
  final int height;

  /** Three planes in the order (channel, row, column). */
  final double[] picture;

  final double[] reference;

  ImagePair(int width, int height, double[] picture, double[] reference) {
    int expected = Picture.CHANNELS * height * width;
    if (picture.length != expected || reference.length != expected) {
      throw new IllegalArgumentException(
          "a pair of %d×%d pixels needs %d samples each, got %d and %d"
              .formatted(width, height, expected, picture.length, reference.length));
    }
    this.width = width;
    this.height = height;
    this.picture = picture;
    this.reference = reference;
  }

  static ImagePair of(View picture, View reference) {
    requireSameSize(picture, reference);
    return new ImagePair(picture.width(), picture.height(), picture.widened(), reference.widened());
  }

  static void requireSameSize(View picture, View reference) {
    if (picture.width() != reference.width() || picture.height() != reference.height()) {
      throw new IllegalArgumentException(
          "the image has %d×%d pixels and its reference %d×%d: a metric compares views of one size; crop one of them"
              .formatted(picture.width(), picture.height(), reference.width(), reference.height()));
    }
  }

  /** Returns the number of samples of each. */
  int length() {
    return picture.length;
  }

  /** Returns the number of pixels of each. */
  int area() {
    return width * height;
  }
}
