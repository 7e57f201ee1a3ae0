package dev.rawline.data.raw;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes small DNG files for tests, in every layout that the reader must support. */
final class DngWriter {
  private final int width;
  private final int height;
  private final int bits;
  private final char[] samples;
  private final Map<Integer, Object> tags = new TreeMap<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private int tileWidth;
  private int tileHeight;
  private boolean tiled;
  private boolean inSubDirectory;
  private short firstPhotometric = 2;
  private int jpegRowsTogether;
  private LosslessJpegEncoder jpeg;

  /** Creates an uncompressed RGGB file of one strip. */
  DngWriter(int width, int height, int bits, char[] samples) {
    this.width = width;
    this.height = height;
    this.bits = bits;
    this.samples = samples;
    this.tileWidth = width;
    this.tileHeight = height;
    tag(254, new int[] {0});
    tag(256, new int[] {width});
    tag(257, new int[] {height});
    tag(258, new short[] {(short) bits});
    tag(259, new short[] {1});
    tag(262, new short[] {(short) 32803});
    tag(271, "Rawline");
    tag(272, "Test");
    tag(277, new short[] {1});
    tag(33421, new short[] {2, 2});
    tag(33422, new byte[] {0, 1, 1, 2});
    tag(50706, new byte[] {1, 4, 0, 0});
    tag(50708, "Rawline Test");
  }

  /** Sets a tag: byte[], short[], int[], String, or double[] (written as rationals). */
  DngWriter tag(int tag, Object value) {
    tags.put(tag, value);
    return this;
  }

  DngWriter without(int tag) {
    tags.remove(tag);
    return this;
  }

  DngWriter bigEndian() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  DngWriter strips(int rows) {
    tileHeight = rows;
    return this;
  }

  DngWriter tiles(int columns, int rows) {
    tiled = true;
    tileWidth = columns;
    tileHeight = rows;
    return this;
  }

  /** Compresses; this many rows of a tile make one row of the JPEG stream. */
  DngWriter jpeg(int predictor, int components, int rowsTogether) {
    jpeg = new LosslessJpegEncoder(bits, components, predictor, 0);
    jpegRowsTogether = rowsTogether;
    return tag(259, new short[] {7});
  }

  /** Puts the raw directory below a first one that describes a preview. */
  DngWriter inSubDirectory() {
    inSubDirectory = true;
    return this;
  }

  /** The same, with a first directory of demosaiced colours (LinearRaw). */
  DngWriter besideLinearRaw() {
    firstPhotometric = (short) 34892;
    return inSubDirectory();
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[8]);
    chunks(out);
    int directory = inSubDirectory ? directories(out) : directory(out, tags);
    byte[] all = out.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(all).order(order);
    header.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.ISO_8859_1));
    header.putShort((short) 42).putInt(directory);
    return all;
  }

  /** Writes the strips or tiles and sets the tags that describe them. */
  private void chunks(ByteArrayOutputStream out) {
    List<Integer> offsets = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (int top = 0; top < height; top += tileHeight) {
      for (int left = 0; left < width; left += tileWidth) {
        byte[] chunk = chunk(top, left, tiled ? tileHeight : Math.min(tileHeight, height - top));
        offsets.add(out.size());
        lengths.add(chunk.length);
        out.writeBytes(chunk);
      }
    }
    if (tiled) {
      tag(322, new int[] {tileWidth});
      tag(323, new int[] {tileHeight});
    } else {
      tag(278, new int[] {tileHeight});
    }
    tag(tiled ? 324 : 273, offsets.stream().mapToInt(Integer::intValue).toArray());
    tag(tiled ? 325 : 279, lengths.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Writes the raw directory below a first one, and returns where the first one begins. */
  private int directories(ByteArrayOutputStream out) {
    Map<Integer, Object> raw = new TreeMap<>(tags);
    Map<Integer, Object> first = new TreeMap<>();
    for (int shared : new int[] {271, 272, 274, 50706, 50708, 50721, 50728, 50778}) {
      if (raw.containsKey(shared)) {
        first.put(shared, raw.remove(shared));
      }
    }
    first.put(254, new int[] {1});
    first.put(262, new short[] {firstPhotometric});
    first.put(330, new int[] {directory(out, raw)});
    return directory(out, first);
  }

  private byte[] chunk(int top, int left, int rows) {
    char[] tile = new char[tileWidth * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < tileWidth; column++) {
        boolean inside = top + row < height && left + column < width;
        tile[row * tileWidth + column] = inside ? samples[(top + row) * width + left + column] : 0;
      }
    }
    if (jpeg != null) {
      return jpeg.encode(
          tile, tileWidth * jpegRowsTogether / jpeg.components(), rows / jpegRowsTogether);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      long held = 0;
      int count = 0;
      for (int column = 0; column < tileWidth; column++) {
        int value = tile[row * tileWidth + column];
        if (bits == 16 && order == ByteOrder.LITTLE_ENDIAN) {
          value = Short.toUnsignedInt(Short.reverseBytes((short) value));
        }
        held = held << bits | value;
        count += bits;
        while (count >= 8) {
          count -= 8;
          packed.write((int) (held >> count));
        }
      }
      if (count > 0) {
        packed.write((int) (held << (8 - count)));
      }
    }
    return packed.toByteArray();
  }

  private int directory(ByteArrayOutputStream out, Map<Integer, Object> content) {
    ByteBuffer entries = ByteBuffer.allocate(2 + 12 * content.size() + 4).order(order);
    entries.putShort((short) content.size());
    content.forEach(
        (tag, value) -> {
          Field field = field(tag, value);
          entries.putShort(tag.shortValue()).putShort((short) field.type).putInt(field.count);
          if (field.data.length <= 4) {
            entries.put(field.data).position(entries.position() + 4 - field.data.length);
          } else {
            entries.putInt(out.size());
            out.writeBytes(field.data);
          }
        });
    int at = out.size();
    out.writeBytes(entries.array());
    return at;
  }

  @SuppressWarnings("ArrayRecordComponent") // written, never compared
  private record Field(int type, int count, byte[] data) {}

  private Field field(int tag, Object value) {
    return switch (value) {
      case byte[] bytes -> new Field(1, bytes.length, bytes);
      case String text ->
          new Field(2, text.length() + 1, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
      case short[] shorts -> {
        ByteBuffer data = ByteBuffer.allocate(2 * shorts.length).order(order);
        data.asShortBuffer().put(shorts);
        yield new Field(3, shorts.length, data.array());
      }
      case int[] ints -> {
        ByteBuffer data = ByteBuffer.allocate(4 * ints.length).order(order);
        data.asIntBuffer().put(ints);
        yield new Field(4, ints.length, data.array());
      }
      case double[] rationals -> {
        ByteBuffer data = ByteBuffer.allocate(8 * rationals.length).order(order);
        for (double rational : rationals) {
          data.putInt((int) Math.round(rational * 1_000_000)).putInt(1_000_000);
        }
        yield new Field(10, rationals.length, data.array());
      }
      default -> throw new IllegalArgumentException("tag " + tag + " holds " + value);
    };
  }
}
