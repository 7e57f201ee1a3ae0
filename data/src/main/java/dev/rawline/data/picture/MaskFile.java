package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.frame.Mask;
import java.io.IOException;
import java.nio.file.Path;

/** Mask → PNG: one channel of 8 bits, 0 for background, 255 for every kind of object. */
public final class MaskFile {
  private static final byte OBJECT = (byte) 255;

  private MaskFile() {}

  /**
   * Writes a mask.
   *
   * @throws IOException if the target cannot be written; the message says why and what to do
   */
  public static void write(Mask mask, Path target) throws IOException {
    byte[] row = new byte[mask.width()];
    try (AtomicFile file = AtomicFile.begin(target);
        PngEncoder encoder = PngEncoder.grey(file, mask.width(), mask.height())) {
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          row[x] = mask.at(y, x) == 0 ? 0 : OBJECT;
        }
        encoder.row(row);
      }
      encoder.finish();
      file.finish();
    }
  }
}
