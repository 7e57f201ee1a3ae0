package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An animation has its frames, its delays and one palette of similar colours. */
class GifFileTest {
  @TempDir private Path folder;

  private static BufferedImage ramp(int width, int height, int blue) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int rgb =
            row < height / 2
                ? 0xf4f4f4
                : ((255 * column / (width - 1)) << 16) | ((255 * row / (height - 1)) << 8) | blue;
        image.setRGB(column, row, rgb);
      }
    }
    return image;
  }

  @Test
  void framesDelaysAndColoursAreKept() throws Exception {
    List<BufferedImage> frames = List.of(ramp(64, 64, 0), ramp(64, 64, 120), ramp(64, 64, 240));
    Path target = folder.resolve("ramp.gif");
    GifFile.write(frames, 40, 120, target);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(target.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(3);
      List<String> delays = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        IIOMetadataNode root =
            (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control =
            (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        delays.add(control.getAttribute("delayTime"));
        // A palette of their own would cost 768 bytes a frame.
        assertThat(root.getElementsByTagName("LocalColorTable").getLength()).isZero();
        BufferedImage read = reader.read(i);
        double squares = 0;
        for (int row = 0; row < 64; row++) {
          for (int column = 0; column < 64; column++) {
            int requested = frames.get(i).getRGB(column, row);
            int found = read.getRGB(column, row);
            if (row < 32) {
              assertThat(found & 0xffffff).isEqualTo(0xf4f4f4);
            }
            for (int shift = 0; shift < 24; shift += 8) {
              int apart = ((requested >> shift) & 0xff) - ((found >> shift) & 0xff);
              squares += apart * apart / (3.0 * 64 * 64);
            }
          }
        }
        assertThat(Math.sqrt(squares)).as("of 255 levels").isLessThan(10);
      }
      assertThat(delays).containsExactly("40", "40", "120");
    }
    String bytes = new String(Files.readAllBytes(target), StandardCharsets.ISO_8859_1);
    assertThat(bytes).startsWith("GIF89a").contains("NETSCAPE2.0");
  }

  @Test
  void problemsAreReported() {
    Path target = folder.resolve("a.gif");
    assertThatThrownBy(() -> GifFile.write(List.of(), 1, 1, target))
        .hasMessage("an animation has at least one frame, got none");
    assertThatThrownBy(() -> GifFile.write(List.of(ramp(8, 8, 0), ramp(8, 9, 0)), 1, 1, target))
        .hasMessage("the frames of an animation have one size, got 8×8 and 8×9 pixels");
    assertThatThrownBy(() -> GifFile.write(List.of(ramp(8, 8, 0)), 0, 1, target))
        .hasMessage("a delay of 0: expected 1 to 65535 (hundredths of a second)");
    assertThat(target).doesNotExist();
  }
}
