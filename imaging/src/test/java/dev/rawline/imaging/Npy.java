package dev.rawline.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A golden array: little-endian float32 or float64, in C order.
 *
 * @param shape the lengths of its axes
 * @param values all values, the last axis varying fastest
 */
@SuppressWarnings("ArrayRecordComponent") // read once by one test, never compared as a whole
public record Npy(int[] shape, double[] values) {
  private static final Pattern DESCRIPTION =
      Pattern.compile("'descr': '<f([48])', 'fortran_order': False, 'shape': \\(([^)]*)\\)");

  /** Reads a golden array. */
  public static Npy read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = bytes.getShort(8);
      String header = new String(bytes.array(), 10, headerLength, StandardCharsets.ISO_8859_1);
      Matcher matcher = DESCRIPTION.matcher(header);
      if (!matcher.find()) {
        throw new IllegalArgumentException(file + " is no golden array: " + header);
      }
      int[] shape =
          Arrays.stream(matcher.group(2).split(",", -1))
              .map(String::strip)
              .filter(length -> !length.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      bytes.position(10 + headerLength);
      double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      boolean single = matcher.group(1).equals("4");
      for (int i = 0; i < values.length; i++) {
        values[i] = single ? bytes.getFloat() : bytes.getDouble();
      }
      return new Npy(shape, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a picture of shape (height, width, 3) as planes (3, height, width). */
  public double[] planar() {
    int area = shape[0] * shape[1];
    double[] planes = new double[values.length];
    for (int i = 0; i < area; i++) {
      for (int channel = 0; channel < 3; channel++) {
        planes[channel * area + i] = values[3 * i + channel];
      }
    }
    return planes;
  }
}
