package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.frame.View;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes one picture from top to bottom, band by band, in memory that does not grow with it.
 *
 * <p>The picture is written under a temporary name in the target's folder and renamed by {@link
 * #finish}; a writer that is closed before that leaves no file.
 */
public abstract sealed class PictureWriter implements Closeable permits PngWriter, TiffWriter {
  /** The file that grows. */
  final AtomicFile file;

  private final int width;
  private final int height;
  private final int highest;
  private final int[][] levels;
  private int rows;

  PictureWriter(Path target, int width, int height, int highest) throws IOException {
    requireSize(width, height);
    this.width = width;
    this.height = height;
    this.highest = highest;
    levels = new int[View.CHANNELS][width];
    file = AtomicFile.begin(target);
  }

  static void requireSize(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image of %d×%d pixels: both sides must be at least 1 pixel".formatted(width, height));
    }
  }

  /**
   * Appends rows; samples are quantized by {@link Quantization#level}.
   *
   * @param band full rows of the picture
   * @throws IllegalArgumentException if the band is not as wide as the picture, or has more rows
   *     than the picture still lacks
   * @throws IOException if the rows cannot be written; the message states why and what to do
   */
  public final void append(View band) throws IOException {
    if (band.width() != width) {
      throw new IllegalArgumentException(
          "a band of %d pixels width does not fit an image of %d pixels width"
              .formatted(band.width(), width));
    }
    if (band.height() > height - rows) {
      throw new IllegalArgumentException(
          "a band of %d rows after %d does not fit an image of %d rows"
              .formatted(band.height(), rows, height));
    }
    rows += band.height();
    float[] samples = band.samples();
    int area = width * band.height();
    for (int first = 0; first < area; first += width) {
      for (int channel = 0; channel < View.CHANNELS; channel++) {
        Quantization.levels(samples, channel * area + first, levels[channel], highest);
      }
      row(levels[0], levels[1], levels[2]);
    }
  }

  /** Writes a row. */
  abstract void row(int[] red, int[] green, int[] blue) throws IOException;

  /** Writes what follows the last row. */
  void end() throws IOException {}

  /**
   * Completes the picture and moves it into place.
   *
   * @throws IllegalStateException if the picture still lacks rows
   * @throws IOException if it cannot be written; the message states why and what to do
   */
  public final void finish() throws IOException {
    if (rows < height) {
      throw new IllegalStateException(
          "only %d of the image's %d rows are written: append the others before finishing"
              .formatted(rows, height));
    }
    end();
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
