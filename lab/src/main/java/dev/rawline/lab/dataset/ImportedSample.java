package dev.rawline.lab.dataset;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture that is imported.
 *
 * @param source what it is in its own data set
 * @param written what it becomes
 */
record ImportedSample(Sample source, SampleEntry written) {

  /**
   * Returns all samples in the order of the import: the first of every class, then the second, and
   * so on, so that few of them show much.
   */
  static List<ImportedSample> of(DataSet source) {
    Map<String, Integer> counts = new HashMap<>();
    Map<ImportedSample, Integer> places = new HashMap<>();
    List<ImportedSample> samples = new ArrayList<>();
    List<SampleEntry> written = SampleEntry.of(source);
    for (int i = 0; i < written.size(); i++) {
      ImportedSample imported = new ImportedSample(source.samples().get(i), written.get(i));
      samples.add(imported);
      places.put(imported, counts.merge(imported.written.className(), 1, Integer::sum));
    }
    samples.sort(Comparator.comparing(places::get));
    return samples;
  }

  /** Returns the file of the picture. */
  Path file() {
    return Path.of(source.picture().name());
  }
}
