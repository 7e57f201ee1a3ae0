package dev.rawline.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * The samples of a picture as its file stores them.
 *
 * @param width columns [px]
 * @param height rows [px]
 * @param channels samples of a pixel, the alpha channel, which is the last, included
 * @param hasAlpha whether there is an alpha channel
 * @param bits bits of a sample: 8 or 16
 * @param samples all samples, 0 to 2^bits − 1, row by row, those of a pixel side by side
 */
@SuppressWarnings("ArrayRecordComponent") // passed between methods, never compared
public record StoredPicture(
    int width, int height, int channels, boolean hasAlpha, int bits, char[] samples) {

  /** Copies the samples of a picture without a palette that the JDK has decoded. */
  public static StoredPicture of(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    int channels = raster.getNumBands();
    int[] row = new int[width * channels];
    char[] samples = new char[row.length * height];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i++) {
        samples[y * row.length + i] = (char) row[i];
      }
    }
    int bits = raster.getSampleModel().getSampleSize(0);
    return new StoredPicture(
        width, height, channels, image.getColorModel().hasAlpha(), bits, samples);
  }

  /** Returns the number of channels without alpha. */
  public int colours() {
    return hasAlpha ? channels - 1 : channels;
  }

  /** Returns the largest sample that its bits can state. */
  public int largest() {
    return (1 << bits) - 1;
  }
}
