package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * View → TIFF: 16 bits a colour with an sRGB profile.
 *
 * <p>Baseline TIFF 6.0, little-endian, uncompressed strips: every program reads it, every place in
 * the file is known before the first row comes, and it is written as fast as the disk takes it.
 */
public final class TiffWriter implements PictureWriter {
  private static final int HIGHEST = 65535;

  private final RowCounter progress;
  private final AtomicFile file;
  private final ByteBuffer row;

  /**
   * Begins a picture of this size.
   *
   * @throws IllegalArgumentException if a side is not at least 1 pixel, or the picture needs more
   *     than 2 GiB
   * @throws IOException if the target cannot be written; the message states why and what to do
   */
  public TiffWriter(Path target, int width, int height) throws IOException {
    progress = new RowCounter(width, height);
    byte[] header = TiffHeader.of(TiffHeader.Pixel.COLOURS, width, height);
    row =
        ByteBuffer.allocate(TiffHeader.Pixel.COLOURS.bytes() * width)
            .order(ByteOrder.LITTLE_ENDIAN);
    file = AtomicFile.begin(target);
    file.write(header);
  }

  @Override
  public void append(View band) throws IOException {
    progress.advance(band);
    float[] samples = band.samples();
    int area = band.width() * band.height();
    for (int first = 0; first < area; first += band.width()) {
      row.clear();
      for (int column = 0; column < band.width(); column++) {
        for (int channel = 0; channel < View.CHANNELS; channel++) {
          row.putShort(
              (short) Quantization.level(samples[channel * area + first + column], HIGHEST));
        }
      }
      file.write(row.array());
    }
  }

  @Override
  public void finish() throws IOException {
    progress.requireComplete();
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
