package dev.rawline.data.layout;

import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small data sets for tests, in which all pictures differ. */
record Tree(Path root) {

  /** Writes text. */
  Tree text(String name, String... lines) throws IOException {
    Files.writeString(made(name), String.join("\n", lines) + "\n");
    return this;
  }

  /** Writes a picture in colours. */
  Tree view(String name) throws IOException {
    BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, name.hashCode() & 0xffffff);
    write(image, name);
    return this;
  }

  /** Writes a picture of one channel. */
  Tree grey(String name) throws IOException {
    BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, name.hashCode() & 0xff);
    write(image, name);
    return this;
  }

  private void write(BufferedImage image, String name) throws IOException {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    Path file = made(name);
    if (!ImageIO.write(image, ending, file.toFile())) {
      throw new IOException("no writer of " + ending);
    }
  }

  /** Writes a mosaic and its sidecar. */
  Tree raw(String name) throws IOException {
    float[] samples = new float[6 * 4];
    samples[0] = name.hashCode() & 0xffff;
    RawFiles.write(
        new RawImage(6, 4, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16)),
        made(name));
    return this;
  }

  /** Writes a mask with an object in its middle. */
  Tree mask(String name) throws IOException {
    byte[] kinds = new byte[6 * 4];
    kinds[8] = 1;
    MaskFile.write(new Mask(6, 4, kinds), made(name));
    return this;
  }

  private Path made(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }
}
