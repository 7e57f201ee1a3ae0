package dev.rawline.data.picture;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes files by the readers of the JDK.
 *
 * @param formats the names of the formats that are read, in lower case
 * @param expected these formats, for the message
 * @param remedy what to do with any other file, for the message
 */
record ImageDecoder(Set<String> formats, String expected, String remedy) {
  /** Warnings of tags and profiles, which the samples do not depend on. */
  private static final List<String> HARMLESS =
      List.of(
          "REFERENCE_BLACK_WHITE",
          "Y_CB_CR",
          "should begin with EOL",
          "Adobe",
          "JFIF",
          "ICC",
          "iCCP",
          "chunk");

  /** Decodes an image file. */
  interface Decoding<T> {
    /** Decodes a file by a reader; the stream is at its beginning. */
    T decode(ImageReader reader, ImageInputStream stream) throws IOException;
  }

  /**
   * Decodes a file.
   *
   * @throws RejectedFileException if the file is damaged or of another format
   */
  <T> T decode(Path file, Decoding<T> decoding) throws RejectedFileException {
    try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
      return decode(file, stream, decoding);
    } catch (RejectedFileException e) {
      throw e;
    } catch (IOException e) {
      throw new RejectedFileException(file, "cannot be read (" + e.getMessage() + ")", remedy, e);
    }
  }

  /**
   * Decodes an image in a file.
   *
   * @param file the file, for the message
   * @throws RejectedFileException if the image is damaged or of another format; missing data, which
   *     the JDK's readers fill and warn of, are damage
   */
  <T> T decode(Path file, ImageInputStream stream, Decoding<T> decoding)
      throws RejectedFileException {
    try {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      ImageReader reader = readers.hasNext() ? readers.next() : null;
      if (reader == null || !formats.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        throw new RejectedFileException(file, "is no " + expected, remedy);
      }
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
      try {
        T decoded = decoding.decode(reader, stream);
        for (String warning : warnings) {
          if (HARMLESS.stream().noneMatch(warning::contains)) {
            throw new RejectedFileException(
                file, "is truncated or corrupt: " + warning, "copy the file again from its source");
          }
        }
        return decoded;
      } finally {
        reader.dispose();
      }
    } catch (RejectedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // On damaged data the JDK's readers throw various exceptions with the same meaning.
      throw new RejectedFileException(
          file, "cannot be decoded (" + e.getMessage() + ")", remedy, e);
    }
  }
}
