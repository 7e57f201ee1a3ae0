package dev.rawline.data.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;

/**
 * {@code .npy}, NumPy's format of one array ↔ numbers with any number of axes.
 *
 * <p>Source: NumPy Enhancement Proposal 1, format versions 1.0 to 3.0; 1.0 is written.
 *
 * @param type the type of its numbers
 * @param shape the sides, outermost first, each at least 1; two of them are (rows, columns)
 * @param data the numbers in the file's byte order, the last index varying fastest
 */
public record NumpyArray(Type type, List<Integer> shape, ByteBuffer data) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_AT = MAGIC.length;
  private static final int LENGTH_AT = VERSION_AT + 2;
  private static final int HEADER_AT = LENGTH_AT + Short.BYTES;
  private static final int ALIGNMENT = 64;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
  private static final Pattern SIDE = Pattern.compile("\\d{1,10}");

  /** The types of numbers that are read. */
  public enum Type {
    /** Unsigned whole numbers of 8 bits. */
    UINT8("u1"),
    /** Unsigned whole numbers of 16 bits. */
    UINT16("u2"),
    /** Floating-point numbers of 32 bits. */
    FLOAT32("f4"),
    /** Floating-point numbers of 64 bits. */
    FLOAT64("f8");

    private final String code;

    Type(String code) {
      this.code = code;
    }

    /** Returns whether the numbers may have fractions. */
    public boolean isFloatingPoint() {
      return code.startsWith("f");
    }

    /** Returns the name that NumPy gives it, such as uint16. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the bytes that one number takes. */
    public int bytes() {
      return code.charAt(1) - '0';
    }

    private static Optional<Type> of(String descr) {
      return Arrays.stream(values())
          .filter(type -> descr.matches("[<>|=]?" + type.code))
          .findFirst();
    }
  }

  /** Returns whether a file begins like a NumPy array. */
  public static boolean matches(byte[] content) {
    return content.length >= MAGIC.length
        && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads the header of an array and finds its numbers.
   *
   * @param content a whole file that {@link #matches}
   * @throws DataFormatException if the file is damaged; the message states what was found
   * @throws IllegalArgumentException if it is another kind of array; the message states which
   */
  public static NumpyArray of(byte[] content) throws DataFormatException {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    boolean longHeader = content.length > VERSION_AT && content[VERSION_AT] > 1;
    int begin = longHeader ? LENGTH_AT + Integer.BYTES : HEADER_AT;
    if (content.length < begin) {
      throw new DataFormatException("it ends within its NumPy header");
    }
    long length =
        longHeader
            ? Integer.toUnsignedLong(file.getInt(LENGTH_AT))
            : Short.toUnsignedInt(file.getShort(LENGTH_AT));
    if (length > content.length - begin) {
      throw new DataFormatException("it ends within its NumPy header");
    }
    int end = begin + (int) length;
    String header = new String(content, begin, (int) length, StandardCharsets.ISO_8859_1);
    Matcher descr = DESCR.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!descr.find() || !shape.find()) {
      throw new DataFormatException("its NumPy header lacks 'descr' or 'shape'");
    }
    Type type =
        Type.of(descr.group(1))
            .orElseThrow(
                () -> new IllegalArgumentException("is an array of type '" + descr.group(1) + "'"));
    List<Integer> sides =
        Arrays.stream(shape.group(1).split(","))
            .map(String::strip)
            .filter(side -> !side.isEmpty())
            .map(NumpyArray::side)
            .toList();
    // Exact for every size that fits the file, and without overflow.
    double needed = sides.stream().mapToDouble(side -> side).reduce(type.bytes(), (a, b) -> a * b);
    if (content.length - end != needed) {
      throw new DataFormatException(
          "%s values of type '%s' need %.0f bytes, but %d follow the header"
              .formatted(
                  sides.stream().map(String::valueOf).collect(Collectors.joining("×")),
                  descr.group(1),
                  needed,
                  content.length - end));
    }
    ByteOrder order =
        descr.group(1).startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer data = file.slice(end, content.length - end);
    return new NumpyArray(
        type,
        sides,
        (FORTRAN.matcher(header).find() ? turned(data, type, sides) : data).order(order));
  }

  /**
   * Returns this array if it has two axes.
   *
   * @throws IllegalArgumentException if it has not; the message states what it has
   */
  public NumpyArray requireTwoAxes() {
    if (shape.size() != 2) {
      throw new IllegalArgumentException(
          "is an array of shape %s, not of two axes".formatted(shown(shape)));
    }
    return this;
  }

  /** Returns the first of two sides. */
  public int rows() {
    return shape.getFirst();
  }

  /** Returns the second of two sides. */
  public int columns() {
    return shape.get(1);
  }

  /** Returns the numbers as float32, the last index varying fastest. */
  public float[] values() {
    float[] values = new float[size(shape)];
    ByteBuffer bytes = data.duplicate().order(data.order());
    switch (type) {
      case UINT8 -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Byte.toUnsignedInt(bytes.get(i));
        }
      }
      case UINT16 -> {
        CharBuffer words = bytes.asCharBuffer();
        for (int i = 0; i < values.length; i++) {
          values[i] = words.get(i);
        }
      }
      case FLOAT32 -> bytes.asFloatBuffer().get(values);
      case FLOAT64 -> {
        DoubleBuffer doubles = bytes.asDoubleBuffer();
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) doubles.get(i);
        }
      }
    }
    return values;
  }

  /** Returns the numbers as float64, exactly, the last index varying fastest. */
  public double[] doubles() {
    double[] doubles = new double[size(shape)];
    if (type == Type.FLOAT64) {
      data.duplicate().order(data.order()).asDoubleBuffer().get(doubles);
      return doubles;
    }
    float[] values = values();
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Returns numbers whose first index varies fastest (Fortran order) in the usual order. */
  private static ByteBuffer turned(ByteBuffer data, Type type, List<Integer> shape) {
    int[] places = new int[size(shape)];
    int block = places.length;
    int stride = 1;
    for (int side : shape) {
      int inner = block / side;
      for (int i = 0; i < places.length; i++) {
        places[i] += i % block / inner * stride;
      }
      block = inner;
      stride *= side;
    }
    ByteBuffer turned = ByteBuffer.allocate(data.capacity());
    for (int i = 0; i < places.length; i++) {
      turned.put(i * type.bytes(), data, places[i] * type.bytes(), type.bytes());
    }
    return turned;
  }

  /** Returns the file of an array of float32. */
  public static byte[] write(List<Integer> shape, float[] values) {
    byte[] header = header(Type.FLOAT32, shape);
    byte[] file = longer(header, Float.BYTES, values.length);
    after(header, file).asFloatBuffer().put(values);
    return file;
  }

  /** Returns the file of an array of float64. */
  public static byte[] write(List<Integer> shape, double[] values) {
    byte[] header = header(Type.FLOAT64, shape);
    byte[] file = longer(header, Double.BYTES, values.length);
    after(header, file).asDoubleBuffer().put(values);
    return file;
  }

  /**
   * Returns what precedes the numbers in the file of an array, lower bytes first; its length is a
   * multiple of 64 bytes.
   */
  public static byte[] header(Type type, List<Integer> shape) {
    String header =
        "{'descr': '%s%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(type.bytes() == 1 ? "|" : "<", type.code, shown(shape));
    int length = Math.ceilDiv(HEADER_AT + header.length() + 1, ALIGNMENT) * ALIGNMENT - HEADER_AT;
    byte[] content = new byte[HEADER_AT + length];
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
    bytes.put(
        (header + " ".repeat(length - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    return content;
  }

  private static byte[] longer(byte[] header, int bytes, int count) {
    return Arrays.copyOf(header, Math.addExact(header.length, Math.multiplyExact(bytes, count)));
  }

  private static ByteBuffer after(byte[] header, byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(header.length);
  }

  /** Returns a shape as NumPy writes it, such as (6,) or (2, 3). */
  public static String shown(List<Integer> shape) {
    String sides = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return shape.size() == 1 ? "(" + sides + ",)" : "(" + sides + ")";
  }

  private static int side(String text) {
    // Ten digits may be beyond an int; more than that are beyond any file.
    long side = SIDE.matcher(text).matches() ? Long.parseLong(text) : Long.MAX_VALUE;
    if (side < 1 || side > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("is an array with a side of '" + text + "'");
    }
    return (int) side;
  }
}
