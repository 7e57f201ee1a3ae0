package dev.rawline.data.pack;

import dev.rawline.data.file.NumpyArray;
import java.util.List;

/**
 * The description of an array in a shard.
 *
 * @param type the stored type of its numbers
 * @param shape its sides, outermost first
 * @param divisor a sample is its stored number divided by this
 * @param sum the checksum of its values ({@link dev.rawline.data.set.SampleChecksum})
 * @param checksum the CRC-32C of its stored numbers, eight hexadecimal digits
 */
record PackedArray(
    NumpyArray.Type type, List<Integer> shape, int divisor, String sum, String checksum) {

  /** Copies the shape. */
  PackedArray {
    shape = List.copyOf(shape);
  }

  /** Returns what precedes the numbers. */
  byte[] header() {
    return NumpyArray.header(type, shape);
  }

  /** Returns how many numbers there are. */
  int count() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Returns the length of the numbers [bytes]. */
  long bytes() {
    return (long) count() * type.bytes();
  }

  int height() {
    return shape.get(shape.size() - 2);
  }

  int width() {
    return shape.getLast();
  }
}
