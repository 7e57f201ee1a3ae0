package dev.rawline.data.picture;

import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * View → TIFF: 16 bits a colour with an sRGB profile.
 *
 * <p>Baseline TIFF 6.0, little-endian, uncompressed strips: every program reads it, all positions
 * in the file are known in advance, and it is written at the speed of the disk.
 */
public final class TiffWriter extends PictureWriter {
  private final ByteBuffer row;

  /**
   * Begins a picture of this size.
   *
   * @throws IllegalArgumentException if a side is not at least 1 pixel, or the picture needs more
   *     than 2 GiB
   * @throws IOException if the target cannot be written; the message states why and what to do
   */
  public TiffWriter(Path target, int width, int height) throws IOException {
    requireSize(width, height);
    byte[] header = TiffHeader.of(View.CHANNELS, width, height);
    super(target, width, height, 65535);
    row = ByteBuffer.allocate(View.CHANNELS * Short.BYTES * width).order(ByteOrder.LITTLE_ENDIAN);
    file.write(header);
  }

  @Override
  void row(int[] red, int[] green, int[] blue) throws IOException {
    row.clear();
    for (int column = 0; column < red.length; column++) {
      row.putShort((short) red[column])
          .putShort((short) green[column])
          .putShort((short) blue[column]);
    }
    file.write(row.array());
  }
}
