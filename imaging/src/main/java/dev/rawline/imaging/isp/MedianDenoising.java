package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.Arrays;

/**
 * Denoising of the luma by the median of a square window.
 *
 * <p>The window of size n reaches from −⌊n/2⌋ to ⌈n/2⌉ − 1 pixels, so an odd one is centred. The
 * median of n² samples is number ⌊n²/2⌋ of them in ascending order, counted from 0: for an even n
 * the upper of the two in the middle.
 *
 * <p>Backwards the whole gradient of a pixel goes to the sample that was selected; of equal
 * samples, to the first of the window in reading order. The gradient of a sample selected from a
 * ZERO border is dropped.
 *
 * <pre>{@code
 * LinearRgb smooth = new MedianDenoising(3, Border.MIRROR).apply(rgb);
 * }</pre>
 */
@FileWord("median")
public record MedianDenoising(
    @Described(meaning = "the side length of the window", unit = "px", min = 1, max = 99) int size,
    @Described(meaning = "how the image is extended at its edges") Border border)
    implements LumaStage {

  /** A window of 3×3 px with a mirrored border. */
  public static final MedianDenoising DEFAULT = new MedianDenoising(3, Border.MIRROR);

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if size is outside 1 to 99 px
   */
  public MedianDenoising {
    RangeChecks.require(MedianDenoising.class, "size", size);
  }

  Planes plain(Planes luma) {
    Planes out = luma.blank();
    forEachWindow(
        luma, (channel, row, column, window) -> out.set(channel, row, column, median(window)));
    return out;
  }

  Planes back(Planes luma, Planes cotangent) {
    Planes input = luma.blank();
    forEachWindow(
        luma,
        (channel, row, column, window) -> {
          double median = median(window);
          int selected = 0;
          while (Double.compare(window[selected], median) != 0) {
            selected++;
          }
          double coming = cotangent.at(channel, row, column);
          input.add(channel, row(row, selected), column(column, selected), border, coming);
        });
    return input;
  }

  private static double median(double[] window) {
    double[] ascending = window.clone();
    Arrays.sort(ascending);
    return ascending[ascending.length / 2];
  }

  /** Visits the window around a pixel, its samples in reading order. */
  private interface AtWindow {
    void at(int channel, int row, int column, double[] window);
  }

  private void forEachWindow(Planes planes, AtWindow action) {
    double[] window = new double[size * size];
    for (int channel = 0; channel < planes.channels; channel++) {
      for (int row = 0; row < planes.height; row++) {
        for (int column = 0; column < planes.width; column++) {
          for (int i = 0; i < window.length; i++) {
            window[i] = planes.at(channel, row(row, i), column(column, i), border);
          }
          action.at(channel, row, column, window);
        }
      }
    }
  }

  /** Returns the row of a sample of the window around a pixel. */
  private int row(int row, int number) {
    return row + number / size - size / 2;
  }

  /** Returns the column of a sample of the window around a pixel. */
  private int column(int column, int number) {
    return column + number % size - size / 2;
  }
}
