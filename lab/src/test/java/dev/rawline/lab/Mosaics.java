package dev.rawline.lab;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small raw files that tests make. */
public final class Mosaics {
  private Mosaics() {}

  /** Writes an 8-bit PNG mosaic of smooth shapes and some noise. */
  public static Path png(Path file, int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Random random = new Random(seed);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double value = 110 + 80 * Math.sin(row / 5.0) * Math.cos(column / 7.0);
        image
            .getRaster()
            .setSample(column, row, 0, (int) Math.clamp(value + 3 * random.nextGaussian(), 0, 255));
      }
    }
    return write(image, file);
  }

  /** Writes an 8-bit PNG mosaic of one value. */
  public static Path flat(Path file, int width, int height, int value) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        image.getRaster().setSample(column, row, 0, value);
      }
    }
    return write(image, file);
  }

  private static Path write(BufferedImage image, Path file) {
    try {
      ImageIO.write(image, "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
