package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import java.util.Arrays;

/**
 * Denoising of the luma by the median of a square window.
 *
 * <p>The window of size n reaches from −⌊n/2⌋ to ⌈n/2⌉ − 1 pixels, so an odd one is centred. The
 * median of n² samples is number ⌊n²/2⌋ of them in ascending order, counted from 0: for an even n
 * the upper of the two in the middle.
 *
 * @param size the side of the window, 1 to 99 px; 1 changes nothing
 * @param border how the luma goes on beyond the edge
 */
public record MedianDenoising(int size, Border border) implements LumaStage {

  /** A window of 3×3 px with a mirrored border. */
  public static final MedianDenoising DEFAULT = new MedianDenoising(3, Border.MIRROR);

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if size lies outside 1 to 99 px
   */
  public MedianDenoising {
    Parameters.requireRange("median size", size, "px", 1, 99);
  }

  @Override
  public String name() {
    return "median";
  }

  Planes plain(Planes luma) {
    Planes out = luma.blank();
    double[] window = new double[size * size];
    for (int channel = 0; channel < luma.channels; channel++) {
      for (int row = 0; row < luma.height; row++) {
        for (int column = 0; column < luma.width; column++) {
          for (int i = 0; i < window.length; i++) {
            window[i] =
                luma.at(channel, row + i / size - size / 2, column + i % size - size / 2, border);
          }
          Arrays.sort(window);
          out.set(channel, row, column, window[window.length / 2]);
        }
      }
    }
    return out;
  }
}
