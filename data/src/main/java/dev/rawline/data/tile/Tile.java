package dev.rawline.data.tile;

import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;

/**
 * A rectangle of a frame.
 *
 * @param top its first row [px], at least 0
 * @param left its first column [px], at least 0
 * @param height its rows [px], at least 1
 * @param width its columns [px], at least 1
 */
public record Tile(int top, int left, int height, int width) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the rectangle is empty or begins outside
   */
  public Tile {
    if (top < 0 || left < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a tile of %d×%d px at row %d, column %d: expected sides of at least 1 px, and a corner within the frame"
              .formatted(width, height, top, left));
    }
  }

  /**
   * Cuts it out of a mosaic; the colour layout moves with its corner.
   *
   * @throws IllegalArgumentException if it leaves the mosaic
   */
  public RawImage of(RawImage raw) {
    return raw.crop(top, left, height, width);
  }

  /**
   * Cuts it out of a view.
   *
   * @throws IllegalArgumentException if it leaves the view
   */
  public View of(View view) {
    requireWithin(view.width(), view.height());
    float[] cut = new float[Picture.CHANNELS * height * width];
    for (int row = 0; row < Picture.CHANNELS * height; row++) {
      int from = (row / height * view.height() + top + row % height) * view.width() + left;
      System.arraycopy(view.samples(), from, cut, row * width, width);
    }
    return new View(width, height, cut);
  }

  /**
   * Cuts it out of a mask.
   *
   * @throws IllegalArgumentException if it leaves the mask
   */
  public Mask of(Mask mask) {
    requireWithin(mask.width(), mask.height());
    byte[] cut = new byte[height * width];
    for (int row = 0; row < height; row++) {
      System.arraycopy(mask.kinds(), (top + row) * mask.width() + left, cut, row * width, width);
    }
    return new Mask(width, height, cut);
  }

  private void requireWithin(int frameWidth, int frameHeight) {
    if (top > frameHeight - height || left > frameWidth - width) {
      throw new IllegalArgumentException(
          "a tile of %d×%d px at row %d, column %d leaves the frame of %d×%d px"
              .formatted(width, height, top, left, frameWidth, frameHeight));
    }
  }
}
