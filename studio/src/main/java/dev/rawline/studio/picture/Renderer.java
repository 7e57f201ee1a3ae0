package dev.rawline.studio.picture;

import dev.rawline.data.picture.Quantization;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.sheet.Thumbnail;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Renders a part of a picture as a pane shows it.
 *
 * @param path how it is made
 */
public record Renderer(LightPath path) {
  /** Rows that are rendered at once where the picture is shrunk, times its columns [px]. */
  private static final int BAND_AREA = 1 << 22;

  /** The type of content of {@link #bytes}. */
  public static final String TYPE = "application/octet-stream";

  private static final int BAND_ROWS = 64;
  private static final int FULL = 255;
  private static final int HEADER = 4 * Integer.BYTES;

  /**
   * Returns a frame of a part of the picture, exactly as in the whole picture.
   *
   * @param frame its number in {@link LightPath#frames}
   */
  public View show(int frame, Region region) {
    RawImage raw = path.image().raw();
    Region around =
        path.isLocal()
            ? region.grown(path.reach(), raw.width(), raw.height())
            : new Region(0, 0, raw.width(), raw.height());
    RawImage part = path.camera().normalise(path.recorded(around));
    View shown =
        path.isMosaic(frame)
            ? FramePreview.of(path.mosaic(part, frame))
            : path.showing(frame).apply(part);
    return crop(
        shown,
        new Region(
            region.left() - around.left(),
            region.top() - around.top(),
            region.width(),
            region.height()));
  }

  /**
   * Returns a frame of a part of the picture, shrunk by the mean of its pixels.
   *
   * @param longest the longest side [px]
   */
  public View show(int frame, Region region, int longest) {
    if (Math.max(region.width(), region.height()) <= longest) {
      return show(frame, region);
    }
    Thumbnail small = new Thumbnail(region.width(), region.height(), Math.max(1, longest));
    int rows = path.isLocal() ? Math.max(1, BAND_AREA / region.width()) : region.height();
    for (int row = 0; row < region.height(); row += rows) {
      Region band =
          new Region(
              region.left(),
              region.top() + row,
              region.width(),
              Math.min(rows, region.height() - row));
      small.add(row, show(frame, band));
    }
    return small.means();
  }

  /** Returns a part of a picture. */
  static View crop(View view, Region region) {
    return view.crop(region.top(), region.left(), region.height(), region.width());
  }

  /**
   * Returns a picture as clients take it: width, height, how long it took [µs] and 0, each 4 bytes,
   * the lowest first; then red, green and blue of every pixel, 8 bits each.
   *
   * @param low what becomes 0
   * @param high what becomes 255
   * @param nanoseconds how long it took
   */
  public static byte[] bytes(View view, double low, double high, long nanoseconds) {
    int area = view.width() * view.height();
    byte[] bytes = new byte[HEADER + View.CHANNELS * area];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(view.width())
        .putInt(view.height())
        .putInt((int) (nanoseconds / 1000));
    int bands = Math.ceilDiv(view.height(), BAND_ROWS);
    Parallel.forEach(
        Parallel.CORES,
        bands,
        band -> {
          int last = Math.min((band + 1) * BAND_ROWS, view.height());
          quantize(view, band * BAND_ROWS, last, low, high, bytes);
        });
    return bytes;
  }

  /** Rows of each channel first, in vectors; then its bytes between those of the others. */
  private static void quantize(
      View view, int first, int last, double low, double high, byte[] bytes) {
    int width = view.width();
    float minus = (float) low;
    float times = (float) (1 / (high - low));
    float[] samples = new float[width];
    int[][] levels = new int[View.CHANNELS][width];
    for (int row = first; row < last; row++) {
      for (int channel = 0; channel < View.CHANNELS; channel++) {
        System.arraycopy(
            view.samples(), (channel * view.height() + row) * width, samples, 0, width);
        if (low != 0 || high != 1) {
          for (int i = 0; i < width; i++) {
            samples[i] = (samples[i] - minus) * times;
          }
        }
        Quantization.levels(samples, 0, levels[channel], FULL);
      }
      int to = HEADER + View.CHANNELS * row * width;
      for (int i = 0; i < width; i++) {
        bytes[to++] = (byte) levels[0][i];
        bytes[to++] = (byte) levels[1][i];
        bytes[to++] = (byte) levels[2][i];
      }
    }
  }
}
