package dev.rawline.data.picture;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
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
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      ImageReader reader = readers.hasNext() ? readers.next() : null;
      if (reader == null || !formats.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        throw new RejectedFileException(file, "is no " + expected, remedy);
      }
      try {
        return decoding.decode(reader, stream);
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
