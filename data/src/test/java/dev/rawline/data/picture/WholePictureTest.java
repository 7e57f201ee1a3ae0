package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK fills the rows that a compressed TIFF lacks; no reader accepts them. */
class WholePictureTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 43;

  @TempDir private Path work;

  @ParameterizedTest
  @CsvSource({
    "LZW,false",
    "Deflate,false",
    "ZLib,false",
    "PackBits,false",
    "JPEG,false",
    "LZW,true",
    "Deflate,true",
    "PackBits,true",
    "JPEG,true",
    "none,false",
    "none,true"
  })
  void everyReaderRefusesRowsThatAreMissing(String compression, boolean tiled) throws IOException {
    byte[] grey = EncodedImages.tiff(noise(BufferedImage.TYPE_BYTE_GRAY), compression, tiled);
    byte[] colours = EncodedImages.tiff(noise(BufferedImage.TYPE_3BYTE_BGR), compression, tiled);
    Path file = work.resolve("a.tiff");

    assertReads(file, grey, () -> RawFiles.read(file));
    assertReads(file, grey, () -> MaskFile.read(file, MaskPalette.FOREGROUND));
    assertReads(file, colours, () -> PictureReader.read(file));
  }

  private static void assertReads(Path file, byte[] whole, ThrowingCallable reading)
      throws IOException {
    Files.write(file, whole);
    try {
      reading.call();
    } catch (Throwable e) {
      throw new AssertionError("the whole file is refused", e);
    }
    Tags tags = new Tags(whole);
    int lengths = tags.has(325) ? 325 : 279;
    int last = tags.count(lengths) - 1;
    for (int length : new int[] {0, 1, tags.value(lengths, last) / 2}) {
      Files.write(file, new Tags(whole).with(lengths, last, length));
      assertRefused(file, reading, "the last strip or tile has " + length + " bytes");
      Files.write(file, new Tags(whole).with(lengths, 0, length));
      assertRefused(file, reading, "the first strip or tile has " + length + " bytes");
    }
    if (lengths == 279) {
      Files.write(file, new Tags(whole).with(257, 0, HEIGHT + 1));
      assertRefused(file, reading, "the last strip is a row short");
    }
    Files.write(file, new Tags(whole).with(256, 0, WIDTH + 16));
    assertRefused(file, reading, "every row is 16 pixels short");
  }

  private static void assertRefused(Path file, ThrowingCallable reading, String damage) {
    assertThatThrownBy(reading)
        .as(damage)
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "a.jpg"})
  void aTruncatedPictureIsRefused(String name) throws IOException {
    Path file = work.resolve(name);
    ImageIO.write(noise(BufferedImage.TYPE_3BYTE_BGR), name.substring(2), file.toFile());
    byte[] whole = Files.readAllBytes(file);
    PictureReader.read(file);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file, () -> PictureReader.read(file), "cut to " + length + " bytes");
    }
  }

  @Test
  void aPngWithAWrongChecksumIsRefused() throws IOException {
    Path file = work.resolve("a.png");
    ImageIO.write(noise(BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 30] ^= 1;
    Files.write(file, bytes);

    assertRefused(file, () -> PictureReader.read(file), "a bit of its pixels is flipped");
    assertRefused(
        file, () -> MaskFile.read(file, MaskPalette.FOREGROUND), "a bit of its pixels is flipped");
  }

  /** A header that claims more than the file can hold is refused before memory is taken. */
  @Test
  void aClaimOfManyPixelsIsRefused() throws IOException {
    Path file = work.resolve("a.tiff");
    byte[] whole = EncodedImages.tiff(noise(BufferedImage.TYPE_3BYTE_BGR), "LZW", false);
    Files.write(file, new Tags(whole).with(256, 0, 40_000));
    assertRefused(file, () -> PictureReader.read(file), "40,000 columns");
    Files.write(file, new Tags(new Tags(whole).with(256, 0, 65_000)).with(257, 0, 65_000));
    assertRefused(file, () -> PictureReader.read(file), "65,000² pixels");
  }

  @Test
  void halfFloatsAreRefusedAndNotTakenForIntegers() throws IOException {
    Path file = work.resolve("half.tiff");
    Files.write(
        file,
        withSampleFormat(
            EncodedImages.tiff(noise(BufferedImage.TYPE_USHORT_GRAY), "none", false), 3));

    for (ThrowingCallable reading :
        new ThrowingCallable[] {
          () -> RawFiles.read(file),
          () -> PictureReader.read(file),
          () -> MaskFile.read(file, MaskPalette.FOREGROUND)
        }) {
      assertThatThrownBy(reading)
          .hasMessage(
              file
                  + ": has floating-point samples of 16 bits (TIFF SampleFormat 3); convert it to"
                  + " integers of 8 or 16 bits, or save it as a NumPy array of float32");
    }
    Files.write(
        file,
        withSampleFormat(
            EncodedImages.tiff(noise(BufferedImage.TYPE_USHORT_GRAY), "none", false), 2));
    assertRefused(file, () -> PictureReader.read(file), "signed integers");
    assertRefused(file, () -> RawFiles.read(file), "signed integers");
  }

  /** Pixel (row, column) of what is read is the stored one that the orientation names. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void orientationIsApplied(int value) throws IOException {
    Orientation orientation = Orientation.ofTiff(value);
    BufferedImage stored = noise(BufferedImage.TYPE_BYTE_GRAY);
    Path file = work.resolve("a.tiff");
    for (String compression : new String[] {"none", "LZW"}) {
      Files.write(file, withOrientation(EncodedImages.tiff(stored, compression, false), value));
      View view = PictureReader.read(file);
      RawImage raw = RawFiles.read(file);
      Mask mask = MaskFile.read(file, MaskPalette.FOREGROUND);
      PictureHeader header = PictureHeader.of(file).orElseThrow();

      assertThat(header.width()).isEqualTo(view.width()).isEqualTo(raw.width());
      assertThat(header.height()).isEqualTo(view.height()).isEqualTo(raw.height());
      assertThat(mask.width()).isEqualTo(view.width());
      assertThat(view.width()).isEqualTo(orientation.transposed() ? HEIGHT : WIDTH);
      for (int row = 0; row < view.height(); row++) {
        for (int column = 0; column < view.width(); column++) {
          int level =
              stored
                  .getRaster()
                  .getSample(
                      orientation.storedColumn(row, column, WIDTH),
                      orientation.storedRow(row, column, HEIGHT),
                      0);
          assertThat(view.at(Colour.RED, row, column)).isEqualTo(level / 255f);
          assertThat(raw.at(row, column)).isEqualTo(level);
          assertThat(mask.at(row, column)).isEqualTo(level == 0 ? 0 : 1);
        }
      }
    }
  }

  private static BufferedImage noise(int type) {
    Random random = new Random(Seeds.next("WholePictureTest"));
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, type);
    int channels = picture.getRaster().getNumBands();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int channel = 0; channel < channels; channel++) {
          picture.getRaster().setSample(x, y, channel, random.nextInt(256));
        }
      }
    }
    return picture;
  }

  private static byte[] withOrientation(byte[] tiff, int value) {
    return new Tags(tiff).added(274, value);
  }

  private static byte[] withSampleFormat(byte[] tiff, int value) {
    return new Tags(tiff).added(339, value);
  }

  /** The tags of a TIFF, to be changed in place. */
  private record Tags(ByteBuffer bytes) {
    Tags(byte[] tiff) {
      this(
          ByteBuffer.wrap(tiff.clone())
              .order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
    }

    private int entry(int tag) {
      int directory = bytes.getInt(4);
      for (int i = 0; i < Short.toUnsignedInt(bytes.getShort(directory)); i++) {
        int at = directory + 2 + 12 * i;
        if (Short.toUnsignedInt(bytes.getShort(at)) == tag) {
          return at;
        }
      }
      return -1;
    }

    boolean has(int tag) {
      return entry(tag) >= 0;
    }

    int count(int tag) {
      return bytes.getInt(entry(tag) + 4);
    }

    private int place(int tag, int index) {
      int entry = entry(tag);
      int size = bytes.getShort(entry + 2) == 3 ? 2 : 4;
      int at = size * count(tag) <= 4 ? entry + 8 : bytes.getInt(entry + 8);
      return at + size * index;
    }

    int value(int tag, int index) {
      return bytes.getShort(entry(tag) + 2) == 3
          ? Short.toUnsignedInt(bytes.getShort(place(tag, index)))
          : bytes.getInt(place(tag, index));
    }

    byte[] with(int tag, int index, int value) {
      if (bytes.getShort(entry(tag) + 2) == 3) {
        bytes.putShort(place(tag, index), (short) value);
      } else {
        bytes.putInt(place(tag, index), value);
      }
      return content(bytes);
    }

    /** Adds a tag of one number of 16 bits; the directory moves to the file's end. */
    byte[] added(int tag, int value) {
      int directory = bytes.getInt(4);
      int count = Short.toUnsignedInt(bytes.getShort(directory));
      int old = bytes.capacity() + bytes.capacity() % 2;
      ByteBuffer longer = ByteBuffer.allocate(old + 2 + 12 * (count + 1) + 4);
      longer.order(bytes.order()).put(0, content(bytes));
      longer.putInt(4, old).position(old).putShort((short) (count + (has(tag) ? 0 : 1)));
      boolean placed = false;
      for (int i = 0; i <= count; i++) {
        int at = directory + 2 + 12 * i;
        int here = i < count ? Short.toUnsignedInt(bytes.getShort(at)) : 1 << 16;
        if (!placed && here >= tag) {
          longer.putShort((short) tag).putShort((short) 3).putInt(1);
          longer.putShort((short) value).putShort((short) 0);
          placed = true;
        }
        if (i < count && here != tag) {
          longer.put(content(bytes), at, 12);
        }
      }
      return longer.array();
    }

    private static byte[] content(ByteBuffer buffer) {
      byte[] content = new byte[buffer.capacity()];
      buffer.get(0, content);
      return content;
    }
  }
}
