package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureWriterTest {
  @TempDir Path folder;

  enum Format {
    PNG(255),
    TIFF(65535);

    private final int highest;

    Format(int highest) {
      this.highest = highest;
    }

    PictureWriter begin(Path target, int width, int height) throws IOException {
      return switch (this) {
        case PNG -> new PngWriter(target, width, height);
        case TIFF -> new TiffWriter(target, width, height);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIndependentReaderReadsEverySampleRounded(Format format) throws IOException {
    Random random = new Random(Seeds.next("anIndependentReaderReadsEverySampleRounded"));
    for (int[] size : new int[][] {{1, 1}, {2, 2}, {5, 3}, {17, 23}, {301, 97}}) {
      int width = size[0];
      int height = size[1];
      View whole = random(width, height, random);
      Path target = folder.resolve(width + "." + format);
      writeInBands(format, whole, target, random);

      Raster read = ImageIO.read(target.toFile()).getRaster();
      assertThat(read.getWidth()).isEqualTo(width);
      assertThat(read.getHeight()).isEqualTo(height);
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          for (Colour colour : Colour.values()) {
            double clipped = Math.min(Math.max(whole.at(colour, row, column), 0.0), 1.0);
            assertThat(read.getSample(column, row, colour.plane()))
                .isEqualTo((int) Math.floor(clipped * format.highest + 0.5));
          }
        }
      }
    }
  }

  @Test
  void pngIsTaggedAsSrgb() throws IOException {
    Path target = folder.resolve("a.png");
    writeInBands(Format.PNG, flat(4, 4, 0.5f), target, new Random(1));

    byte[] bytes = Files.readAllBytes(target);
    assertThat(chunk(bytes, "IHDR").getInt(0)).isEqualTo(4);
    assertThat(chunk(bytes, "sRGB").get(0)).isZero();
    assertThat(chunk(bytes, "gAMA").getInt(0)).isEqualTo(45455);
    assertThat(chunk(bytes, "cHRM").getInt(0)).isEqualTo(31270);
    assertThat(chunk(bytes, "cHRM").getInt(28)).isEqualTo(6000);
  }

  @Test
  void tiffHasTheSrgbProfile() throws IOException {
    Path target = folder.resolve("a.tiff");
    writeInBands(Format.TIFF, flat(400, 300, 0.5f), target, new Random(1));

    try (ImageInputStream in = ImageIO.createImageInputStream(target.toFile())) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      reader.setInput(in);
      ICC_ColorSpace space =
          (ICC_ColorSpace) reader.getRawImageType(0).getColorModel().getColorSpace();
      assertThat(space.getProfile().getData())
          .isEqualTo(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    }
  }

  @Test
  void rowsAreCounted() throws IOException {
    for (Format format : Format.values()) {
      Path target = folder.resolve("rows");
      try (PictureWriter writer = format.begin(target, 4, 3)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> writer.append(flat(5, 1, 0)))
            .withMessage("a band of 5 pixels width does not fit an image of 4 pixels width");
        writer.append(flat(4, 2, 0));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> writer.append(flat(4, 2, 0)))
            .withMessage("a band of 2 rows after 2 does not fit an image of 3 rows");
        assertThatIllegalStateException()
            .isThrownBy(writer::finish)
            .withMessage(
                "only 2 of the image's 3 rows are written: append the others before finishing");
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void sizesAreChecked() {
    for (Format format : Format.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> format.begin(folder.resolve("a"), 0, 3))
          .withMessage("an image of 0×3 pixels: both sides must be at least 1 pixel");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TiffWriter(folder.resolve("a"), 50000, 50000))
        .withMessage(
            "an image of 50000×50000 pixels needs 15000000000 bytes, but a TIFF can have at most"
                + " 2147483647: write a PNG");
    assertThat(folder).isEmptyDirectory();
  }

  private static void writeInBands(Format format, View whole, Path target, Random random)
      throws IOException {
    try (PictureWriter writer = format.begin(target, whole.width(), whole.height())) {
      int row = 0;
      while (row < whole.height()) {
        int rows = 1 + random.nextInt(whole.height() - row);
        writer.append(band(whole, row, rows));
        row += rows;
      }
      assertThat(target).doesNotExist();
      writer.finish();
    }
    assertThat(target).exists();
  }

  private static View band(View whole, int firstRow, int rows) {
    float[] samples = new float[3 * rows * whole.width()];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(
          whole.samples(),
          (channel * whole.height() + firstRow) * whole.width(),
          samples,
          channel * rows * whole.width(),
          rows * whole.width());
    }
    return new View(whole.width(), rows, samples);
  }

  /** Values around and beyond [0, 1], and exact halves between two levels. */
  private static View random(int width, int height, Random random) {
    float[] samples = new float[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          random.nextInt(4) == 0
              ? (random.nextInt(256) + 0.5f) / 255
              : -0.2f + 1.4f * random.nextFloat();
    }
    return new View(width, height, samples);
  }

  private static View flat(int width, int height, float value) {
    float[] samples = new float[3 * width * height];
    Arrays.fill(samples, value);
    return new View(width, height, samples);
  }

  private static ByteBuffer chunk(byte[] png, String type) {
    int at = new String(png, StandardCharsets.ISO_8859_1).indexOf(type);
    assertThat(at).as(type).isPositive();
    return ByteBuffer.wrap(png).slice(at + 4, png.length - at - 4);
  }
}
