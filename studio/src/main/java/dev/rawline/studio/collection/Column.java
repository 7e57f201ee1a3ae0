package dev.rawline.studio.collection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value of every sample, as clients take it.
 *
 * @param name what it is
 * @param unit the unit of numbers; empty for words
 * @param words the words that values are; none for numbers
 * @param bytes the bytes of a value: 1 or 2 for the place of its word, from 1, and 0 for none; 4
 *     for a number (float32), NaN for none
 * @param values the values in the order of the samples, the lowest byte first, as Base64
 */
record Column(String name, String unit, List<String> words, int bytes, String values) {
  static final int MOST_WORDS = 0xffff;
  private static final int MOST_IN_A_BYTE = 0xff;

  /** Copies the list. */
  Column {
    words = List.copyOf(words);
  }

  /**
   * Returns a column of words in the order in which they first occur.
   *
   * @param values the word of each sample, empty for none
   * @return none where there are more than 65 535 different words
   */
  static Optional<Column> ofWords(String name, List<String> values) {
    return ofWords(name, List.of(), values);
  }

  /**
   * Returns a column of words.
   *
   * @param first words that come first, in this order
   * @param values the word of each sample, empty for none
   * @return none where there are more than 65 535 different words
   */
  static Optional<Column> ofWords(String name, List<String> first, List<String> values) {
    Map<String, Integer> places = new LinkedHashMap<>();
    first.forEach(word -> places.put(word, places.size() + 1));
    for (String value : values) {
      if (!value.isEmpty()) {
        places.putIfAbsent(value, places.size() + 1);
      }
    }
    if (places.size() > MOST_WORDS) {
      return Optional.empty();
    }
    int bytes = places.size() > MOST_IN_A_BYTE ? Short.BYTES : Byte.BYTES;
    ByteBuffer buffer = ByteBuffer.allocate(bytes * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (String value : values) {
      int place = places.getOrDefault(value, 0);
      if (bytes == Byte.BYTES) {
        buffer.put((byte) place);
      } else {
        buffer.putShort((short) place);
      }
    }
    return Optional.of(new Column(name, "", List.copyOf(places.keySet()), bytes, base64(buffer)));
  }

  /**
   * Returns a column of numbers.
   *
   * @param unit their unit
   * @param values the number of each sample, NaN for none
   */
  static Column ofNumbers(String name, String unit, float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return new Column(name, unit, List.of(), Float.BYTES, base64(buffer));
  }

  private static String base64(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
