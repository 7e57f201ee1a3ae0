package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @TempDir private Path work;

  @Test
  void whatWasWrittenIsReadBackToTheLastLevel() throws IOException {
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

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_BYTE_INDEXED})
  void transparencyAndPalettesAreRefused(int type) throws IOException {
    Path file = work.resolve("odd.png");
    ImageIO.write(new BufferedImage(4, 4, type), "png", file.toFile());

    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(RefusedFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining("give a PNG or TIFF of 8 or 16 bits");
  }

  @Test
  void whatIsNoPictureIsRefusedByOneSentence() throws IOException {
    Path text = Files.writeString(work.resolve("text.png"), "no picture");
    Path missing = work.resolve("missing.png");

    assertThatThrownBy(() -> PictureReader.read(text))
        .isInstanceOf(RefusedFileException.class)
        .hasMessage(
            text
                + ": is no PNG or TIFF; give a PNG or TIFF of 8 or 16 bits, grey or red, green, blue");
    assertThatThrownBy(() -> PictureReader.read(missing))
        .isInstanceOf(RefusedFileException.class)
        .hasMessage(missing + ": does not exist; check the path");
    assertThatThrownBy(() -> PictureReader.read(work))
        .isInstanceOf(RefusedFileException.class)
        .hasMessage(work + ": is a folder; name a picture in it");
  }

  /** A reader of TIFF would find the small preview that most raw files hold. */
  @ParameterizedTest
  @ValueSource(strings = {"photo.dng", "photo.NEF"})
  void aRawFileIsNoPicture(String name) throws IOException {
    Path file = work.resolve(name);
    try (TiffWriter writer = new TiffWriter(file, 23, 17)) {
      writer.append(noise(23, 17));
      writer.finish();
    }

    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(RefusedFileException.class)
        .hasMessage(
            file
                + ": is a raw file, not a picture; give a PNG or TIFF of 8 or 16 bits, grey or red, green, blue");
  }

  @Test
  void aDamagedPictureIsRefused() throws IOException {
    Path file = work.resolve("cut.png");
    PngFile.write(noise(40, 40), file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> PictureReader.read(file))
        .isInstanceOf(RefusedFileException.class)
        .hasMessageContaining("cannot be decoded");
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
