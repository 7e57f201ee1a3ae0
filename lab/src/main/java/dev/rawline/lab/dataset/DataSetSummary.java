package dev.rawline.lab.dataset;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.Layout;
import dev.rawline.data.layout.OpenedDataSet;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a data set is, at a glance.
 *
 * @param set the data set
 * @param layout the layout of its files
 * @param notes what was passed over
 * @param kinds how many pictures there are of each kind: processed, or a mosaic of some layout
 * @param sizes how many pictures there are of each size
 * @param intensities how many samples there are of each share of the light, the most light first
 * @param sides how many samples the data set itself puts on each side
 * @param groups how many groups there are
 * @param largestGroup how many samples the largest group has
 * @param masks how many samples have a mask
 * @param coverage the mean share of a mask's pixels that are objects; empty without masks
 * @param cameras how many pictures each camera recorded, as far as it is recorded
 * @param saturated the mean share of saturated pixels
 * @param unreadable why samples cannot be read
 * @param sum the data set's sum ({@link DataSet#hash}); empty if a sample cannot be read
 */
public record DataSetSummary(
    DataSet set,
    Layout layout,
    List<String> notes,
    SortedMap<String, Integer> kinds,
    SortedMap<String, Integer> sizes,
    SortedMap<Double, Integer> intensities,
    Map<Subset, Integer> sides,
    int groups,
    int largestGroup,
    int masks,
    Optional<Double> coverage,
    SortedMap<String, Integer> cameras,
    double saturated,
    List<String> unreadable,
    Optional<String> sum) {

  /**
   * Reads every picture and every mask of a data set; those that cannot be read are reported.
   *
   * @param folder the data set's folder
   * @param reading how it is read
   * @param sheet where a contact sheet goes, a PNG; empty to draw none
   * @throws dev.rawline.data.file.RejectedFileException if the folder is no data set
   * @throws dev.rawline.data.yaml.ConfigurationException if a table of it has mistakes
   * @throws IOException if the sheet cannot be written; the message states the reason and the
   *     remedy
   */
  public static DataSetSummary of(
      Path folder, DataSetOptions reading, Optional<Path> sheet, Progress progress)
      throws IOException {
    OpenedDataSet opened = DataSets.find(folder, reading);
    DataSetSummary summary = of(opened, SampleInspection.of(opened.set(), progress));
    if (sheet.isPresent()) {
      PngFile.write(new SamplesSheet(summary).draw(), sheet.get());
    }
    return summary;
  }

  /** Summarises what was found in all samples. */
  static DataSetSummary of(OpenedDataSet opened, List<SampleInspection> facts) {
    DataSet set = opened.set();
    List<SampleInspection.PictureFacts> pictures =
        facts.stream().flatMap(fact -> fact.picture().stream()).toList();
    List<SampleInspection.MaskFacts> masks =
        facts.stream().flatMap(fact -> fact.mask().stream()).toList();
    SortedMap<Double, Integer> intensities = new TreeMap<>(Collections.reverseOrder());
    Map<Subset, Integer> sides = new EnumMap<>(Subset.class);
    Map<String, Integer> groups = new HashMap<>();
    for (Sample sample : set.samples()) {
      intensities.merge(sample.intensity(), 1, Integer::sum);
      sample.side().ifPresent(side -> sides.merge(side, 1, Integer::sum));
      groups.merge(sample.group(), 1, Integer::sum);
    }
    SortedMap<String, Integer> cameras = new TreeMap<>();
    pictures.forEach(
        picture -> picture.camera().ifPresent(name -> cameras.merge(name, 1, Integer::sum)));
    return new DataSetSummary(
        set,
        opened.layout(),
        opened.sentences(),
        counts(pictures, SampleInspection.PictureFacts::kind),
        counts(pictures, SampleInspection.PictureFacts::size),
        intensities,
        sides,
        groups.size(),
        Collections.max(groups.values()),
        (int) set.samples().stream().filter(sample -> sample.label().mask().isPresent()).count(),
        masks.isEmpty()
            ? Optional.empty()
            : Optional.of(
                masks.stream()
                    .mapToDouble(SampleInspection.MaskFacts::coverage)
                    .average()
                    .orElse(0)),
        cameras,
        pictures.stream().mapToDouble(SampleInspection.PictureFacts::saturated).average().orElse(0),
        facts.stream().flatMap(fact -> fact.refusals().stream()).toList(),
        sum(set, facts));
  }

  private static SortedMap<String, Integer> counts(
      List<SampleInspection.PictureFacts> pictures,
      Function<SampleInspection.PictureFacts, String> key) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    pictures.forEach(picture -> counts.merge(key.apply(picture), 1, Integer::sum));
    return counts;
  }

  private static Optional<String> sum(DataSet set, List<SampleInspection> facts) {
    List<SampleChecksum> sums = new ArrayList<>();
    facts.forEach(fact -> fact.sum().ifPresent(sums::add));
    return sums.size() == facts.size() ? Optional.of(set.hash(sums)) : Optional.empty();
  }
}
