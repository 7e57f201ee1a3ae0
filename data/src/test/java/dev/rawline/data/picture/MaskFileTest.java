package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Mask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFileTest {
  @TempDir Path folder;

  @Test
  void anIndependentReaderFindsObjectsWhiteOnBlack() throws IOException {
    Random random = new Random(Seeds.next("anIndependentReaderFindsObjectsWhiteOnBlack"));
    for (int[] size : new int[][] {{1, 1}, {3, 2}, {31, 17}, {200, 301}}) {
      byte[] kinds = new byte[size[0] * size[1]];
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
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
}
