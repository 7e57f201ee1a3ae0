package dev.rawline.data.pack;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A folder of shards → a data set whose pixels are read straight from mapped memory.
 *
 * <p>The index, {@code index.json}, only saves time: where it is missing, the same is read from the
 * shards.
 */
public final class PackedDataSet {
  static final String SENSOR = "sensor.yaml";
  static final String AGAIN = "copy it again from its source, or pack the data set again";

  private PackedDataSet() {}

  /** Returns whether a folder is a packed data set, damaged or not. */
  public static boolean matches(Path folder) {
    return Files.isRegularFile(Shard.path(folder, 0))
        || (Files.isRegularFile(folder.resolve(PackedIndex.FILE))
            && Files.isRegularFile(folder.resolve(DataSetPacker.RECORD)));
  }

  /**
   * Opens a packed data set.
   *
   * <p>A file that is mapped must not be cut or overwritten while samples are read.
   *
   * @throws RejectedFileException if shards are missing, cut, damaged, or of another version
   * @throws IOException if they cannot be read
   */
  public static DataSet open(Path folder) throws IOException {
    PackedIndex index = index(folder);
    index.requireShards(folder);
    for (Map.Entry<String, String> file : index.description().besides().entrySet()) {
      requireSame(folder.resolve(file.getKey()), file.getValue());
    }
    return index.dataSet(folder);
  }

  private static PackedIndex index(Path folder) throws IOException {
    return Files.exists(folder.resolve(PackedIndex.FILE))
        ? PackedIndex.read(folder)
        : PackedIndex.ofShards(folder);
  }

  private static void requireSame(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      throw new RejectedFileException(
          file,
          "is missing, but the shards refer to it",
          "pack the data set again: shards are kept");
    }
    BoundedFile.requireOrdinary(file);
    if (!Arrays.equals(Files.readAllBytes(file), text.getBytes(StandardCharsets.UTF_8))) {
      throw new RejectedFileException(
          file,
          "differs from the one that was packed",
          "delete it and pack the data set again: shards are kept");
    }
  }
}
