package dev.rawline.learning.augment;

import dev.rawline.learning.engine.Tensor;

/**
 * Makes a picture less sharp: halfway to its smooth version, the mean over 3×3 pixels of which the
 * middle counts five times; the outermost pixels stay.
 *
 * <p>That is {@code adjust_sharpness} by 0.5 of torchvision, but nothing is clipped: standardized
 * pictures have no bounds.
 */
final class BlurAugmentation {
  private static final int SIDE = 3;

  /**
   * With the plain mean m of the nine pixels the smooth version is (9·m + 4·v) / 13, so that half
   * of the way to it is v + 4.5/13 · (m − v).
   */
  private static final double SHARE = 4.5 / 13;

  private BlurAugmentation() {}

  /** Returns a picture (channel, row, column), less sharp; one without an inside as it is. */
  static Tensor apply(Tensor picture) {
    long height = picture.size(1);
    long width = picture.size(2);
    if (height < SIDE || width < SIDE) {
      return picture;
    }
    // The engine's convolution of single channels is several times as slow as its mean.
    Tensor kept = Tensor.filled(-SHARE, 1, height - 2, width - 2).padZeros(1).plus(1);
    return picture
        .times(kept.to(picture.type()).on(picture.device()))
        .plus(picture.movingMean2d(SIDE).padZeros(1), SHARE);
  }
}
