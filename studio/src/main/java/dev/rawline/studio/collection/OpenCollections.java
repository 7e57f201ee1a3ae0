package dev.rawline.studio.collection;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.OpenedDataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;

/** The data sets that were looked at last. */
final class OpenCollections implements AutoCloseable {
  private static final int MOST = 4;

  /** The most thumbnails of a data set on the disk: 450 MB. */
  private static final int MOST_THUMBNAILS = 16_384;

  private final Path temporary;
  private final SequencedMap<String, OpenCollection> open = new LinkedHashMap<>();

  /**
   * Begins without any.
   *
   * @param temporary a folder for thumbnails
   */
  OpenCollections(Path temporary) {
    this.temporary = temporary;
  }

  /**
   * Opens a data set.
   *
   * @param root the name of the folder that it is in
   * @throws IOException if the folder is no data set
   */
  OpenCollection open(String root, Path folder) throws IOException {
    OpenedDataSet opened = DataSets.find(folder, DataSetOptions.DEFAULT);
    String id = UUID.randomUUID().toString();
    Files.createDirectories(temporary);
    ThumbnailCache cache =
        new ThumbnailCache(
            temporary.resolve(id),
            Math.min(MOST_THUMBNAILS, opened.set().samples().size()),
            OpenCollection.MOST_BYTES);
    OpenCollection collection =
        new OpenCollection(id, root, folder, opened, new ThumbnailRenderer(opened.set()), cache);
    synchronized (this) {
      open.put(id, collection);
      if (open.size() > MOST) {
        open.pollFirstEntry().getValue().cache().close();
      }
    }
    return collection;
  }

  /**
   * Returns a data set.
   *
   * @throws IllegalArgumentException if it was never opened, or others have been since
   */
  synchronized OpenCollection of(String id) {
    OpenCollection known = open.remove(id);
    if (known == null) {
      throw new IllegalArgumentException(
          "there is no open data set '%s': open it again".formatted(id));
    }
    open.put(id, known); // it was used last
    return known;
  }

  @Override
  public synchronized void close() throws IOException {
    for (OpenCollection collection : open.values()) {
      collection.cache().close();
    }
    open.clear();
  }
}
