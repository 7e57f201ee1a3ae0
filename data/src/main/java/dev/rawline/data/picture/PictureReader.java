package dev.rawline.data.picture;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * PNG, TIFF or JPEG → view: reads a rendered picture, 8 or 16 bits a colour.
 *
 * <p>A sample becomes level / (2^bits − 1); a grey picture has three equal colours. An opaque alpha
 * channel is dropped. A JPEG whose Exif data or a TIFF whose orientation tag require it is turned
 * upright. Tags of colour spaces are ignored: a picture is assumed to be sRGB.
 */
public final class PictureReader {
  private static final String REMEDY =
      "give a PNG or TIFF of 8 or 16 bits, or a JPEG, grey or red, green, blue";
  private static final ImageDecoder DECODER =
      new ImageDecoder(Set.of("png", "tif", "tiff", "jpeg"), "PNG, TIFF or JPEG", REMEDY);

  private PictureReader() {}

  /**
   * Reads a picture.
   *
   * @throws RejectedFileException if the file is absent, damaged, or no such picture
   */
  public static View read(Path file) throws RejectedFileException {
    if (Files.isDirectory(file)) {
      throw new RejectedFileException(file, "is a folder", "give an image in it");
    }
    if (!Files.exists(file)) {
      throw new RejectedFileException(file, "does not exist", "check the path");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new RejectedFileException(
          file, "is no file that can be read", "check the path and its permissions");
    }
    if (FileExtensions.saysRaw(file)) {
      // Many of them are TIFF, in which a reader of TIFF finds a small preview.
      throw new RejectedFileException(file, "is a raw file, not an image", REMEDY);
    }
    return decoded(file);
  }

  private static View decoded(Path file) throws RejectedFileException {
    FileBytes bytes = FileBytes.read(file);
    Orientation orientation = WholePicture.require(bytes);
    if (WholePicture.isPng(bytes)) {
      Optional<StoredPicture> png = PngDecoder.decode(bytes);
      if (png.isPresent()) {
        return view(file, png.get());
      }
    }
    return DECODER.decode(
        file,
        (reader, stream) -> {
          Optional<JpegHeader> jpeg = JpegHeader.read(stream);
          if (jpeg.isPresent()) {
            requireReadable(file, jpeg.get());
          }
          reader.setInput(stream, true, true);
          View view = view(file, reader.read(0));
          return upright(view, jpeg.map(JpegHeader::orientation).orElse(orientation));
        });
  }

  private static void requireReadable(Path file, JpegHeader jpeg) throws RejectedFileException {
    if (jpeg.components() == 4) {
      throw new RejectedFileException(
          file, "is a JPEG of four inks (CMYK)", "convert it to red, green, blue first");
    }
    if (jpeg.bits() != Byte.SIZE) {
      throw new RejectedFileException(
          file, "is a JPEG of %d bits".formatted(jpeg.bits()), "convert it to a PNG of 16 bits");
    }
  }

  private static View upright(View view, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return view;
    }
    return new View(
        orientation.transposed() ? view.height() : view.width(),
        orientation.transposed() ? view.width() : view.height(),
        orientation.upright(view.samples(), view.width(), view.height()));
  }

  private static View view(Path file, BufferedImage image) throws RejectedFileException {
    int bits = image.getSampleModel().getSampleSize(0);
    int bands = image.getRaster().getNumBands() - (image.getColorModel().hasAlpha() ? 1 : 0);
    if (image.getColorModel() instanceof IndexColorModel
        || image.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_SHORT
        || (bits != 8 && bits != 16)
        || (bands != 1 && bands != Picture.CHANNELS)) {
      throw new RejectedFileException(
          file,
          "is an image of %d channels of %d bits, possibly with a palette".formatted(bands, bits),
          REMEDY);
    }
    return view(file, StoredPicture.of(image));
  }

  private static View view(Path file, StoredPicture picture) throws RejectedFileException {
    int channels = picture.channels();
    int area = picture.width() * picture.height();
    char[] stored = picture.samples();
    if (picture.hasAlpha()) {
      for (int alpha = channels - 1; alpha < stored.length; alpha += channels) {
        if (stored[alpha] != picture.largest()) {
          throw new RejectedFileException(
              file,
              "is transparent in places, where its colours mean nothing",
              "lay it over a background first");
        }
      }
    }
    float[] samples = new float[Picture.CHANNELS * area];
    float scale = picture.largest();
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      int from = Math.min(channel, picture.colours() - 1);
      for (int i = 0; i < area; i++) {
        samples[channel * area + i] = stored[i * channels + from] / scale;
      }
    }
    return new View(picture.width(), picture.height(), samples);
  }
}
