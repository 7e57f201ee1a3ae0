package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Matrix3;

/** BT.601 YUV, the full computation that luma filters abbreviate. */
final class Yuv {
  private static final Matrix3 FROM_RGB =
      Matrix3.of(
          0.299,
          0.587,
          0.114,
          -0.14714119,
          -0.28886916,
          0.43601035,
          0.61497538,
          -0.51496512,
          -0.10001026);

  private Yuv() {}

  static Planes of(Planes rgb) {
    return new ColourCorrection(FROM_RGB).plain(rgb);
  }

  static Planes toRgb(Planes yuv) {
    return new ColourCorrection(FROM_RGB.inverse()).plain(yuv);
  }
}
