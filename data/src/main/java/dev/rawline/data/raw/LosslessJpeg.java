package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import java.util.Arrays;

/**
 * Decodes one lossless JPEG stream (SOF3), such as a tile of a DNG.
 *
 * <p>Existing decoders for Java support only a single component if samples have more than 8 bits,
 * while the tiles of most DNGs have two. Predictors 1 to 7, 2 to 16 bits, one to four interleaved
 * components, restart intervals. Every error of the stream is a rejection: a decoder that fills
 * damaged parts with plausible values cannot be used for measurements.
 *
 * <p>Source: ITU-T T.81 (JPEG), annexes C (Huffman tables), F.2 (Huffman decoding) and H
 * (lossless).
 */
final class LosslessJpeg {
  /** Bytes that may fill a stream up before its end. */
  private static final int MOST_PADDING = 16;

  private final FileBytes file;
  private final int end;
  private final char[][] tables = new char[4][];
  private int position;

  private int precision;
  private int width;
  private int height;
  private int[] componentIds = {};
  private int restartInterval;

  private long bits;
  private int bitCount;
  private int bitsBeyondEnd;

  /**
   * The content of a stream.
   *
   * @param samplesPerRow columns times components
   * @param rows rows
   * @param samples all samples, row by row, components interleaved
   */
  @SuppressWarnings("ArrayRecordComponent") // passed between methods, never compared
  record Decoded(int samplesPerRow, int rows, char[] samples) {}

  private LosslessJpeg(FileBytes file, int offset, int length) {
    this.file = file;
    this.position = offset;
    this.end = offset + length;
  }

  /** Decodes the stream at these bytes, which {@link FileBytes#require} has checked. */
  static Decoded decode(FileBytes file, int offset, int length) throws RejectedFileException {
    return new LosslessJpeg(file.ordered(true), offset, length).decode();
  }

  private Decoded decode() throws RejectedFileException {
    if (next() != 0xFF || next() != 0xD8) {
      throw file.corrupt("compressed data does not begin like a JPEG stream");
    }
    while (true) {
      int marker = nextMarker();
      int length = nextShort();
      int segment = position;
      int segmentEnd = segment + length - 2;
      if (length < 2 || segmentEnd > end) {
        throw file.corrupt("a JPEG segment leaves its tile");
      }
      switch (marker) {
        case 0xC3 -> readFrame();
        case 0xC4 -> readTables(segmentEnd);
        case 0xDD -> restartInterval = nextShort();
        case 0xDA -> {
          return readScan(segmentEnd);
        }
        default -> {
          if (marker >= 0xC0 && marker <= 0xCF) {
            throw file.rejection(
                "contains lossy JPEG data (frame type %d), in which measured values are lost"
                    .formatted(marker - 0xC0),
                "record or convert it without lossy compression");
          }
        }
      }
      position = segmentEnd;
    }
  }

  private void readFrame() throws RejectedFileException {
    precision = next();
    height = nextShort();
    width = nextShort();
    componentIds = new int[next()];
    if (precision < 2
        || precision > 16
        || height == 0
        || width == 0
        || componentIds.length < 1
        || componentIds.length > 4) {
      throw file.corrupt(
          "a lossless JPEG frame of %d×%d pixels, %d bits, %d components"
              .formatted(width, height, precision, componentIds.length));
    }
    for (int i = 0; i < componentIds.length; i++) {
      componentIds[i] = next();
      int sampling = next();
      next();
      if (sampling != 0x11) {
        throw file.rejection(
            "contains subsampled colours (sRAW), not a mosaic", "record full-size raw files");
      }
    }
  }

  private void readTables(int segmentEnd) throws RejectedFileException {
    while (position < segmentEnd) {
      int identity = next();
      if ((identity & 0xFC) != 0) {
        throw file.corrupt("a Huffman table numbered " + identity);
      }
      int[] codes = new int[17];
      for (int length = 1; length <= 16; length++) {
        codes[length] = next();
      }
      // Every possible next 16 bits lead to (code length, category) in one step.
      char[] table = new char[1 << 16];
      int code = 0;
      for (int length = 1; length <= 16; length++) {
        int span = 1 << (16 - length);
        for (int i = 0; i < codes[length]; i++) {
          int category = next();
          if (category > 16 || code + span > table.length) {
            throw file.corrupt("a Huffman table with impossible codes");
          }
          Arrays.fill(table, code, code + span, (char) (length << 8 | category));
          code += span;
        }
      }
      tables[identity] = table;
    }
  }

