package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription.Endianness;
import dev.rawline.data.raw.RawDescription.Packing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads a file of samples without a header, row by row, according to a description. */
final class HeaderlessFile {
  private HeaderlessFile() {}

  static RawFile read(FileBytes bytes, RawDescription described) throws RejectedFileException {
    SequencedMap<String, Optional<?>> needed = new LinkedHashMap<>();
    needed.put("width [px]", described.width());
    needed.put("height [px]", described.height());
    needed.put("bits (8 to 16)", described.bits());
    needed.put("cfa (RGGB, GRBG, GBRG, BGGR or monochrome)", described.cfa());
    needed.values().removeIf(Optional::isPresent);
    if (!needed.isEmpty()) {
      throw bytes.rejection(
          "has no header, and nothing states its " + String.join(", ", needed.keySet()),
          "give them in a sidecar next to the file, "
              + FileExtensions.sidecar(bytes.file()).getFileName()
              + ", or by flags to a command that has them");
    }
    int width = described.width().get();
    int height = described.height().get();
    int bits = described.bits().get();
    bytes.requireSides(width, height);
    boolean packed = described.packing().orElse(Packing.PADDED) == Packing.PACKED;
    int bitsInFile = packed || bits == Byte.SIZE ? bits : Short.SIZE;
    long bytesPerRow = BitUnpacker.bytesPerRow(width, bitsInFile);
    long expected = bytesPerRow * height;
    if (expected != bytes.size()) {
      throw bytes.rejection(
          "has %d bytes, but %d×%d pixels of %d bits (%s) need %d bytes"
              .formatted(
                  bytes.size(),
                  width,
                  height,
                  bits,
                  packed ? "packed" : bitsInFile / 8 + " bytes each",
                  expected),
          "correct width, height, bits or packing in the flags or the sidecar");
    }
    StoredFrame.requireMemory(bytes, width, height);
    FileBytes ordered =
        bytes.ordered(described.byteOrder().orElse(Endianness.LITTLE) == Endianness.BIG);
    StoredFrame frame = new StoredFrame(width, height, new char[width * height]);
    for (int row = 0; row < height; row++) {
      BitUnpacker.row(
          ordered, (int) (row * bytesPerRow), bitsInFile, frame.samples(), row * width, width);
    }
    return frame.untagged(
        bits, String.format(Locale.ROOT, "headerless, %d bits%s", bits, packed ? " packed" : ""));
  }
}
