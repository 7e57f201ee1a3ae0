package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.frame.View;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Whole picture → PNG: a view, a sheet or a plot, 8 bits a colour, tagged sRGB. */
public final class PngFile {
  private PngFile() {}

  /**
   * Writes a view; large ones are better written band by band, by {@link PngWriter}.
   *
   * @throws IOException if the target cannot be written; the message states why and what to do
   */
  public static void write(View view, Path target) throws IOException {
    try (PngWriter writer = new PngWriter(target, view.width(), view.height())) {
      writer.append(view);
      writer.finish();
    }
  }

  /**
   * Writes a drawing.
   *
   * @throws IllegalArgumentException if the drawing is transparent
   * @throws IOException if the target cannot be written; the message states why and what to do
   */
  public static void write(BufferedImage drawing, Path target) throws IOException {
    requireOpaque(drawing);
    try (AtomicFile file = AtomicFile.begin(target)) {
      encode(drawing, file);
      file.finish();
    }
  }

  /**
   * Returns the file of a drawing.
   *
   * @throws IllegalArgumentException if the drawing is transparent
   */
  public static byte[] of(BufferedImage drawing) {
    requireOpaque(drawing);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      encode(drawing, file);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return file.toByteArray();
  }

  private static void requireOpaque(BufferedImage drawing) {
    if (drawing.getColorModel().hasAlpha()) {
      throw new IllegalArgumentException("the drawing is transparent: draw it on TYPE_INT_RGB");
    }
  }

  private static void encode(BufferedImage drawing, OutputStream out) throws IOException {
    int width = drawing.getWidth();
    int[] pixels = new int[width];
    byte[] row = new byte[3 * width];
    try (PngEncoder encoder = PngEncoder.drawing(out, width, drawing.getHeight())) {
      for (int y = 0; y < drawing.getHeight(); y++) {
        if (drawing.getType() == BufferedImage.TYPE_INT_RGB) {
          drawing.getRaster().getDataElements(0, y, width, 1, pixels); // a copy of memory
        } else {
          drawing.getRGB(0, y, width, 1, pixels, 0, width);
        }
        for (int x = 0; x < width; x++) {
          row[3 * x] = (byte) (pixels[x] >> 16);
          row[3 * x + 1] = (byte) (pixels[x] >> 8);
          row[3 * x + 2] = (byte) pixels[x];
        }
        encoder.row(row);
      }
      encoder.finish();
    }
  }
}
