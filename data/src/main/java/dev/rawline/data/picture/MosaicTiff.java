package dev.rawline.data.picture;

import dev.rawline.imaging.frame.RawImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RawImage → the bytes of a TIFF: one grey channel of 16 bits, the digital numbers as they are.
 *
 * <p>Baseline TIFF 6.0, little-endian, uncompressed, so that every program reads it. The colour
 * layout and the levels are not in the file but in the sidecar next to it.
 */
public final class MosaicTiff {
  private MosaicTiff() {}

  /**
   * Returns the whole file.
   *
   * @throws IllegalArgumentException if the samples are not whole digital numbers within the
   *     calibration's full scale, or need more than 2 GiB
   */
  public static byte[] of(RawImage raw) {
    if (raw.unit() != RawImage.Unit.DN) {
      throw new IllegalArgumentException(
          "%s has normalised samples: expected digital numbers [DN]".formatted(raw));
    }
    byte[] header = TiffHeader.of(1, raw.width(), raw.height());
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(header.length, Short.BYTES * raw.samples().length))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    int fullScale = raw.calibration().fullScale();
    for (int i = 0; i < raw.samples().length; i++) {
      float sample = raw.samples()[i];
      int number = (int) sample;
      if (number != sample || number < 0 || number > fullScale) {
        throw new IllegalArgumentException(
            "%s contains %s DN at row %d, column %d: expected whole numbers from 0 to %d (DN)"
                .formatted(raw, sample, i / raw.width(), i % raw.width(), fullScale));
      }
      file.putShort((short) number);
    }
    return file.array();
  }
}
