package dev.rawline.data.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;

/**
 * {@code .npy}, NumPy's format of one array ↔ numbers with two axes (row, column).
 *
 * <p>Source: NumPy Enhancement Proposal 1, format versions 1.0 to 3.0; 1.0 is written.
 *
 * @param type the type of its numbers
 * @param rows rows, at least 1
 * @param columns columns, at least 1
 * @param columnByColumn whether the numbers lie column by column (Fortran order)
 * @param data the numbers as they lie in the file, in its byte order
 */
public record NumpyArray(
    Type type, int rows, int columns, boolean columnByColumn, ByteBuffer data) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_AT = MAGIC.length;
  private static final int LENGTH_AT = VERSION_AT + 2;
  private static final int HEADER_AT = LENGTH_AT + Short.BYTES;
  private static final int ALIGNMENT = 64;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
  private static final Pattern TWO_SIDES = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,?\\s*");

  /** The types of numbers that are read. */
  public enum Type {
    /** Unsigned whole numbers of 8 bits. */
    UINT8("u1"),
    /** Unsigned whole numbers of 16 bits. */
    UINT16("u2"),
    /** Floating-point numbers of 32 bits. */
    FLOAT32("f4"),
    /** Floating-point numbers of 64 bits, rounded to 32 when read. */
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

    private int bytes() {
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
   * @throws DataFormatException if the file is damaged; the message says what was found
   * @throws IllegalArgumentException if it holds another kind of array; the message says which
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
    Matcher sides = TWO_SIDES.matcher(shape.group(1));
    if (!sides.matches()) {
      throw new IllegalArgumentException(
          "is an array of shape (" + shape.group(1) + "), not of two axes");
    }
    Type type =
        Type.of(descr.group(1))
            .orElseThrow(
                () -> new IllegalArgumentException("is an array of type '" + descr.group(1) + "'"));
    int rows = side(sides.group(1));
    int columns = side(sides.group(2));
    // Exact wherever it can fit the file, and never overflows.
    double needed = (double) rows * columns * type.bytes();
    if (content.length - end != needed) {
      throw new DataFormatException(
          "%d×%d values of type '%s' need %.0f bytes, but %d follow the header"
              .formatted(rows, columns, descr.group(1), needed, content.length - end));
    }
    ByteOrder order =
        descr.group(1).startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NumpyArray(
        type,
        rows,
        columns,
        FORTRAN.matcher(header).find(),
        file.slice(end, content.length - end).order(order));
  }

  /** Returns the numbers row by row, as float32. */
  public float[] values() {
    float[] values = new float[rows * columns];
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
    return columnByColumn ? transposed(values) : values;
  }

  /** Returns the file of an array of float32. */
  public static byte[] write(int rows, int columns, float[] values) {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
    int length = Math.ceilDiv(HEADER_AT + header.length() + 1, ALIGNMENT) * ALIGNMENT - HEADER_AT;
    byte[] content = new byte[HEADER_AT + length + Float.BYTES * values.length];
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
    bytes.put(
        (header + " ".repeat(length - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    bytes.asFloatBuffer().put(values);
    return content;
  }

  private static int side(String text) {
    // Ten digits may be beyond an int; more than that are beyond any file.
    long side = text.length() > 10 ? Long.MAX_VALUE : Long.parseLong(text);
    if (side < 1 || side > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("is an array with a side of '" + text + "'");
    }
    return (int) side;
  }

  private float[] transposed(float[] byColumn) {
    float[] byRow = new float[byColumn.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        byRow[row * columns + column] = byColumn[column * rows + row];
      }
    }
    return byRow;
  }
}
