package dev.rawline.data.pack;

import dev.rawline.data.file.NumpyArray;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Pixels → the shortest numbers that give back the same bits.
 *
 * @param type how they are stored
 * @param shape their sides, outermost first
 * @param divisor a sample is its number divided by this
 * @param bytes the numbers, lower bytes first
 */
@SuppressWarnings("ArrayRecordComponent") // passed between methods, never compared
record EncodedPixels(NumpyArray.Type type, List<Integer> shape, int divisor, byte[] bytes) {
  private static final int MOST_BYTE = 255;
  private static final int MOST_WORD = 65535;

  /**
   * Stores a mosaic or a view: digital numbers unchanged, a view's levels of 8 or 16 bits, and
   * others as float32.
   */
  static EncodedPixels of(Frame frame) {
    float[] samples = frame.samples();
    if (frame instanceof View) {
      List<Integer> shape = List.of(3, frame.height(), frame.width());
      if (fit(samples, MOST_BYTE, MOST_BYTE)) {
        return bytes(shape, samples);
      }
      return fit(samples, MOST_WORD, MOST_WORD)
          ? words(shape, samples, MOST_WORD)
          : floats(shape, samples);
    }
    List<Integer> shape = List.of(frame.height(), frame.width());
    return fit(samples, MOST_WORD, 1) ? words(shape, samples, 1) : floats(shape, samples);
  }

  /** Stores a mask. */
  static EncodedPixels of(Mask mask) {
    return new EncodedPixels(
        NumpyArray.Type.UINT8, List.of(mask.height(), mask.width()), 1, mask.kinds());
  }

  /** Returns their description, given the checksum of their values. */
  PackedArray described(String sum) {
    return new PackedArray(type, shape, divisor, sum, checksum(ByteBuffer.wrap(bytes)));
  }

  /** Returns the checksum of numbers as they are stored. */
  static String checksum(ByteBuffer numbers) {
    CRC32C checksum = new CRC32C();
    checksum.update(numbers);
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  /**
   * Returns whether all samples are whole numbers from 0 on, divided by the divisor, to the bit.
   */
  private static boolean fit(float[] samples, int most, int divisor) {
    for (float sample : samples) {
      int number = Math.round(sample * divisor);
      if (number < 0
          || number > most
          || Float.floatToRawIntBits((float) number / divisor) != Float.floatToRawIntBits(sample)) {
        return false;
      }
    }
    return true;
  }

  private static EncodedPixels bytes(List<Integer> shape, float[] samples) {
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(samples[i] * MOST_BYTE);
    }
    return new EncodedPixels(NumpyArray.Type.UINT8, shape, MOST_BYTE, bytes);
  }

  private static EncodedPixels words(List<Integer> shape, float[] samples, int divisor) {
    byte[] bytes = room(samples, Short.BYTES);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      words.putShort((short) Math.round(sample * divisor));
    }
    return new EncodedPixels(NumpyArray.Type.UINT16, shape, divisor, bytes);
  }

  private static EncodedPixels floats(List<Integer> shape, float[] samples) {
    byte[] bytes = room(samples, Float.BYTES);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(samples);
    return new EncodedPixels(NumpyArray.Type.FLOAT32, shape, 1, bytes);
  }

  /**
   * Makes room for numbers.
   *
   * @throws IllegalArgumentException if they exceed an array
   */
  private static byte[] room(float[] samples, int each) {
    long bytes = (long) samples.length * each;
    if (bytes > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException(
          "its image needs %d bytes, more than 2 GiB; cut it into tiles first".formatted(bytes));
    }
    return new byte[(int) bytes];
  }
}
