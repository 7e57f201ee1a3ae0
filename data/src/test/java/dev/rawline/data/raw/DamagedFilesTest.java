package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SourcedValue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged file is read, or rejected with one sentence. */
class DamagedFilesTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 12;
  private static final int DAMAGES = 2000;

  @TempDir private Path folder;

  /** One small file of every kind. */
  enum Kind {
    DNG_PACKED("dng", true),
    DNG_BIG_ENDIAN_TILES("dng", true),
    DNG_LOSSLESS_JPEG("dng", true),
    PNG("png", true),
    TIFF("tif", false),
    TIFF_LZW("tif", false),
    NUMPY("npy", true),
    HEADERLESS("raw", true);

    private final String extension;
    private final boolean noticesEveryCut;

    Kind(String extension, boolean noticesEveryCut) {
      this.extension = extension;
      this.noticesEveryCut = noticesEveryCut;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTruncatedFileIsRejected(Kind kind) throws IOException {
    byte[] whole = whole(kind, new Random(Seeds.next("DamagedFilesTest")));
    assertThat(isRead(kind, whole, "untouched")).isTrue();
    for (int length = 0; length < whole.length; length++) {
      boolean read = isRead(kind, Arrays.copyOf(whole, length), "cut to " + length + " bytes");
      if (kind.noticesEveryCut) {
        assertThat(read).as("%s cut to %d bytes is read", kind, length).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileWithWrongBytesIsReadOrRejected(Kind kind) throws IOException {
    Random random = new Random(Seeds.next("DamagedFilesTest"));
    byte[] whole = whole(kind, random);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = whole.clone();
      int count = 1 + random.nextInt(3);
      StringBuilder places = new StringBuilder();
      for (int k = 0; k < count; k++) {
        int at = random.nextInt(damaged.length);
        damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
        places.append(' ').append(at).append('=').append(damaged[at]);
      }
      isRead(kind, damaged, "with bytes" + places);
      if (kind == Kind.PNG) {
        resealPng(damaged);
        isRead(kind, damaged, "with true checksums and bytes" + places);
      }
    }
  }

  /** As floating-point numbers the bytes of an area's whole numbers are nearly 0. */
  @Test
  void anAreaOfFractionsIsRejected() throws IOException {
    byte[] whole = whole(Kind.DNG_PACKED, new Random(1));
    int tag = 0;
    while (((whole[tag] & 0xFF) | ((whole[tag + 1] & 0xFF) << 8)) != 50829) {
      tag++;
    }
    whole[tag + 2] = 11;
    assertThat(isRead(Kind.DNG_PACKED, whole, "with an active area of floats")).isFalse();
  }

  @Test
  void otherFilesThanRawAreReported() throws IOException {
    Path missing = folder.resolve("missing.dng");
    assertRejected(missing, "does not exist; check the path");
    assertRejected(folder, "is a folder; name the raw files in it");
    Path empty = Files.createFile(folder.resolve("empty.dng"));
    assertRejected(empty, "is empty (0 bytes); copy the file again from its source");
    Path picture = Files.write(folder.resolve("a.jpg"), new byte[] {1, 2, 3});
    assertRejected(
        picture,
        "is a processed image (.jpg): it is already demosaiced; give the raw file as the camera"
            + " recorded it");
    Path big = Files.write(folder.resolve("big.dng"), new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0});
    assertRejected(
        big, "is a BigTIFF, with offsets of 64 bits; convert it to an ordinary TIFF or DNG");
    Path other = Files.write(folder.resolve("other.dng"), new byte[] {1, 2, 3});
    assertRejected(other, "does not begin as a .dng file does; copy it again from its source");
    Path text = Files.write(folder.resolve("notes.txt"), new byte[] {1, 2, 3});
    assertRejected(
        text,
        "is of no known kind; give .dng, .tif, .png, .npy, .raw (with a sidecar or flags), or a"
            + " camera maker's .3fr, .arw, .cr2, .cr3, .crw, .dcr, .erf, .fff, .iiq, .kdc, .mef,"
            + " .mos, .mrw, .nef, .nrw, .orf, .pef, .raf, .rw2, .rwl, .sr2, .srf, .srw, .x3f");
  }

  /** Returns whether a file is read; it fails if the file is neither read nor rejected. */
  private static boolean isRead(Kind kind, byte[] content, String damage) {
    Path file = Path.of("photo." + kind.extension);
    try {
      RawReader.read(FileBytes.of(file, content), described());
      return true;
    } catch (RejectedFileException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
      return false;
    } catch (RuntimeException | Error e) {
      return fail(kind + " " + damage + " is neither read nor rejected", e);
    }
  }

  private static void assertRejected(Path file, String why) {
    assertThatThrownBy(() -> RawReader.read(FileBytes.read(file), RawDescription.NONE))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(file + ": " + why);
  }

  private static RawDescription described() {
    return RawDescription.headerless(WIDTH, HEIGHT, 12, new SourcedValue<>(Cfa.RGGB, "test"));
  }

  private static byte[] whole(Kind kind, Random random) throws IOException {
    char[] samples = Samples.random(random, WIDTH, HEIGHT, 12);
    DngWriter dng =
        new DngWriter(WIDTH, HEIGHT, 12, samples)
            .tag(274, new short[] {6})
            .tag(50714, new double[] {16})
            .tag(50721, new double[] {0.9, -0.2, -0.1, -0.4, 1.2, 0.2, -0.05, 0.15, 0.7})
            .tag(50728, new double[] {0.5, 1, 0.8});
    return switch (kind) {
      case DNG_PACKED -> dng.tag(50829, new int[] {1, 2, 12, 20}).bytes();
      case DNG_BIG_ENDIAN_TILES -> dng.bigEndian().tiles(16, 8).inSubDirectory().bytes();
      case DNG_LOSSLESS_JPEG -> dng.tiles(16, 8).jpeg(6, 2, 1).bytes();
      case PNG -> picture(samples, "png", null);
      case TIFF -> picture(samples, "tiff", null);
      case TIFF_LZW -> picture(samples, "tiff", "LZW");
      case NUMPY -> numpy(samples);
      case HEADERLESS -> words(samples);
    };
  }

  private static byte[] picture(char[] samples, String format, String compression)
      throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < samples.length; i++) {
      image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, samples[i]);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (compression != null) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType(compression);
      }
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Updates the checksums of a damaged PNG, so that the damage reaches the decoder. */
  private static void resealPng(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    for (int at = 8; at + 12 <= png.length; ) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        return;
      }
      CRC32 checksum = new CRC32();
      checksum.update(png, at + 4, length + 4);
      bytes.putInt(at + 8 + length, (int) checksum.getValue());
      at += 12 + length;
    }
  }

  private static byte[] numpy(char[] samples) {
    String header =
        "{'descr': '<u2', 'fortran_order': False, 'shape': (%d, %d), }\n".formatted(HEIGHT, WIDTH);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x93);
    bytes.writeBytes("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(new byte[] {1, 0, (byte) header.length(), 0});
    bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(words(samples));
    return bytes.toByteArray();
  }

  private static byte[] words(char[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return bytes;
  }
}
