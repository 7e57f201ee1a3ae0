package dev.rawline.studio.collection;

import dev.rawline.data.layout.Layout;
import dev.rawline.data.layout.OpenedDataSet;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.studio.picture.Renderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A data set that is looked at.
 *
 * @param id what requests call it
 * @param root the name of the folder that it is in
 * @param folder its folder
 * @param opened the data set
 * @param renderer its thumbnails
 * @param cache those that were rendered
 */
record OpenCollection(
    String id,
    String root,
    Path folder,
    OpenedDataSet opened,
    ThumbnailRenderer renderer,
    ThumbnailCache cache) {
  /** A picture has 16 bytes before its pixels. */
  static final int MOST_BYTES = 16 + 3 * ThumbnailRenderer.SIDE * ThumbnailRenderer.SIDE;

  /** Returns its samples. */
  List<Sample> samples() {
    return opened.set().samples();
  }

  /** Returns a sentence on a folder that is hardly a data set; empty for any other. */
  String doubt() {
    boolean isPlain =
        opened.layout() == Layout.UNLABELLED
            && opened.set().sensor().isEmpty()
            && !Files.exists(folder.resolve("card.yaml"))
            && samples().stream().noneMatch(sample -> sample.picture() instanceof RawPicture);
    return isPlain
        ? "This looks like a folder of pictures, not a data set: it has no labels, no card.yaml and"
            + " no raw files. If one of its folders is the data set, open that."
        : "";
  }

  /**
   * Returns a sample.
   *
   * @throws IllegalArgumentException if there is no such place
   */
  Sample sample(int place) {
    if (place < 0 || place >= samples().size()) {
      throw new IllegalArgumentException(
          "sample %d of data set %s: expected 0 to %d"
              .formatted(place, opened.set().name(), samples().size() - 1));
    }
    return samples().get(place);
  }

  /**
   * Returns the ids of some samples.
   *
   * @throws IllegalArgumentException if there is no such place
   */
  List<String> ids(BitSet places) {
    return places.stream().mapToObj(place -> sample(place).id()).toList();
  }

  /**
   * A thumbnail, or why there is none.
   *
   * @param picture the picture as by {@link Renderer#bytes}; else the reason in UTF-8
   * @param isPicture whether it is a picture
   */
  @SuppressWarnings("ArrayRecordComponent") // written as it is, never compared
  record Tile(byte[] picture, boolean isPicture) {}

  /** Returns the thumbnail of a sample. */
  Tile tile(int place, Semaphore atOnce) {
    Sample sample = sample(place);
    Optional<byte[]> known = cache.get(place);
    if (known.isPresent()) {
      return new Tile(known.get(), true);
    }
    atOnce.acquireUninterruptibly();
    try {
      byte[] picture =
          Parallel.alone(() -> Renderer.bytes(renderer.of(sample), 0, 1, /* nanoseconds= */ 0));
      cache.put(place, picture);
      return new Tile(picture, true);
    } catch (IOException | IllegalArgumentException e) {
      return new Tile(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8), false);
    } finally {
      atOnce.release();
    }
  }
}
