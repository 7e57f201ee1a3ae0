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
    encoder = PngEncoder.photograph(file, width, height);
  }

  @Override
  void row(int[] red, int[] green, int[] blue) throws IOException {
    for (int column = 0; column < red.length; column++) {
      row[3 * column] = (byte) red[column];
      row[3 * column + 1] = (byte) green[column];
      row[3 * column + 2] = (byte) blue[column];
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
