package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.pack.PackedDataSet;
import dev.rawline.data.set.DataSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shards, which contain all metadata of their source. */
final class PackedShards implements LayoutReader {

  @Override
  public boolean matches(FileTree tree) {
    return PackedDataSet.matches(tree.folder());
  }

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    requireUndecided(tree, reading);
    DataSet set = PackedDataSet.open(tree.folder());
    return new FolderContents(
        Optional.of(set.name()),
        reading.select(tree.folder(), set.samples()),
        set.rights(),
        List.of());
  }

  /** What files of pictures and masks mean was decided when they were packed. */
  private static void requireUndecided(FileTree tree, DataSetOptions reading)
      throws RejectedFileException {
    List<String> decided = new ArrayList<>();
    reading.pictures().ifPresent(kind -> decided.add("whether the images are raw"));
    if (!reading.palette().isForeground()) {
      decided.add("what masks mean");
    }
    if (!decided.isEmpty()) {
      throw new RejectedFileException(
          tree.folder(),
          "is packed, which decided " + String.join(" and ", decided),
          "leave out --pictures and --palette, or pack the data set again with them");
    }
  }
}
