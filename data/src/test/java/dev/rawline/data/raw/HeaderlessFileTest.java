package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription.Endianness;
import dev.rawline.data.raw.RawDescription.Packing;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderlessFileTest {
  @TempDir private Path folder;

  @Test
  void wordsAreReadInBothByteOrders() throws IOException {
    Path file = write(0x34, 0x02, 0xFF, 0x0F);
    assertThat(read(file, described(12, Packing.PADDED, Endianness.LITTLE)).samples())
        .containsExactly(0x234, 0xFFF);
    Path big = write(0x02, 0x34, 0x0F, 0xFF);
    RawImage image = read(big, described(12, Packing.PADDED, Endianness.BIG));
    assertThat(image.samples()).containsExactly(0x234, 0xFFF);
    assertThat(image.cfa()).isEqualTo(Cfa.GRBG);
    assertThat(image.calibration().containerBits()).isEqualTo(12);
  }

  @Test
  void bytesAndPackedBitsAreRead() throws IOException {
    assertThat(read(write(7, 255), described(8, Packing.PADDED, Endianness.LITTLE)).samples())
        .containsExactly(7, 255);
    assertThat(
            read(write(0x12, 0x3F, 0xFF), described(12, Packing.PACKED, Endianness.LITTLE))
                .samples())
        .containsExactly(0x123, 0xFFF);
    // Two samples of ten bits end within the third byte.
    assertThat(
            read(write(0xFF, 0xC0, 0x10), described(10, Packing.PACKED, Endianness.LITTLE))
                .samples())
        .containsExactly(0x3FF, 1);
  }

  @Test
  void allMissingKeysAreReportedTogether() throws IOException {
    Path file = write(1, 2);
    assertThatThrownBy(() -> read(file, RawDescription.NONE))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            file
                + ": has no header, and nothing states its width [px], height [px], bits (8 to 16),"
                + " cfa (RGGB, GRBG, GBRG, BGGR or monochrome); give them in a sidecar next to the file,"
                + " photo.yaml, or by flags to a command that has them");
  }

  @Test
  void aWrongSizeIsReportedWithBothByteCounts() throws IOException {
    Path file = write(1, 2, 3);
    assertThatThrownBy(() -> read(file, described(12, Packing.PADDED, Endianness.LITTLE)))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            file
                + ": has 3 bytes, but 2×1 pixels of 12 bits (2 bytes each) need 4 bytes; "
                + "correct width, height, bits or packing in the flags or the sidecar");
  }

  @Test
  void aWrongByteOrderIsDetectedByNumbersBeyondFullScale() throws IOException {
    Path file = write(0x02, 0x34, 0x0F, 0xFF);
    assertThatThrownBy(() -> read(file, described(12, Packing.PADDED, Endianness.LITTLE)))
        .hasMessageEndingWith(
            "contains 13314 DN at row 0, column 0, beyond 12 bits (4095 DN); correct the bits or"
                + " the byte order in the flags or the sidecar, or state 16 bits if the pixel is"
                + " defective");
  }

  private Path write(int... bytes) throws IOException {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return Files.write(folder.resolve("photo.raw"), content);
  }

  private static RawImage read(Path file, RawDescription described) throws IOException {
    return RawReader.read(FileBytes.read(file), described).image();
  }

  private static RawDescription described(int bits, Packing packing, Endianness order) {
    RawDescription layout =
        RawDescription.headerless(2, 1, bits, new SourcedValue<>(Cfa.GRBG, "flag --cfa"));
    return new RawDescription(
        layout.width(),
        layout.height(),
        layout.bits(),
        Optional.of(packing),
        Optional.of(order),
        layout.cfa(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
