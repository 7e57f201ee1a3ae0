package dev.rawline.data.picture;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Orientation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The structure of a TIFF file: its directories of tags.
 *
 * <p>Source: TIFF 6.0, section 2; SubIFDs from TIFF Technical Note 1; the Exif directory from Exif
 * 2.3.
 *
 * @param directories the first directory, then all that it leads to
 */
public record Tiff(List<Directory> directories) {
  private static final int ORIENTATION = 274;
  private static final int SUB_IFDS = 330;
  private static final int EXIF_IFD = 34665;

  /** A damaged file can point from directory to directory without end. */
  private static final int MOST_DIRECTORIES = 256;

  /** No tag that this project reads has more values than a 16-bit linearization table. */
  private static final int MOST_VALUES = 1 << 20;

  /** Returns whether a file begins like a TIFF in either byte order. */
  public static boolean matches(FileBytes file) {
    return file.startsWith('I', 'I', 42, 0) || file.startsWith('M', 'M', 0, 42);
  }

  /** Returns whether a file begins like a BigTIFF, whose offsets have 64 bits. */
  public static boolean isBig(FileBytes file) {
    return file.startsWith('I', 'I', 43, 0) || file.startsWith('M', 'M', 0, 43);
  }

  /** Reads all directories. */
  public static Tiff read(FileBytes file) throws RejectedFileException {
    FileBytes bytes = file.ordered(file.startsWith('M', 'M'));
    List<Directory> directories = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>();
    open.add(bytes.unsignedInt(4));
    while (!open.isEmpty()) {
      long offset = open.remove();
      if (offset == 0 || !seen.add(offset)) {
        continue;
      }
      if (directories.size() == MOST_DIRECTORIES) {
        throw bytes.corrupt("it has more than " + MOST_DIRECTORIES + " directories");
      }
      int count = bytes.unsignedShort(offset);
      bytes.require(offset + 2, 12L * count + 4, "a directory of " + count + " tags");
      Map<Integer, Field> fields = new HashMap<>();
      for (int i = 0; i < count; i++) {
        long entry = offset + 2 + 12L * i;
        fields.putIfAbsent(
            bytes.unsignedShort(entry),
            new Field(bytes.unsignedShort(entry + 2), bytes.unsignedInt(entry + 4), entry + 8));
      }
      Directory directory = new Directory(bytes, fields);
      directories.add(directory);
      open.add(bytes.unsignedInt(offset + 2 + 12L * count));
      for (int tag : new int[] {SUB_IFDS, EXIF_IFD}) {
        for (double child : directory.numbers(tag).orElse(new double[0])) {
          open.add((long) child);
        }
      }
    }
    if (directories.isEmpty()) {
      throw bytes.corrupt("it has no directory");
    }
    return new Tiff(List.copyOf(directories));
  }

  /** The position of the values of one tag: in the entry itself if they fit into four bytes. */
  private record Field(int type, long count, long entry) {}

  /** One directory of tags. */
  public static final class Directory {
    private final FileBytes bytes;
    private final Map<Integer, Field> fields;

    private Directory(FileBytes bytes, Map<Integer, Field> fields) {
      this.bytes = bytes;
      this.fields = fields;
    }

    /** Returns the file, in its byte order. */
    public FileBytes bytes() {
      return bytes;
    }

    public boolean has(int tag) {
      return fields.containsKey(tag);
    }

    /** Returns all numbers of a tag; a rational with denominator 0 is not finite. */
    public Optional<double[]> numbers(int tag) throws RejectedFileException {
      Field field = fields.get(tag);
      if (field == null) {
        return Optional.empty();
      }
      if (field.count > MOST_VALUES) {
        throw bytes.corrupt("tag " + tag + " has " + field.count + " values");
      }
      long at = place(tag, field);
      double[] values = new double[(int) field.count];
      for (int i = 0; i < values.length; i++) {
        long here = at + (long) i * size(tag, field.type);
        values[i] =
            switch (field.type) {
              case 1, 2, 7 -> bytes.unsignedByte(here);
              case 3 -> bytes.unsignedShort(here);
              case 4, 13 -> bytes.unsignedInt(here);
              case 5 -> (double) bytes.unsignedInt(here) / bytes.unsignedInt(here + 4);
              case 6 -> (byte) bytes.unsignedByte(here);
              case 8 -> (short) bytes.unsignedShort(here);
              case 9 -> (int) bytes.unsignedInt(here);
              case 10 -> (double) (int) bytes.unsignedInt(here) / (int) bytes.unsignedInt(here + 4);
              case 11 -> Float.intBitsToFloat((int) bytes.unsignedInt(here));
              default -> Double.longBitsToDouble(bytes.signedLong(here));
            };
      }
      return Optional.of(values);
    }

    /** Returns the first number of a tag that holds whole numbers. */
    public OptionalLong integer(int tag) throws RejectedFileException {
      Optional<double[]> values = numbers(tag);
      return values.isEmpty() || values.get().length == 0
          ? OptionalLong.empty()
          : OptionalLong.of((long) values.get()[0]);
    }

    /**
     * Returns how the picture must be turned upright. A value that the standard does not list, such
     * as 0, is written for "unknown".
     */
    public Orientation orientation() throws RejectedFileException {
      long value = integer(ORIENTATION).orElse(1);
      return value >= 1 && value <= 8 ? Orientation.ofTiff((int) value) : Orientation.UPRIGHT;
    }

    /** Returns the text of a tag without its closing zero, unless it is blank. */
    public Optional<String> text(int tag) throws RejectedFileException {
      Field field = fields.get(tag);
      if (field == null || field.count > MOST_VALUES) {
        return Optional.empty();
      }
      long at = place(tag, field);
      String all = new String(bytes.array(), (int) at, (int) field.count, StandardCharsets.UTF_8);
      int end = all.indexOf('\0');
      return Optional.of((end < 0 ? all : all.substring(0, end)).strip())
          .filter(text -> !text.isEmpty());
    }

    private long place(int tag, Field field) throws RejectedFileException {
      long length = field.count * size(tag, field.type);
      long at = length <= 4 ? field.entry : bytes.unsignedInt(field.entry);
      bytes.require(at, length, "tag " + tag);
      return at;
    }

    private int size(int tag, int type) throws RejectedFileException {
      return switch (type) {
        case 1, 2, 6, 7 -> 1;
        case 3, 8 -> 2;
        case 4, 9, 11, 13 -> 4;
        case 5, 10, 12 -> 8;
        default -> throw bytes.corrupt("tag " + tag + " has the unknown type " + type);
      };
    }
  }
}
