package dev.rawline.data.picture;

import java.io.IOException;
import java.nio.file.Path;

/** View → PNG: 8 bits a colour, tagged sRGB. */
public final class PngWriter extends PictureWriter {
  private final PngEncoder encoder;
  private final byte[] row;

  /**
   * Begins a picture of this size.
   *
   * @throws IllegalArgumentException if a side is not at least 1 pixel
   * @throws IOException if the target cannot be written; the message states why and what to do
   */
  public PngWriter(Path target, int width, int height) throws IOException {
    super(target, width, height, 255);
    row = new byte[3 * width];
    encoder = new PngEncoder(file, width, height);
  }

  @Override
  void row(int[] interleaved) throws IOException {
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) interleaved[i];
    }
    encoder.row(row);
  }

  @Override
  void end() throws IOException {
    encoder.finish();
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    super.close();
  }
}
