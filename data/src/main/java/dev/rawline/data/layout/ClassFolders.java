package dev.rawline.data.layout;

import dev.rawline.data.set.Label;
import dev.rawline.data.set.Subset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder a class: {@code basophil/a.jpg}; where all folders are called train, validation (val) or
 * test, the classes are those in them: {@code train/basophil/a.jpg}.
 */
final class ClassFolders implements LayoutReader {
  private static final int LEAST = 2;
  private static final Set<String> NO_CLASSES =
      Set.of("images", "images_full", "labels", "masks", "masks_full", "records", "saturated");
  private static final Set<String> TABLES = Set.of("csv", "dat");

  @Override
  public boolean matches(FileTree tree) {
    Set<String> classes = new HashSet<>();
    for (String prefix : sides(tree)) {
      classes.addAll(classes(tree, prefix));
    }
    return classes.size() >= LEAST;
  }

  /** Returns the folders whose folders are classes: one a side, or the folder itself. */
  private static List<String> sides(FileTree tree) {
    List<String> folders = tree.folders("");
    return !folders.isEmpty() && folders.stream().allMatch(name -> Subset.named(name).isPresent())
        ? folders.stream().map(name -> name + "/").toList()
        : List.of("");
  }

  /** A folder with a table in it is a separate data set. */
  private static List<String> classes(FileTree tree, String prefix) {
    return tree.folders(prefix).stream()
        .filter(name -> !NO_CLASSES.contains(name) && !IntensityFolders.isFolder(name))
        .filter(name -> !PictureFiles.among(tree.in(prefix + name + "/")).isEmpty())
        .filter(
            name ->
                tree.in(prefix + name + "/").stream()
                    .noneMatch(entry -> TABLES.contains(entry.ending())))
        .toList();
  }

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    SampleCollector collector = new SampleCollector(tree, reading);
    Set<String> taken = new HashSet<>();
    for (String prefix : sides(tree)) {
      Optional<Subset> side =
          prefix.isEmpty()
              ? Optional.empty()
              : Subset.named(prefix.substring(0, prefix.length() - 1));
      for (String name : classes(tree, prefix)) {
        for (FileTree.Entry entry : PictureFiles.among(tree.below(prefix + name + "/"), reading)) {
          taken.add(entry.name());
          collector.add(entry, entry.stem(), Label.of(name), entry.stem(), 1, side);
        }
      }
    }
    List<String> notes = new ArrayList<>();
    AbbreviatedList.note(
        notes,
        "%d images are not in a class folder and are skipped: %s",
        PictureFiles.among(tree.files(), reading).stream()
            .map(FileTree.Entry::name)
            .filter(name -> !taken.contains(name))
            .toList());
    PictureFiles.noteUnread(tree, notes);
    return new FolderContents(collector.samples(), notes);
  }
}
