package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @TempDir private Path work;

  @Test
  void picturesSurviveARoundTripExactly() throws IOException {
    View view = noise(23, 17);

    PngFile.write(view, work.resolve("a.png"));
    try (TiffWriter writer = new TiffWriter(work.resolve("a.tiff"), 23, 17)) {
      writer.append(view);
      writer.finish();
    }

    assertClose(PictureReader.read(work.resolve("a.png")), view, 0.5f / 255 + 1e-6f);
    assertClose(PictureReader.read(work.resolve("a.tiff")), view, 0.5f / 65535 + 1e-6f);
  }

  @Test
  void aGreyPictureHasThreeEqualColours() throws IOException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(1, 0, 0, 51);
    ImageIO.write(grey, "png", work.resolve("grey.png").toFile());

    View read = PictureReader.read(work.resolve("grey.png"));

    for (Colour colour : Colour.values()) {
      assertThat(read.at(colour, 0, 0)).isZero();
      assertThat(read.at(colour, 0, 1)).isEqualTo(0.2f);
    }
  }

  @Test
  void aPaletteIsRejected() throws IOException {
    Path file = work.resolve("odd.png");
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED), "png", file.toFile());

    assertRejected(
        file,
        "is an image of 1 channels of 8 bits, possibly with a palette; give a PNG or TIFF of 8 or"
            + " 16 bits, or a JPEG, grey or red, green, blue");
  }

  @Test
  void anOpaqueAlphaChannelIsDropped() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff336699);
    image.setRGB(1, 0, 0xff000000);
    Path file = work.resolve("alpha.png");
    ImageIO.write(image, "png", file.toFile());

    assertThat(PictureReader.read(file).samples())
        .containsExactly(0x33 / 255f, 0, 0x66 / 255f, 0, 0x99 / 255f, 0);

    image.setRGB(1, 0, 0xfe000000);
    ImageIO.write(image, "png", file.toFile());
    assertRejected(
        file,
        "is transparent in places, where its colours mean nothing; lay it over a background first");
  }

  /** Sixteen bits are kept: a level is level / 65535 to the last bit of a float. */
  @Test
  void aPngOfSixteenBitsIsExact() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(1, 0, 0, 257);
    image.getRaster().setSample(2, 0, 0, 65534);
    Path file = work.resolve("deep.png");
    ImageIO.write(image, "png", file.toFile());

    assertThat(PictureReader.read(file).samples())
        .startsWith(0, 257 / 65535f, 65534 / 65535f, 0, 257 / 65535f, 65534 / 65535f);
  }

  /** JPEG preserves uniform blocks: levels survive a round trip within one. */
  @Test
  void aJpegIsRead() throws IOException {
    View read = PictureReader.read(jpeg("quarters.jpg", 0));

    assertThat(read.width()).isEqualTo(32);
    assertThat(read.height()).isEqualTo(16);
    for (Colour colour : Colour.values()) {
      assertThat(read.at(colour, 8, 8)).isCloseTo(level(0x804020, colour), offset(2 / 255f));
      assertThat(read.at(colour, 8, 24)).isCloseTo(level(0x2060a0, colour), offset(2 / 255f));
    }
  }

  @Test
  void aGreyJpegHasThreeEqualColours() throws IOException {
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 51);
    Path file = work.resolve("grey.jpeg");
    ImageIO.write(grey, "jpg", file.toFile());

    for (float sample : PictureReader.read(file).samples()) {
      assertThat(sample).isCloseTo(0.2f, offset(1 / 255f + 1e-6f));
    }
  }

  /** The left half is 0x804020; its upright position is as in the Exif specification. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0", "2, 0, 1", "3, 0, 1", "4, 0, 0", "5, 0, 0", "6, 0, 0", "7, 1, 0", "8, 1, 0"
  })
  void aJpegIsRotatedByItsExifOrientation(int orientation, int rowHalf, int columnHalf)
      throws IOException {
    View read = PictureReader.read(jpeg("turned.jpg", orientation));

    boolean turned = orientation > 4;
    assertThat(read.width()).isEqualTo(turned ? 16 : 32);
    assertThat(read.height()).isEqualTo(turned ? 32 : 16);
    int row = turned ? 8 + 16 * rowHalf : 8;
    int column = turned ? 8 : 8 + 16 * columnHalf;
    for (Colour colour : Colour.values()) {
      assertThat(read.at(colour, row, column)).isCloseTo(level(0x804020, colour), offset(2 / 255f));
    }
  }

  /** Frame headers of four components, and of 12 bits, on an otherwise whole file. */
  @Test
  void cmykAndTwelveBitJpegsAreRejected() throws IOException {
    byte[] whole = Files.readAllBytes(jpeg("plain.jpg", 0));
    int frame = frameHeader(whole);
    byte[] inks = whole.clone();
    inks[frame + 9] = 4;
    byte[] deep = whole.clone();
    deep[frame + 4] = 12;

    assertRejected(
        Files.write(work.resolve("inks.jpg"), inks),
        "is a JPEG of four inks (CMYK); convert it to red, green, blue first");
    assertRejected(
        Files.write(work.resolve("deep.jpg"), deep),
        "is a JPEG of 12 bits; convert it to a PNG of 16 bits");
  }

  @Test
  void aTruncatedJpegIsRejected() throws IOException {
    byte[] whole = Files.readAllBytes(jpeg("whole.jpg", 6));
    Random random = new Random(Seeds.next("PictureReaderTest, cut"));
    for (int i = 0; i < 50; i++) {
      Path cut = work.resolve("cut.jpg");
      Files.write(cut, Arrays.copyOf(whole, random.nextInt(frameHeader(whole))));
      assertThatThrownBy(() -> PictureReader.read(cut)).isInstanceOf(RejectedFileException.class);
    }
  }

  private void assertRejected(Path file, String sentence) {
    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(file + ": " + sentence);
  }

  private static float level(int rgb, Colour colour) {
    return (rgb >> (16 - 8 * colour.plane()) & 255) / 255f;
  }

  /** Writes 32×16 pixels, the left half 0x804020, the right 0x2060a0. */
  private Path jpeg(String name, int orientation) throws IOException {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 32; x++) {
        image.setRGB(x, y, x < 16 ? 0x804020 : 0x2060a0);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    byte[] plain = out.toByteArray();
    if (orientation == 0) {
      return Files.write(work.resolve(name), plain);
    }
    ByteBuffer exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4);
    exif.putShort((short) 0xFFE1).putShort((short) (exif.capacity() - 2));
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    // Both byte orders occur.
    exif.order(orientation % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    exif.putShort((short) (orientation % 2 == 0 ? 0x4949 : 0x4D4D)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    ByteArrayOutputStream with = new ByteArrayOutputStream();
    with.write(plain, 0, 2);
    with.write(exif.array());
    with.write(plain, 2, plain.length - 2);
    return Files.write(work.resolve(name), with.toByteArray());
  }

  private static int frameHeader(byte[] jpeg) {
    for (int i = 0; i < jpeg.length - 1; i++) {
      if ((jpeg[i] & 255) == 255 && (jpeg[i + 1] & 255) == 0xC0) {
        return i;
      }
    }
    throw new AssertionError("a baseline JPEG has a frame header");
  }

  @Test
  void otherFilesThanPicturesAreRejectedWithOneSentence() throws IOException {
    Path text = Files.writeString(work.resolve("text.png"), "no picture");
    Path missing = work.resolve("missing.png");

    assertThatThrownBy(() -> PictureReader.read(text))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            text
                + ": is no PNG, TIFF or JPEG; give a PNG or TIFF of 8 or 16 bits, or a JPEG, grey"
                + " or red, green, blue");
    assertThatThrownBy(() -> PictureReader.read(missing))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(missing + ": does not exist; check the path");
    assertThatThrownBy(() -> PictureReader.read(work))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(work + ": is a folder; give an image in it");
  }

  /** A reader of TIFF would read the small preview of most raw files. */
  @ParameterizedTest
  @ValueSource(strings = {"photo.dng", "photo.NEF"})
  void aRawFileIsRejected(String name) throws IOException {
    Path file = work.resolve(name);
    try (TiffWriter writer = new TiffWriter(file, 23, 17)) {
      writer.append(noise(23, 17));
      writer.finish();
    }

    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            file
                + ": is a raw file, not an image; give a PNG or TIFF of 8 or 16 bits, or a JPEG,"
                + " grey or red, green, blue");
  }

  @Test
  void aDamagedPictureIsRejected() throws IOException {
    Path file = work.resolve("cut.png");
    PngFile.write(noise(40, 40), file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(file + ": is truncated or corrupt: a PNG chunk should be at bytes ")
        .hasMessageEndingWith("; copy the file again from its source");
  }

  private static View noise(int width, int height) {
    Random random = new Random(Seeds.next("PictureReaderTest"));
    float[] samples = new float[View.CHANNELS * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat();
    }
    return new View(width, height, samples);
  }

  private static void assertClose(View read, View written, float tolerance) {
    assertThat(read.width()).isEqualTo(written.width());
    for (int i = 0; i < written.samples().length; i++) {
      assertThat(Math.abs(read.samples()[i] - written.samples()[i])).isLessThanOrEqualTo(tolerance);
    }
  }
}
