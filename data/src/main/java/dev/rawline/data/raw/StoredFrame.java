package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;

/**
 * All samples as stored in a file, including the optical black.
 *
 * @param width columns [px]
 * @param height rows [px]
 * @param samples unsigned 16-bit numbers [DN], row by row
 */
@SuppressWarnings("ArrayRecordComponent") // passed between methods, never compared
record StoredFrame(int width, int height, char[] samples) {

  /**
   * Returns the whole frame as a mosaic without metadata except for the bits of a sample.
   *
   * @param format the format and its encoding, for the user
   */
  RawFile untagged(int bits, String format) {
    return untagged(bits, format, Orientation.UPRIGHT);
  }

  /** Returns such a mosaic, which must be turned upright. */
  RawFile untagged(int bits, String format, Orientation orientation) {
    float[] values = floats(PixelRectangle.whole(width, height));
    Calibration unknown = Calibration.unknown(bits).with(orientation);
    return RawFile.untagged(
        new RawImage(width, height, Cfa.RGGB, RawImage.Unit.DN, values, unknown), format);
  }

  /** Returns the samples of an area as float32 [DN]. */
  float[] floats(PixelRectangle area) {
    float[] values = new float[area.width() * area.height()];
    for (int row = 0; row < area.height(); row++) {
      int from = (area.top() + row) * width + area.left();
      int to = row * area.width();
      for (int column = 0; column < area.width(); column++) {
        values[to + column] = samples[from + column];
      }
    }
    return values;
  }

  /** Returns the bits needed for a number and all samples, 8 to 16. */
  static int bitsOf(char[] samples, int number) {
    int largest = number;
    for (char sample : samples) {
      largest = Math.max(largest, sample);
    }
    return Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(largest), Byte.SIZE, Short.SIZE);
  }

  /** Returns the mean of an area [DN]. */
  double mean(PixelRectangle area) {
    double sum = 0;
    for (int row = area.top(); row < area.bottom(); row++) {
      for (int column = area.left(); column < area.right(); column++) {
        sum += samples[row * width + column];
      }
    }
    return sum / ((double) area.width() * area.height());
  }

  /** Rejects a frame whose samples, picture and upright picture need too much memory. */
  static void requireMemory(FileBytes file, long width, long height) throws RejectedFileException {
    file.requireMemory(width * height * (Character.BYTES + 2 * Float.BYTES));
  }

  /** Returns four numbers, given for the first two pixels of two rows, by kind of pixel. */
  static SiteValues siteValues(Cfa cfa, double[] tile) {
    int redRow = cfa.redRow();
    int redColumn = cfa.redColumn();
    return new SiteValues(
        tile[2 * redRow + redColumn],
        tile[2 * redRow + 1 - redColumn],
        tile[2 * (1 - redRow) + redColumn],
        tile[2 * (1 - redRow) + 1 - redColumn]);
  }

  /**
   * Returns the Bayer layout whose first two rows are these four colours (0 red, 1 green, 2 blue).
   */
  static Cfa bayer(FileBytes file, int[] colours) throws RejectedFileException {
    for (Cfa cfa : Cfa.BAYER) {
      boolean same = true;
      for (int i = 0; i < 4; i++) {
        same &= colours[i] == cfa.colourAt(i / 2, i % 2).plane();
      }
      if (same) {
        return cfa;
      }
    }
    StringBuilder names = new StringBuilder();
    for (int colour : colours) {
      names.append(colour < 7 ? "RGBCMYW".charAt(colour) : '?');
    }
    throw file.rejection(
        "has the colour filter array "
            + names
            + ", which is not a Bayer layout of red, green, blue",
        "use a camera with one of the layouts RGGB, GRBG, GBRG, BGGR");
  }
}
