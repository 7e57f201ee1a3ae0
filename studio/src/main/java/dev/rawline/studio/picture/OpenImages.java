package dev.rawline.studio.picture;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.RecordFile;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/** Raw images that were looked at last, in bounded memory. */
public final class OpenImages {
  private static final int LONGEST_SIDE = 16_384;

  /** A data set has folders of subsets, and these of classes. */
  private static final int DEEPEST = 3;

  private final long mostBytes;
  private final SequencedMap<String, Source> files = new LinkedHashMap<>();
  private final SequencedMap<String, OpenImage> images = new LinkedHashMap<>();

  /**
   * Begins without any.
   *
   * @param mostBytes the memory that images may take; the last one is kept in any case
   */
  public OpenImages(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  private record Source(Path file, String words) {}

  /**
   * Reads a file.
   *
   * @param words what a command calls it
   * @throws IOException if it cannot be read, or is no raw file
   */
  public OpenImage open(Path file, String words) throws IOException {
    // The name of an image must not depend on what a client sends, nor be guessed.
    String id =
        UUID.nameUUIDFromBytes(
                (file.toAbsolutePath() + " " + Files.getLastModifiedTime(file) + Files.size(file))
                    .getBytes(StandardCharsets.UTF_8))
            .toString();
    synchronized (this) {
      files.put(id, new Source(file, words));
    }
    return of(id);
  }

  /**
   * Returns an image; one that left the memory is read again.
   *
   * @throws IllegalArgumentException if it was never opened
   * @throws IOException if its file can no longer be read
   */
  public OpenImage of(String id) throws IOException {
    Source source;
    synchronized (this) {
      OpenImage known = images.remove(id);
      if (known != null) {
        images.put(id, known); // it was used last
        return known;
      }
      source = files.get(id);
    }
    if (source == null) {
      throw new IllegalArgumentException(
          "there is no open image '%s': open it again".formatted(id));
    }
    Path file = source.file();
    RawImage raw = read(file);
    OpenImage image =
        new OpenImage(
            id,
            file,
            source.words(),
            raw,
            RawHistogram.of(raw),
            described(file, DescriptionFiles.CAMERA),
            described(file, DescriptionFiles.SENSOR));
    synchronized (this) {
      images.put(id, image);
      long bytes = images.values().stream().mapToLong(OpenImage::bytes).sum();
      Iterator<OpenImage> oldest = images.values().iterator();
      while (bytes > mostBytes && images.size() > 1) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    }
    return image;
  }

  private static RawImage read(Path file) throws IOException {
    RawImage raw = RawFiles.read(file);
    if (raw.width() > LONGEST_SIDE || raw.height() > LONGEST_SIDE) {
      throw new IOException(
          "%s has %d × %d px: expected sides of at most %d px"
              .formatted(file.getFileName(), raw.width(), raw.height(), LONGEST_SIDE));
    }
    return raw;
  }

  /**
   * Finds a description in the folder of a file, or in those above it, as far as data sets are
   * deep.
   */
  private static <R extends Record> Optional<R> described(Path file, RecordFile<R> kind)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    for (int level = 0; level < DEEPEST && folder != null; level++) {
      Path description = folder.resolve(kind.name());
      if (Files.isRegularFile(description)) {
        return Optional.of(kind.read(description));
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }
}
