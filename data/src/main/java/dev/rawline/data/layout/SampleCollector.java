package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the samples of a folder, whose ids are the names of their files. */
final class SampleCollector {
  private final FileTree tree;
  private final DataSetOptions reading;
  private final Map<String, FileTree.Entry> entries = new LinkedHashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<String> twins = new ArrayList<>();

  SampleCollector(FileTree tree, DataSetOptions reading) {
    this.tree = tree;
    this.reading = reading;
  }

  /** Adds a sample that is its own group, in full light. */
  void add(FileTree.Entry entry, Label label) throws RejectedFileException {
    add(entry, entry.stem(), label, entry.stem(), 1, Optional.empty());
  }

  /** Adds a sample. */
  void add(
      FileTree.Entry entry,
      String id,
      Label label,
      String group,
      double intensity,
      Optional<Subset> side)
      throws RejectedFileException {
    FileTree.Entry other = entries.putIfAbsent(id, entry);
    if (other != null) {
      twins.add("%s (%s and %s)".formatted(id, other.name(), entry.name()));
      return;
    }
    try {
      samples.add(
          new Sample(id, PictureFiles.of(entry.path(), reading), label, group, intensity, side));
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(
          entry.path(), "cannot be a sample: " + e.getMessage(), "rename it", e);
    }
  }

  /**
   * Returns all samples.
   *
   * @throws RejectedFileException if two files have one id
   */
  List<Sample> samples() throws RejectedFileException {
    if (!twins.isEmpty()) {
      throw new RejectedFileException(
          tree.folder(),
          "contains two files for one id: " + AbbreviatedList.of(twins),
          "remove or rename one of the two");
    }
    return List.copyOf(samples);
  }
}
