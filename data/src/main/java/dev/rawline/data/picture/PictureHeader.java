package dev.rawline.data.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * The header of a PNG, TIFF or JPEG, read without its pixels.
 *
 * <p>Sources: PNG specification (third edition), section 11.2.1; TIFF 6.0, section 2.
 *
 * @param width columns of the picture as it is read, upright [px]
 * @param height rows of it [px]
 * @param channels colours of a pixel, transparency not counted: 1 for grey or a mosaic, 3 for
 *     colours or a palette of them
 */
public record PictureHeader(int width, int height, int channels) {
  private static final long PNG_MAGIC = 0x89504e470d0a1a0aL;
  private static final int COLOURS = 3;

  /** A directory of more tags than this is a damaged one. */
  private static final int MOST_TAGS = 4096;

  /** Returns a file's header, if any. */
  public static Optional<PictureHeader> of(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer start = bytes(channel, 0, 26);
      if (start.getLong(0) == PNG_MAGIC) {
        return Optional.of(png(start));
      }
      int magic = start.getInt(0);
      if (magic == 0x49492a00 || magic == 0x4d4d002a) {
        return tiff(channel, magic == 0x49492a00 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      }
      return magic >>> 16 == 0xffd8 ? jpeg(file) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      // A damaged header is treated as none; the file's reader reports it.
      return Optional.empty();
    }
  }

  private static PictureHeader png(ByteBuffer start) {
    int type = start.get(25);
    return new PictureHeader(
        start.getInt(16), start.getInt(20), type == 0 || type == 4 ? 1 : COLOURS);
  }

  private static Optional<PictureHeader> tiff(FileChannel channel, ByteOrder order)
      throws IOException {
    long directory = Integer.toUnsignedLong(bytes(channel, 4, 4).order(order).getInt(0));
    int tags = Short.toUnsignedInt(bytes(channel, directory, 2).order(order).getShort(0));
    if (tags > MOST_TAGS) {
      return Optional.empty();
    }
    ByteBuffer entries = bytes(channel, directory + 2, 12 * tags).order(order);
    int width = 0;
    int height = 0;
    int channels = 1;
    boolean turned = false;
    for (int i = 0; i < tags; i++) {
      int tag = Short.toUnsignedInt(entries.getShort(12 * i));
      boolean isShort = entries.getShort(12 * i + 2) == 3;
      int value =
          isShort ? Short.toUnsignedInt(entries.getShort(12 * i + 8)) : entries.getInt(12 * i + 8);
      switch (tag) {
        case 256 -> width = value;
        case 257 -> height = value;
        case 262 -> channels = value == 3 ? COLOURS : channels; // a palette
        case 274 -> turned = value >= 5 && value <= 8;
        case 277 -> channels = Math.max(channels, value);
        case 50706 -> {
          return Optional.empty(); // a DNG, whose first picture may be a preview
        }
        default -> {}
      }
    }
    return Optional.of(
        new PictureHeader(
            turned ? height : width, turned ? width : height, channels > 2 ? COLOURS : 1));
  }

  private static Optional<PictureHeader> jpeg(Path file) throws IOException {
    try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
      return JpegHeader.read(stream)
          .map(
              jpeg ->
                  new PictureHeader(
                      jpeg.orientation().transposed() ? jpeg.height() : jpeg.width(),
                      jpeg.orientation().transposed() ? jpeg.width() : jpeg.height(),
                      jpeg.components() == 1 ? 1 : COLOURS));
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("the file ends within its header");
      }
    }
    return bytes;
  }
}
