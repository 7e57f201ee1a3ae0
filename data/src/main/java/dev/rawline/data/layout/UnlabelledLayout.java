package dev.rawline.data.layout;

import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pictures without labels: in the folder itself, in images/, or in one folder for each share of the
 * light.
 */
final class UnlabelledLayout implements LayoutReader {
  private static final String IMAGES = "images/";

  @Override
  public boolean matches(FileTree tree) {
    return !PictureFiles.among(tree.in("")).isEmpty()
        || !PictureFiles.among(tree.in(IMAGES)).isEmpty()
        || !IntensityFolders.in(tree, IMAGES).isEmpty();
  }

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    List<String> notes = new ArrayList<>();
    PictureFiles.noteUnread(tree, notes);
    if (!IntensityFolders.in(tree, IMAGES).isEmpty()) {
      List<Sample> samples =
          IntensityFolders.read(
              tree,
              IMAGES,
              reading,
              (prefix, fraction) -> samples(tree, prefix, fraction, reading));
      return new FolderContents(samples, notes);
    }
    String prefix = PictureFiles.among(tree.in(IMAGES)).isEmpty() ? "" : IMAGES;
    SampleCollector collector = new SampleCollector(tree, reading);
    for (FileTree.Entry entry : PictureFiles.among(tree.in(prefix), reading)) {
      collector.add(entry, Label.NONE);
    }
    return new FolderContents(collector.samples(), notes);
  }

  private static List<Sample> samples(
      FileTree tree, String prefix, double fraction, DataSetOptions reading) throws IOException {
    SampleCollector collector = new SampleCollector(tree, reading);
    for (FileTree.Entry entry : PictureFiles.among(tree.in(prefix), reading)) {
      collector.add(
          entry, entry.lastStem(), Label.NONE, entry.lastStem(), fraction, Optional.empty());
    }
    return collector.samples();
  }
}
