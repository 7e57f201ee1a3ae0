package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureMosaicTest {
  private static final int WIDTH = 5;
  private static final int HEIGHT = 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"png,8", "png,16", "tiff,8", "tiff,16"})
  void oneChannelIsAMosaic(String format, int bits) throws IOException {
    RawImage image = read(write(grey(bits), format));
    assertThat(image.width()).isEqualTo(WIDTH);
    assertThat(image.height()).isEqualTo(HEIGHT);
    assertThat(image.unit()).isEqualTo(RawImage.Unit.DN);
    assertThat(image.calibration().containerBits()).isEqualTo(bits);
    assertThat(image.calibration().blackLevel()).isEmpty();
    assertThat(image.calibration().whiteLevel()).isEmpty();
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      assertThat(image.samples()[i]).isEqualTo(i * 17 * (bits == 8 ? 1 : 257));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "Deflate", "PackBits"})
  void compressedTiffIsRead(String compression) throws IOException {
    Path file = folder.resolve("a.tiff");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionType(compression);
      writer.write(null, new IIOImage(grey(16), null, null), parameters);
    } finally {
      writer.dispose();
    }
    assertThat(read(file).samples()[14]).isEqualTo(14 * 17 * 257);
  }

  /** Uncompressed TIFF is read without a decoder; the JDK's decoder is the reference. */
  @Test
  void plainTiffMatchesTheDecoderOfTheJdk() throws IOException {
    Random random = new Random(Seeds.next("plainTiffMatchesTheDecoderOfTheJdk"));
    for (int round = 0; round < 40; round++) {
      int bits = random.nextBoolean() ? 8 : 16;
      BufferedImage picture = noise(bits, random);
      Path file = folder.resolve("plain.tiff");
      writePlainTiff(file, picture, random);
      int[] expected =
          ImageIO.read(file.toFile())
              .getRaster()
              .getSamples(0, 0, picture.getWidth(), picture.getHeight(), 0, (int[]) null);
      RawImage image = read(file);
      assertThat(image.calibration().containerBits()).isEqualTo(bits);
      assertThat(image.width()).isEqualTo(picture.getWidth());
      for (int i = 0; i < expected.length; i++) {
        assertThat(image.samples()[i]).isEqualTo(expected[i]);
      }
    }
  }

  private static BufferedImage noise(int bits, Random random) {
    BufferedImage picture =
        new BufferedImage(
            1 + random.nextInt(70),
            1 + random.nextInt(70),
            bits == 8 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.getRaster().setSample(x, y, 0, random.nextInt(1 << bits));
      }
    }
    return picture;
  }

  private static void writePlainTiff(Path file, BufferedImage picture, Random random)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      out.setByteOrder(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (random.nextBoolean()) {
        parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setTiling(16 * (1 + random.nextInt(3)), 16, 0, 0);
      }
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void equalChannelsAreAMosaicAndDifferentOnesAreAPicture(String format) throws IOException {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_4BYTE_ABGR);
    for (int i = 0; i < 4; i++) {
      picture.setRGB(i % 2, i / 2, 0xFF000000 | 0x010101 * (10 + i));
    }
    assertThat(read(write(picture, format)).samples()).containsExactly(10, 11, 12, 13);
    picture.setRGB(0, 1, 0xFF0C0D0E);
    rejected(write(picture, format))
        .hasMessageEndingWith(
            "is a colour image (channels differ at row 1, column 0): it is already demosaiced; give"
                + " a mosaic: one channel of 8 or 16 bits");
    picture.setRGB(0, 1, 0x800C0C0C);
    rejected(write(picture, format))
        .hasMessageContaining("is partly transparent (at row 1, column 0)");
  }

  @Test
  void palettesAndBitsAreRejected() throws IOException {
    rejected(write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED), "png"))
        .hasMessageContaining("is a PNG with a palette, not a mosaic");
    rejected(write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY), "png"))
        .isInstanceOf(RejectedFileException.class);
  }

  @Test
  void aStackOfPicturesIsRejected() throws IOException {
    Path file = folder.resolve("stack.tiff");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 3; i++) {
        writer.writeToSequence(new IIOImage(grey(16), null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    rejected(file)
        .hasMessageEndingWith("is a TIFF of 3 pictures; split it into files of one mosaic each");
  }

  @Test
  void damageIsDetectedByTheChecksums() throws IOException {
    Path file = write(grey(8), "png");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);
    rejected(file).hasMessageContaining("the checksum of a PNG chunk at byte 33 does not match");
  }

  @Test
  void aDescriptionCompletesAPicture() throws IOException {
    RawDescription described =
        new RawDescription(
            Optional.empty(),
            Optional.empty(),
            Optional.of(12),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SourcedValue<>(Cfa.GBRG, "sidecar a.yaml")),
            Optional.empty(),
            Optional.of(new SourcedValue<>(4000.0, "sidecar a.yaml")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    BufferedImage small = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    small.getRaster().setSample(1, 0, 0, 4095);
    RawFile file = RawReader.read(FileBytes.read(write(small, "png")), described);
    assertThat(file.image().cfa()).isEqualTo(Cfa.GBRG);
    assertThat(file.image().calibration().containerBits()).isEqualTo(12);
    assertThat(file.image().calibration().whiteLevel())
        .contains(new SourcedValue<>(4000.0, "sidecar a.yaml"));
    Path bytes = write(new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY), "png");
    assertThatThrownBy(() -> RawReader.read(FileBytes.read(bytes), described))
        .hasMessageEndingWith(
            "has samples of 8 bits, which cannot hold the 12 bits that the flags or the sidecar"
                + " state; correct bits in the flags or the sidecar");
    small.getRaster().setSample(1, 0, 0, 4096);
    Path beyond = write(small, "png");
    assertThatThrownBy(() -> RawReader.read(FileBytes.read(beyond), described))
        .hasMessageEndingWith(
            "contains 4096 DN at row 0, column 1, beyond 12 bits (4095 DN); correct the bits or the"
                + " byte order in the flags or the sidecar, or state 16 bits if the pixel is"
                + " defective");
  }

  private static BufferedImage grey(int bits) {
    BufferedImage image =
        new BufferedImage(
            WIDTH,
            HEIGHT,
            bits == 8 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i * 17 * (bits == 8 ? 1 : 257));
    }
    return image;
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = folder.resolve("a." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  private static RawImage read(Path file) throws IOException {
    return RawReader.read(FileBytes.read(file), RawDescription.NONE).image();
  }

  private static AbstractThrowableAssert<?, ?> rejected(Path file) {
    return assertThatThrownBy(() -> read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(file + ": ");
  }
}
