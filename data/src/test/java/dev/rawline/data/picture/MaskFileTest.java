package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Mask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFileTest {
  @TempDir Path folder;

  @Test
  void anIndependentReaderReadsObjectsWhiteOnBlack() throws IOException {
    Random random = new Random(Seeds.next("anIndependentReaderReadsObjectsWhiteOnBlack"));
    for (int[] size : new int[][] {{1, 1}, {3, 2}, {31, 17}, {200, 301}}) {
      byte[] kinds = new byte[size[0] * size[1]];
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = (byte) random.nextInt(2);
      }
      Path file = folder.resolve(size[0] + ".png");
      MaskFile.write(new Mask(size[0], size[1], kinds), file);

      BufferedImage read = ImageIO.read(file.toFile());

      assertThat(read.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
      assertThat(read.getWidth()).isEqualTo(size[0]);
      for (int i = 0; i < kinds.length; i++) {
        assertThat(read.getRaster().getSample(i % size[0], i / size[0], 0))
            .isEqualTo(kinds[i] == 0 ? 0 : 255);
      }
    }
  }

  @Test
  void masksSurviveARoundTrip() throws IOException {
    byte[] kinds = {0, 1, 0, 7, 0, (byte) 200};
    Path file = folder.resolve("mask.png");
    MaskFile.write(new Mask(3, 2, kinds), file);
    Mask read = MaskFile.read(file, MaskPalette.FOREGROUND);
    assertThat(read.width()).isEqualTo(3);
    assertThat(read.kinds()).containsExactly(0, 1, 0, 1, 0, 1);
    assertThat(MaskFile.read(file, MaskPalette.parse("0=0,1=1,7=7,200=200")).kinds())
        .isEqualTo(kinds);
  }

  /** Every encoding of masks: bits, greys of two depths, colours, palettes. */
  @Test
  void nonZeroIsForegroundInEveryEncoding() throws IOException {
    int[][] types = {
      {BufferedImage.TYPE_BYTE_BINARY, 1},
      {BufferedImage.TYPE_BYTE_GRAY, 3},
      {BufferedImage.TYPE_USHORT_GRAY, 0x100},
      {BufferedImage.TYPE_BYTE_INDEXED, 1},
    };
    for (int[] type : types) {
      for (String format : List.of("png", "tiff")) {
        BufferedImage image = new BufferedImage(3, 2, type[0]);
        image.getRaster().setSample(2, 1, 0, type[1]);
        assertThat(read(image, format).kinds())
            .as("%d %s", type[0], format)
            .containsExactly(0, 0, 0, 0, 0, 1);
      }
    }
    BufferedImage colours = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    colours.setRGB(1, 0, 0x000001);
    assertThat(read(colours, "png").kinds()).containsExactly(0, 1, 0);
    BufferedImage transparent = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    transparent.setRGB(0, 0, 0xff000000);
    transparent.setRGB(1, 0, 0xff100000);
    assertThat(read(transparent, "png").kinds()).containsExactly(0, 1, 0);
  }

  @Test
  void aPaletteMapsLevelsAndColoursToKinds() throws IOException {
    BufferedImage grey = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(1, 0, 0, 128);
    grey.getRaster().setSample(2, 0, 0, 255);
    MaskPalette levels = MaskPalette.parse("0=0, 128=2,255=1");
    Path file = folder.resolve("grey.png");
    ImageIO.write(grey, "png", file.toFile());
    assertThat(MaskFile.read(file, levels).kinds()).containsExactly(0, 2, 1);
    grey.getRaster().setSample(0, 0, 0, 7);
    ImageIO.write(grey, "png", file.toFile());
    assertThatThrownBy(() -> MaskFile.read(file, levels))
        .hasMessage(
            file
                + ": has level 7 at row 0, column 0, which the palette does not name; add it to the"
                + " palette, with kind 0 if it is background");

    BufferedImage colours = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    colours.setRGB(1, 0, 0xff8000);
    Path coloured = folder.resolve("coloured.png");
    ImageIO.write(colours, "png", coloured.toFile());
    assertThat(MaskFile.read(coloured, MaskPalette.parse("000000=0,#FF8000=3")).kinds())
        .containsExactly(0, 3);
    assertThatThrownBy(() -> MaskFile.read(coloured, MaskPalette.parse("000000=0")))
        .hasMessage(
            coloured
                + ": has colour ff8000 at row 0, column 1, which the palette does not name; add it"
                + " to the palette, with kind 0 if it is background");
    assertThatThrownBy(() -> MaskFile.read(coloured, levels))
        .hasMessage(
            coloured
                + ": is a mask in colours (channels differ at row 0, column 1), but the palette"
                + " names levels; give a palette of colours");
  }

  @Test
  void invalidFilesAndPalettesAreRejected() throws IOException {
    Path jpeg = folder.resolve("mask.jpg");
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY), "jpg", jpeg.toFile());
    assertThatThrownBy(() -> MaskFile.read(jpeg, MaskPalette.FOREGROUND))
        .hasMessage(jpeg + ": is no PNG or TIFF; give a mask as PNG or TIFF");
    Path gone = folder.resolve("gone.png");
    assertThatThrownBy(() -> MaskFile.read(gone, MaskPalette.FOREGROUND))
        .hasMessage(gone + ": is no file that can be read; check the path");
    Path cut = folder.resolve("cut.png");
    Files.write(cut, Arrays.copyOf(PngFile.of(new BufferedImage(9, 9, 1)), 60));
    assertThatThrownBy(() -> MaskFile.read(cut, MaskPalette.FOREGROUND))
        .hasMessageStartingWith(cut + ": is truncated or corrupt: a PNG chunk should be at bytes ")
        .hasMessageEndingWith("; copy the file again from its source");

    String expected = ": expected pairs such as 0=0,128=1 (levels) or 000000=0,ff0000=1 (colours)";
    assertThatThrownBy(() -> MaskPalette.parse("12")).hasMessage("palette has '12'" + expected);
    assertThatThrownBy(() -> MaskPalette.parse("a=1")).hasMessage("palette has 'a=1'" + expected);
    assertThatThrownBy(() -> MaskPalette.parse("1=1,1=2"))
        .hasMessage("palette names 1 twice: once is enough");
    assertThatThrownBy(() -> MaskPalette.parse("1=256"))
        .hasMessage("a palette has the kind 256: expected 0 (background) to 255");
    assertThatThrownBy(() -> MaskPalette.parse("1=1,ff0000=2"))
        .hasMessage("a palette of both levels and colours: give one of the two");
  }

  private Mask read(BufferedImage image, String format) throws IOException {
    Path file = folder.resolve("any." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return MaskFile.read(file, MaskPalette.FOREGROUND);
  }
}
