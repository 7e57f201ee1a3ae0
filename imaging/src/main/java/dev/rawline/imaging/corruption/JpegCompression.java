package dev.rawline.imaging.corruption;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Applies the losses of JPEG compression at a quality.
 *
 * <p>The picture becomes levels of 8 bits, is written as a JPEG file (JFIF, chromas at half the
 * resolution) by the JDK's libjpeg, and read again. The tables of the file are those that libjpeg
 * has at this quality.
 *
 * <p>The blocks are those of the format and are not scaled.
 *
 * @param quality 1 to 100
 */
record JpegCompression(int quality) implements Definition {
  private static final String FORMAT = "jpeg";
  private static final int CHANNELS = 3;

  /** The samples of the levels. */
  private static final double[] SAMPLES =
      IntStream.rangeClosed(0, 255).mapToDouble(level -> level / 255.0).toArray();

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    int area = picture.area();
    BufferedImage image =
        new BufferedImage(picture.width, picture.height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] levels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < area; i++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        double sample = picture.samples[channel * area + i];
        levels[CHANNELS * i + CHANNELS - 1 - channel] = (byte) (int) (sample * 255 + 0.5);
      }
    }
    BufferedImage lossy;
    try {
      lossy = read(written(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] kept = ((DataBufferByte) lossy.getRaster().getDataBuffer()).getData();
    DoubleImage out = picture.blank();
    for (int i = 0; i < area; i++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        out.samples[channel * area + i] =
            SAMPLES[kept[CHANNELS * i + CHANNELS - 1 - channel] & 0xff];
      }
    }
    return out;
  }

  private byte[] written(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(FORMAT).next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(fraction());
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the writer's quality at which it multiplies the tables as libjpeg does: by 0.5 / q
   * below one half, by 2 − 2 q above, a little more, so that halves are rounded up.
   */
  private float fraction() {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    double factor = percent / 100.0 * (1 + 1e-6);
    return (float) (factor > 1 ? 0.5 / factor : 1 - factor / 2);
  }

  private static BufferedImage read(byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(FORMAT).next();
    try (MemoryCacheImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(stream, /* seekForwardOnly= */ true, /* ignoreMetadata= */ true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }
}
