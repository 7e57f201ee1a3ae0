package dev.rawline.data.raw;

import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription.Endianness;
import dev.rawline.data.raw.RawDescription.Packing;
import dev.rawline.imaging.frame.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a file that holds nothing but samples, row by row, as a description states. */
final class HeaderlessFile {
  private HeaderlessFile() {}

  static UntaggedMosaic read(FileBytes bytes, RawDescription described)
      throws RejectedFileException {
    List<String> missing = new ArrayList<>();
    if (described.width().isEmpty()) {
      missing.add("width [px]");
    }
    if (described.height().isEmpty()) {
      missing.add("height [px]");
    }
    if (described.bits().isEmpty()) {
      missing.add("bits (8 to 16)");
    }
    if (described.cfa().isEmpty()) {
      missing.add("cfa (RGGB, GRBG, GBRG or BGGR)");
    }
    if (!missing.isEmpty()) {
      throw bytes.rejection(
          "has no header, and nothing states its " + String.join(", ", missing),
          "give them in a sidecar next to the file, "
              + FileExtensions.sidecar(bytes.file()).getFileName()
              + ", or by flags to a command that has them");
    }
    int width = described.width().get();
    int height = described.height().get();
    int bits = described.bits().get();
    StoredFrame.require(bytes, width, height);
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
    return UntaggedMosaic.of(
        frame,
        String.format(Locale.ROOT, "headerless, %d bits%s", bits, packed ? " packed" : ""),
        Calibration.unknown(bits));
  }
}
