package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our DNG decoder and LibRaw, written independently of each other, read the same files. */
class LibRawTest {
  private static final int WIDTH = 72;
  private static final int HEIGHT = 48;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"blackmagic_pocket_gbrg_12bit", "canon_kissx4_colorchart_rggb"})
  void realFilesAgreeSampleBySample(String name) throws IOException {
    requireLibRaw();
    Path file = SharedData.require("data/raw/" + name + ".dng");
    RawFile ours = RawReader.read(FileBytes.read(file), RawDescription.NONE);
    RawFile theirs = LibRaw.read(FileBytes.read(file));
    assertAgree(ours, theirs);
    assertThat(theirs.activeArea()).isEqualTo(ours.activeArea());
    assertThat(theirs.storedWidth()).isEqualTo(ours.storedWidth());
    assertThat(theirs.storedHeight()).isEqualTo(ours.storedHeight());
  }

  @ParameterizedTest
  @CsvSource({"8,false", "10,true", "12,false", "12,true", "14,false", "16,false", "16,true"})
  void uncompressedFilesAgree(int bits, boolean bigEndian) throws IOException {
    requireLibRaw();
    DngWriter writer = writer(bits);
    assertAgree(bigEndian ? writer.bigEndian() : writer);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,2,1", "6,1,2", "2,2,1", "3,2,1", "4,1,1", "5,2,1", "7,2,1"})
  void losslessJpegAgrees(int predictor, int components, int together) throws IOException {
    requireLibRaw();
    assertAgree(writer(14).tiles(24, 16).jpeg(predictor, components, together));
    assertAgree(writer(12).strips(HEIGHT).jpeg(predictor, components, together));
  }

  @ParameterizedTest
  @CsvSource({"0112", "1021", "1201", "2110"})
  void layoutsAgree(String pattern) throws IOException {
    requireLibRaw();
    DngWriter writer =
        writer(12)
            .tag(33422, colours(pattern))
            .tag(50714, new short[] {64})
            .tag(50829, new int[] {3, 5, 47, 60});
    Path file = Files.write(folder.resolve("photo.dng"), writer.bytes());
    RawFile ours = RawReader.read(FileBytes.read(file), RawDescription.NONE);
    RawFile theirs = LibRaw.read(FileBytes.read(file));
    // LibRaw crops rows and columns so that its area has even limits.
    RawImage same =
        ours.image()
            .crop(
                theirs.activeArea().top() - 3,
                theirs.activeArea().left() - 5,
                theirs.image().height(),
                theirs.image().width());
    assertAgree(withImage(ours, same), theirs);
  }

  @ParameterizedTest
  @CsvSource({"0112", "1021", "1201", "2110"})
  void blackLevelsAgree(String pattern) throws IOException {
    requireLibRaw();
    assertAgree(
        writer(12)
            .tag(33422, colours(pattern))
            .tag(50713, new short[] {2, 2})
            .tag(50714, new short[] {64, 65, 66, 67})
            .tag(50829, new int[] {4, 6, 46, 60}));
  }

  /** A monochrome camera writes one sample a pixel without a colour filter array. */
  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16})
  void monochromeImagesAgree(int bits) throws IOException {
    requireLibRaw();
    DngWriter writer =
        writer(bits)
            .tag(262, new short[] {(short) 34892})
            .tag(50714, new short[] {40})
            .tag(50829, new int[] {4, 6, 46, 60});
    Path file = Files.write(folder.resolve("photo.dng"), writer.bytes());
    RawFile ours = RawReader.read(FileBytes.read(file), RawDescription.NONE);
    RawFile theirs = LibRaw.read(FileBytes.read(file));
    assertThat(theirs.image().cfa()).isEqualTo(Cfa.MONOCHROME);
    assertThat(theirs.image().width()).isEqualTo(54);
    assertThat(theirs.image().samples()).containsExactly(ours.image().samples());
    Calibration found = theirs.image().calibration();
    assertThat(found.blackLevel().orElseThrow().value()).isEqualTo(SiteValues.uniform(40));
    assertThat(found.whiteLevel().orElseThrow().value()).isEqualTo((1 << bits) - 1);
    assertThat(found.whiteBalance()).isEmpty();
    assertThat(found.colourMatrix()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void orientationsAgree(int orientation) throws IOException {
    requireLibRaw();
    assertAgree(writer(12).tag(274, new short[] {(short) orientation}));
  }

  @Test
  void filesOfCameraMakersAreReadByLibRaw() throws IOException {
    requireLibRaw();
    Path file = Files.write(folder.resolve("photo.NEF"), writer(12).bytes());
    assertThat(RawReader.read(FileBytes.read(file), RawDescription.NONE).format())
        .startsWith("raw file of its maker, decoded by LibRaw 0.");
  }

  @Test
  void damagedFilesAreRejected() throws IOException {
    requireLibRaw();
    byte[] whole = writer(12).tiles(24, 16).jpeg(1, 2, 1).bytes();
    Path file = folder.resolve("photo.cr2");
    for (int length = 1; length < 200; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
          .isInstanceOf(RejectedFileException.class)
          .hasMessageMatching(
              "(?s).*photo.cr2: LibRaw 0.\\S+ cannot open it \\(.+\\); check that the file is"
                  + " complete, or convert it to DNG");
    }
  }

  @Test
  void truncatedImageDataAreRejected() throws IOException {
    requireLibRaw();
    byte[] whole =
        Files.readAllBytes(SharedData.require("data/raw/blackmagic_pocket_gbrg_12bit.dng"));
    Path file =
        Files.write(folder.resolve("photo.cr2"), Arrays.copyOf(whole, whole.length - 10_000));
    assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            file
                + ": is truncated or corrupt: LibRaw finds its image data cut short or damaged; "
                + "copy the file again from its source");
  }

  /** Panasonic's decoder reads on behind the end of a file, and reports nothing. */
  @Test
  void aCutFileWhoseDecoderDoesNotNoticeIsRejected() throws IOException {
    requireLibRaw();
    Path file = folder.resolve("photo.rw2");
    int width = 640;
    int height = 512;
    int pixelBytes = width * height / 10 * 16; // ten samples of 12 bits in 16 bytes
    byte[] whole = panasonic(width, height, pixelBytes);
    Files.write(file, whole);
    RawImage image = RawReader.read(FileBytes.read(file), RawDescription.NONE).image();
    assertThat(image.width()).isEqualTo(width);
    for (int length :
        new int[] {4096, 12_048, pixelBytes / 2, pixelBytes, 2048 + pixelBytes - 100}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(RejectedFileException.class)
          .hasMessageStartingWith(file + ": is truncated or corrupt: ");
    }
    Files.write(file, Arrays.copyOf(panasonic(3648, 2736, 10_000), 12_000));
    assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
        .hasMessage(
            file
                + ": is truncated or corrupt: 9980928 pixels do not fit in 12000 bytes; copy the"
                + " file again from its source");
  }

  /** Real files of other decoders, under the name of a maker's file. */
  @ParameterizedTest
  @ValueSource(strings = {"blackmagic_pocket_gbrg_12bit", "canon_kissx4_colorchart_rggb"})
  void noCutRealFileIsRendered(String name) throws IOException {
    requireLibRaw();
    byte[] whole = Files.readAllBytes(SharedData.require("data/raw/" + name + ".dng"));
    Path file = folder.resolve("photo.nef");
    for (int percent : new int[] {1, 10, 50, 90, 99}) {
      Files.write(file, Arrays.copyOf(whole, (int) (whole.length * (percent / 100.0))));
      assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
          .as("cut to %d %%", percent)
          .isInstanceOf(RejectedFileException.class);
    }
  }

  /** Returns an RW2 of random samples, in the encoding of 2016 (format 5). */
  static byte[] panasonic(int width, int height, int pixelBytes) {
    int begin = 2048;
    int[][] shorts = {
      {2, width},
      {3, height},
      {4, 0},
      {5, 0},
      {6, height},
      {7, width},
      {9, 1},
      {10, 12},
      {11, 34828},
      {23, 100},
      {45, 5},
    };
    int count = shorts.length + 4;
    ByteBuffer file =
        ByteBuffer.allocate(begin + pixelBytes + 0x4000).order(ByteOrder.LITTLE_ENDIAN);
    byte[] noise = new byte[file.capacity() - begin];
    new Random(Seeds.next("panasonic")).nextBytes(noise);
    file.put(begin, noise);
    file.put(new byte[] {'I', 'I', 0x55, 0}).putInt(8).putShort((short) count);
    file.putShort((short) 1)
        .putShort((short) 7)
        .putInt(4)
        .put("0310".getBytes(StandardCharsets.US_ASCII));
    for (int[] tag : shorts) {
      file.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
    }
    int texts = 8 + 2 + 12 * count + 4;
    file.putShort((short) 0x10f).putShort((short) 2).putInt(10).putInt(texts);
    file.putShort((short) 0x110).putShort((short) 2).putInt(8).putInt(texts + 10);
    file.putShort((short) 0x118).putShort((short) 4).putInt(1).putInt(begin);
    file.putInt(0).put("Panasonic\0DMC-LX3\0".getBytes(StandardCharsets.US_ASCII));
    return file.array();
  }

  @Test
  void demosaicedColoursAreRejected() throws IOException {
    requireLibRaw();
    Path file = folder.resolve("photo.raf");
    String xTrans = "112110" + "001221" + "112110" + "110112" + "221001" + "110112";
    Files.write(
        file, writer(12).tag(33421, new short[] {6, 6}).tag(33422, colours(xTrans)).bytes());
    assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining(
            "has a colour filter array that does not repeat every 2×2 pixels (such as X-Trans)");
  }

  @Test
  void withoutLibRawTheInstallCommandIsReported() throws IOException {
    Path file = Files.write(folder.resolve("photo.arw"), writer(12).bytes());
    String before = System.getProperty(LibRawLibrary.PROPERTY);
    System.setProperty(LibRawLibrary.PROPERTY, "none");
    try {
      assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
          .isInstanceOf(RejectedFileException.class)
          .hasMessage(
              file
                  + ": is a camera maker's raw file, for which LibRaw is needed and not installed; "
                  + "install it (apt-get install libraw-bin) or convert the file to DNG");
    } finally {
      if (before == null) {
        System.clearProperty(LibRawLibrary.PROPERTY);
      } else {
        System.setProperty(LibRawLibrary.PROPERTY, before);
      }
    }
  }

  private static void requireLibRaw() {
    assumeTrue(
        LibRawLibrary.find().isPresent(),
        "skipped: LibRaw is not installed (apt-get install libraw-bin)");
  }

  private static byte[] colours(String pattern) {
    byte[] colours = new byte[pattern.length()];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (byte) (pattern.charAt(i) - '0');
    }
    return colours;
  }

  private static DngWriter writer(int bits) {
    Random random = new Random(Seeds.next("LibRawTest"));
    return new DngWriter(WIDTH, HEIGHT, bits, Samples.random(random, WIDTH, HEIGHT, bits))
        .tag(50717, new short[] {(short) ((1 << bits) - 1)})
        .tag(50728, new double[] {0.5, 1, 0.8})
        .tag(50721, new double[] {0.9, -0.2, -0.1, -0.4, 1.2, 0.2, -0.05, 0.15, 0.7})
        .tag(50778, new short[] {21});
  }

  private void assertAgree(DngWriter writer) throws IOException {
    Path file = Files.write(folder.resolve("photo.dng"), writer.bytes());
    RawFile theirs = LibRaw.read(FileBytes.read(file));
    RawImage upright = theirs.image().upright();
    assertAgree(
        RawReader.read(FileBytes.read(file), RawDescription.NONE), withImage(theirs, upright));
  }

  private static RawFile withImage(RawFile file, RawImage image) {
    return new RawFile(
        image,
        file.format(),
        file.storedWidth(),
        file.storedHeight(),
        file.activeArea(),
        file.cfaSource(),
        file.opticalBlack());
  }

  private static void assertAgree(RawFile ours, RawFile theirs) {
    RawImage mine = ours.image();
    RawImage other = theirs.image();
    assertThat(other.width()).isEqualTo(mine.width());
    assertThat(other.height()).isEqualTo(mine.height());
    assertThat(other.cfa()).isEqualTo(mine.cfa());
    assertThat(Arrays.mismatch(mine.samples(), other.samples()))
        .as("the first differing sample")
        .isEqualTo(-1);
    Calibration known = mine.calibration();
    Calibration found = other.calibration();
    SiteValues black = known.blackLevel().orElseThrow().value();
    assertThat(found.blackLevel().orElseThrow().value()).isEqualTo(black);
    assertThat(found.whiteLevel().orElseThrow().value())
        .isEqualTo(known.whiteLevel().orElseThrow().value());
    Rgb balance = known.whiteBalance().orElseThrow().value();
    Rgb foundBalance = found.whiteBalance().orElseThrow().value();
    assertThat(foundBalance.red()).isCloseTo(balance.red(), within(1e-6));
    assertThat(foundBalance.blue()).isCloseTo(balance.blue(), within(1e-6));
    for (int i = 0; i < 9; i++) {
      assertThat(found.colourMatrix().orElseThrow().value().at(i / 3, i % 3))
          .isCloseTo(known.colourMatrix().orElseThrow().value().at(i / 3, i % 3), within(1e-6));
    }
  }
}
