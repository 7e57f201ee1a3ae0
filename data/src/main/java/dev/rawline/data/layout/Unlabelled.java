package dev.rawline.data.layout;

import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pictures of which nothing is known: in the folder itself, in images/, or one folder a share. */
final class Unlabelled implements FolderLayout {
  private static final String IMAGES = "images/";

  @Override
  public boolean matches(FileTree tree) {
    return !Pictures.among(tree.in("")).isEmpty()
        || !Pictures.among(tree.in(IMAGES)).isEmpty()
        || !Intensities.in(tree, IMAGES).isEmpty();
  }

  @Override
  public Found read(FileTree tree, Reading reading) throws IOException {
    List<String> notes = new ArrayList<>();
    Pictures.noteUnread(tree, notes);
    if (!Intensities.in(tree, IMAGES).isEmpty()) {
      List<Sample> samples =
          Intensities.read(
              tree,
              IMAGES,
              reading,
              (prefix, fraction) -> samples(tree, prefix, fraction, reading));
      return new Found(samples, notes);
    }
    String prefix = Pictures.among(tree.in(IMAGES)).isEmpty() ? "" : IMAGES;
    SampleCollector collector = new SampleCollector(tree, reading);
    for (FileTree.Entry entry : Pictures.among(tree.in(prefix))) {
      collector.add(entry, Label.NONE);
    }
    return new Found(collector.samples(), notes);
  }

  private static List<Sample> samples(
      FileTree tree, String prefix, double fraction, Reading reading) throws IOException {
    SampleCollector collector = new SampleCollector(tree, reading);
    for (FileTree.Entry entry : Pictures.among(tree.in(prefix))) {
      collector.add(
          entry, entry.lastStem(), Label.NONE, entry.lastStem(), fraction, Optional.empty());
    }
    return collector.samples();
  }
}
