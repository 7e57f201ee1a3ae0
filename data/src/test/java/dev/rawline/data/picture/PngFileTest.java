package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR})
  void drawingsSurviveARoundTrip(int type) throws IOException {
    BufferedImage drawing = new BufferedImage(31, 17, type);
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 31; x++) {
        drawing.setRGB(x, y, new Color(8 * x, 15 * y, (x * y) & 0xff).getRGB());
      }
    }
    Path target = folder.resolve("sheet.png");
    PngFile.write(drawing, target);

    BufferedImage read = ImageIO.read(target.toFile());
    assertThat(read.getRGB(0, 0, 31, 17, null, 0, 31))
        .isEqualTo(drawing.getRGB(0, 0, 31, 17, null, 0, 31));
  }

  @Test
  void transparencyIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PngFile.write(
                    new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB), folder.resolve("a.png")))
        .withMessage("the drawing is transparent: draw it on TYPE_INT_RGB");
    assertThat(folder).isEmptyDirectory();
  }
}