  private Decoded readScan(int segmentEnd) throws RejectedFileException {
    int components = next();
    if (componentIds.length == 0 || components != componentIds.length) {
      throw file.corrupt(
          "a JPEG scan of %d components in a frame of %d"
              .formatted(components, componentIds.length));
    }
    char[][] table = new char[components][];
    for (int i = 0; i < components; i++) {
      int id = next();
      int selector = next() >> 4;
      if (id != componentIds[i] || selector > 3 || tables[selector] == null) {
        throw file.corrupt("a JPEG scan without its Huffman table");
      }
      table[i] = tables[selector];
    }
    int predictor = next();
    next();
    int pointTransform = next() & 0xF;
    if (predictor < 1 || predictor > 7 || pointTransform >= precision) {
      throw file.corrupt(
          "JPEG predictor %d with point transform %d".formatted(predictor, pointTransform));
    }
    if (restartInterval % width != 0) {
      throw file.corrupt(
          "a JPEG restart interval of %d pixels in rows of %d".formatted(restartInterval, width));
    }
    position = segmentEnd;
    int row = width * components;
    long total = (long) row * height;
    // Each sample takes at least one bit, which bounds the memory that a false header can request.
    if (total > 8L * (end - position)) {
      throw file.corrupt(
          "a JPEG stream of %d bytes cannot hold %d samples".formatted(end - position, total));
    }
    char[] out = new char[(int) total];
    int rowsBetweenRestarts = restartInterval == 0 ? height : restartInterval / width;
    int initial = 1 << (precision - pointTransform - 1);
    for (int y = 0; y < height; y++) {
      boolean first = y % rowsBetweenRestarts == 0;
      if (first && y > 0) {
        restart(y / rowsBetweenRestarts - 1);
      }
      for (int x = 0, component = 0; x < row; x++) {
        int at = y * row + x;
        int prediction;
        if (x < components) {
          prediction = first ? initial : out[at - row];
        } else if (first) {
          prediction = out[at - components];
        } else {
          int left = out[at - components];
          int above = out[at - row];
          int corner = out[at - row - components];
          prediction =
              switch (predictor) {
                case 1 -> left;
                case 2 -> above;
                case 3 -> corner;
                case 4 -> left + above - corner;
                case 5 -> left + ((above - corner) >> 1);
                case 6 -> above + ((left - corner) >> 1);
                default -> (left + above) >> 1;
              };
        }
        out[at] = (char) (prediction + difference(table[component]));
        component = component + 1 == components ? 0 : component + 1;
      }
    }
    requireNoBitBeyondEnd();
    requireNothingLeft();
    if (pointTransform > 0) {
      for (int i = 0; i < out.length; i++) {
        out[i] = (char) (out[i] << pointTransform);
      }
    }
    return new Decoded(row, height, out);
  }

  /** Reads one Huffman code and the bits of its difference. */
  private int difference(char[] table) throws RejectedFileException {
    fill();
    int entry = table[(int) (bits >>> (bitCount - 16)) & 0xFFFF];
    int length = entry >> 8;
    if (length == 0) {
      throw file.corrupt("a Huffman code that its table lacks");
    }
    bitCount -= length;
    int category = entry & 0xFF;
    if (category == 0) {
      return 0;
    }
    if (category == 16) {
      return 1 << 15;
    }
    bitCount -= category;
    int value = (int) (bits >>> bitCount) & ((1 << category) - 1);
    // A leading 0 marks a negative difference (T.81 figure F.12, EXTEND).
    return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
  }

  /**
   * Makes at least 32 bits available; beyond the last byte they are zeros, for looking ahead only.
   */
  private void fill() throws RejectedFileException {
    requireNoBitBeyondEnd();
    while (bitCount <= 32) {
      int value = 0;
      boolean marker =
          position + 1 < end
              && file.array()[position] == (byte) 0xFF
              && file.array()[position + 1] != 0;
      if (position < end && !marker) {
        value = file.array()[position] & 0xFF;
        position += value == 0xFF ? 2 : 1;
      } else {
        bitsBeyondEnd += 8;
      }
      bits = bits << 8 | value;
      bitCount += 8;
    }
  }

  private void restart(int index) throws RejectedFileException {
    requireNoBitBeyondEnd();
    if (nextMarker() != 0xD0 + index % 8) {
      throw file.corrupt("a JPEG stream lacks a restart marker");
    }
    bits = 0;
    bitCount = 0;
    bitsBeyondEnd = 0;
  }

  private void requireNoBitBeyondEnd() throws RejectedFileException {
    if (bitCount < bitsBeyondEnd) {
      throw file.corrupt("a JPEG stream ends before its last sample");
    }
  }

  /** Codes that are left over are those of other samples than were decoded. */
  private void requireNothingLeft() throws RejectedFileException {
    int left = (bitCount - bitsBeyondEnd) / Byte.SIZE;
    for (int at = position; at + 1 < end; at++) {
      if (file.array()[at] == (byte) 0xFF && file.array()[at + 1] != 0) {
        break;
      }
      left++;
    }
    if (left > MOST_PADDING) {
      throw file.corrupt("a JPEG stream holds more than its samples");
    }
  }

  private int nextMarker() throws RejectedFileException {
    if (next() != 0xFF) {
      throw file.corrupt("a JPEG marker is missing");
    }
    int marker = next();
    while (marker == 0xFF) {
      marker = next();
    }
    return marker;
  }

  private int nextShort() throws RejectedFileException {
    return next() << 8 | next();
  }

  private int next() throws RejectedFileException {
    if (position >= end) {
      throw file.corrupt("a JPEG stream ends within its header");
    }
    return file.array()[position++] & 0xFF;
  }
}
