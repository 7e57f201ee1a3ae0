package dev.rawline.lab.dataset;

import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A sample of a data set that is being written: its line in the table of labels.
 *
 * @param id what its files are called, without ending; '/' parts the levels of folders
 * @param mask what its mask is called: samples of one scene in different light share it
 * @param className its class; empty if it has none
 * @param group the group that must stay together with it
 * @param intensity the share of the light that it was recorded in
 * @param side its side of a split, where it has one
 */
public record SampleEntry(
    String id,
    String mask,
    String className,
    String group,
    double intensity,
    Optional<Subset> side) {
  private static final String IMAGES = "images/";

  /** A sample in full light, with a mask of its own name. */
  public SampleEntry(String id, String className, String group) {
    this(id, id, className, group, 1, Optional.empty());
  }

  /** Returns what is to be written of a sample of another data set, under an id of its own. */
  public static SampleEntry of(Sample sample, String id, String mask) {
    return new SampleEntry(
        id,
        mask,
        sample.label().className().orElse(""),
        sample.group(),
        sample.intensity(),
        sample.side());
  }

  /**
   * Returns what is to be written of all samples of another data set, whose ids they keep.
   *
   * @throws IllegalArgumentException if two would have the same files
   */
  public static List<SampleEntry> of(DataSet source) {
    Map<String, String> taken = new HashMap<>();
    List<SampleEntry> written = new ArrayList<>();
    for (Sample sample : source.samples()) {
      String id = idOf(sample);
      // Some file systems take names that differ in case alone for the same.
      String other = taken.putIfAbsent(id.toLowerCase(Locale.ROOT), sample.id());
      if (other != null) {
        throw new IllegalArgumentException(
            "samples %s and %s of %s would have the same files: rename one of them"
                .formatted(other, sample.id(), source.name()));
      }
      written.add(of(sample, id, IntensityFolders.scene(id)));
    }
    return written;
  }

  /** Returns this sample with another class. */
  public SampleEntry withClass(String newClass) {
    return new SampleEntry(id, mask, newClass, group, intensity, side);
  }

  private static String idOf(Sample sample) {
    return sample.id().startsWith(IMAGES) ? sample.id().substring(IMAGES.length()) : sample.id();
  }
}
