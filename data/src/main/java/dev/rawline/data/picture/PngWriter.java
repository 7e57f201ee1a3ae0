package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.file.Path;

/** View → PNG: 8 bits a colour, tagged sRGB. */
public final class PngWriter implements PictureWriter {
  private static final int HIGHEST = 255;

  private final RowCounter progress;
  private final AtomicFile file;
  private final PngEncoder encoder;
  private final byte[] row;

  /**
   * Begins a picture of this size.
   *
   * @throws IllegalArgumentException if a side is not at least 1 pixel
   * @throws IOException if the target cannot be written; the message states why and what to do
   */
  public PngWriter(Path target, int width, int height) throws IOException {
    progress = new RowCounter(width, height);
    row = new byte[3 * width];
    file = AtomicFile.begin(target);
    encoder = new PngEncoder(file, width, height);
  }

  @Override
  public void append(View band) throws IOException {
    progress.advance(band);
    float[] samples = band.samples();
    int area = band.width() * band.height();
    for (int first = 0; first < area; first += band.width()) {
      for (int column = 0; column < band.width(); column++) {
        for (int channel = 0; channel < View.CHANNELS; channel++) {
          row[View.CHANNELS * column + channel] =
              (byte) Quantization.level(samples[channel * area + first + column], HIGHEST);
        }
      }
      encoder.row(row);
    }
  }

  @Override
  public void finish() throws IOException {
    progress.requireComplete();
    encoder.finish();
    file.finish();
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    file.close();
  }
}
