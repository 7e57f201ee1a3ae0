package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.FileMask;
import dev.rawline.data.set.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures, and for each a mask of the same stem: {@code images/a.tif} and {@code masks/a.png} (or
 * {@code masks/a_mask.png}), or {@code a.tif} and {@code a_mask.png} in one folder.
 */
final class MaskPairs implements LayoutReader {
  private static final String IMAGES = "images/";
  private static final String MASKS = "masks/";
  private static final String SUFFIX = "_mask";

  @Override
  public boolean matches(FileTree tree) {
    return (!PictureFiles.among(tree.below(IMAGES)).isEmpty()
            && !PictureFiles.among(tree.below(MASKS)).isEmpty()
            && IntensityFolders.in(tree, IMAGES).isEmpty())
        || isBeside(tree);
  }

  /** Returns whether masks are stored next to their pictures. */
  private static boolean isBeside(FileTree tree) {
    return PictureFiles.among(tree.in("")).stream()
        .anyMatch(entry -> entry.stem().endsWith(SUFFIX));
  }

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    boolean beside = isBeside(tree);
    Map<String, FileTree.Entry> masks = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (FileTree.Entry entry : PictureFiles.among(beside ? tree.in("") : tree.below(MASKS))) {
      if (beside && !entry.stem().endsWith(SUFFIX)) {
        continue;
      }
      String stem = entry.stem().substring(beside ? 0 : MASKS.length());
      String of = stem.endsWith(SUFFIX) ? stem.substring(0, stem.length() - SUFFIX.length()) : stem;
      FileTree.Entry other = masks.putIfAbsent(of, entry);
      if (other != null) {
        problems.add("two masks for one image (%s and %s)".formatted(other.name(), entry.name()));
      }
    }
    SampleCollector collector = new SampleCollector(tree, reading);
    List<String> bare = new ArrayList<>();
    Map<String, FileTree.Entry> unused = new HashMap<>(masks);
    for (FileTree.Entry entry :
        PictureFiles.among(beside ? tree.in("") : tree.below(IMAGES), reading)) {
      if (beside && entry.stem().endsWith(SUFFIX)) {
        continue;
      }
      String stem = entry.stem().substring(beside ? 0 : IMAGES.length());
      FileTree.Entry mask = masks.get(stem);
      unused.remove(stem);
      if (mask == null) {
        bare.add(entry.name());
      } else {
        collector.add(entry, Label.of(new FileMask(mask.path(), reading.palette())));
      }
    }
    AbbreviatedList.note(problems, "%d images without a mask (%s)", bare);
    AbbreviatedList.note(
        problems,
        "%d masks without an image (%s)",
        unused.values().stream().map(FileTree.Entry::name).sorted().toList());
    if (!problems.isEmpty()) {
      throw new RejectedFileException(
          tree.folder(),
          "has " + String.join(", and ", problems),
          "give every image one mask of the same name");
    }
    List<String> notes = new ArrayList<>();
    PictureFiles.noteUnread(tree, notes);
    return new FolderContents(collector.samples(), notes);
  }
}
