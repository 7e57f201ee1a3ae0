package dev.rawline.workbench.page;

import dev.rawline.data.picture.PngFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture in a page: as PNG, or where that would be large, as JPEG of high quality.
 *
 * @param title what it is called
 * @param caption what it shows, and how to read it
 * @param image the picture, without transparency
 */
public record PagePicture(String title, String caption, BufferedImage image) {
  /** A page of some such pictures can still be sent as a letter [bytes]. */
  private static final int LARGEST_PNG = 600_000;

  private static final int LARGEST_JPEG = 800_000;
  private static final float BEST = 0.9f;
  private static final float WORST = 0.5f;
  private static final float STEP = 0.1f;

  /** Returns the data URL with which a page embeds it. */
  public String address() {
    byte[] png = PngFile.of(image);
    return png.length <= LARGEST_PNG ? address("png", png) : address("jpeg", jpeg());
  }

  /**
   * Returns the data URL with which a page embeds a file.
   *
   * @param format the format of the file, such as {@code png}
   */
  public static String address(String format, byte[] file) {
    return "data:image/%s;base64,%s".formatted(format, Base64.getEncoder().encodeToString(file));
  }

  /** Noise compresses badly; a lower quality harms its grain less than its size harms a page. */
  private byte[] jpeg() {
    float quality = BEST;
    byte[] file = jpeg(quality);
    while (file.length > LARGEST_JPEG && quality > WORST) {
      quality -= STEP;
      file = jpeg(quality);
    }
    return file;
  }

  private byte[] jpeg(float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }
}
