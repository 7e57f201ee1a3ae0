package dev.rawline.studio.collection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Columns as a client reads them. */
final class Columns {
  private Columns() {}

  /** Returns a column of an answer. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> named(Object columns, String name) {
    return ((List<Map<String, Object>>) columns)
        .stream().filter(column -> column.get("name").equals(name)).findFirst().orElseThrow();
  }

  /** Returns the words of a column, empty for none. */
  @SuppressWarnings("unchecked")
  static List<String> words(Map<String, Object> column) {
    List<String> words = (List<String>) column.get("words");
    ByteBuffer values = values(column);
    List<String> found = new ArrayList<>();
    while (values.hasRemaining()) {
      int place = column.get("bytes").equals(1) ? values.get() & 0xff : values.getShort() & 0xffff;
      found.add(place == 0 ? "" : words.get(place - 1));
    }
    return found;
  }

  /** Returns the numbers of a column. */
  static List<Float> numbers(Map<String, Object> column) {
    ByteBuffer values = values(column);
    List<Float> found = new ArrayList<>();
    while (values.hasRemaining()) {
      found.add(values.getFloat());
    }
    return found;
  }

  private static ByteBuffer values(Map<String, Object> column) {
    return ByteBuffer.wrap(Base64.getDecoder().decode((String) column.get("values")))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns ids that share their beginnings. */
  static List<String> ids(String text) {
    List<String> ids = new ArrayList<>();
    String before = "";
    for (String line : text.lines().toList()) {
      before = before.substring(0, Integer.parseInt(line.substring(0, 2), 36)) + line.substring(2);
      ids.add(before);
    }
    return ids;
  }
}
