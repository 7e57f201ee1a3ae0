package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.set.Sample;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a folder is to be read as a data set, where that is not left to the folder itself.
 *
 * @param layout the layout of its files; empty to detect it
 * @param intensities the requested shares of the light, each above 0 and at most 1; empty for all
 *     in a table, and for full light if every share has its own folder
 * @param described the description of the raw files in addition to their metadata and sidecars
 * @param pictures the kind of the files of pictures; empty to decide by each file's header
 * @param palette the meaning of the levels or colours of mask files
 * @param classes the known classes; empty for any
 * @param only the samples that are read, of those in the folder; empty for all
 */
public record DataSetOptions(
    Optional<Layout> layout,
    List<Double> intensities,
    RawDescription described,
    Optional<PictureKind> pictures,
    MaskPalette palette,
    List<String> classes,
    Optional<SampleList> only) {

  /** Everything is detected from the folder. */
  public static final DataSetOptions DEFAULT =
      new DataSetOptions(
          Optional.empty(),
          List.of(),
          RawDescription.NONE,
          Optional.empty(),
          MaskPalette.FOREGROUND,
          List.of(),
          Optional.empty());

  /**
   * Drops duplicates.
   *
   * @throws IllegalArgumentException if an intensity lies outside 0 to 1
   */
  public DataSetOptions {
    intensities = intensities.stream().distinct().toList();
    classes = classes.stream().distinct().toList();
    for (double intensity : intensities) {
      if (!(intensity > 0 && intensity <= 1)) {
        throw new IllegalArgumentException(
            "intensity %s is requested: expected above 0 and at most 1 (share of the light)"
                .formatted(intensity));
      }
    }
  }

  /** Returns this reading of a named layout. */
  public DataSetOptions with(Layout named) {
    return new DataSetOptions(
        Optional.of(named), intensities, described, pictures, palette, classes, only);
  }

  /** Returns this reading at some intensities. */
  public DataSetOptions withIntensities(List<Double> requested) {
    return new DataSetOptions(layout, requested, described, pictures, palette, classes, only);
  }

  /** Returns these options with an additional description of raw files. */
  public DataSetOptions with(RawDescription known) {
    return new DataSetOptions(layout, intensities, known, pictures, palette, classes, only);
  }

  /** Returns these options with one kind of picture, independent of the files' headers. */
  public DataSetOptions with(PictureKind kind) {
    return new DataSetOptions(
        layout, intensities, described, Optional.of(kind), palette, classes, only);
  }

  /** Returns this reading of masks in some palette. */
  public DataSetOptions with(MaskPalette colours) {
    return new DataSetOptions(layout, intensities, described, pictures, colours, classes, only);
  }

  /** Returns this reading of a data set that may have no classes but these. */
  public DataSetOptions withClasses(List<String> known) {
    return new DataSetOptions(layout, intensities, described, pictures, palette, known, only);
  }

  /** Returns this reading of the listed samples only. */
  public DataSetOptions with(SampleList list) {
    return new DataSetOptions(
        layout, intensities, described, pictures, palette, classes, Optional.of(list));
  }

  /**
   * Returns the samples at the requested intensities, or all if none is requested.
   *
   * @param where what lists the samples, for the message
   * @throws RejectedFileException if no sample has a requested intensity; the message names all
   *     such
   */
  List<Sample> select(Path where, List<Sample> samples) throws RejectedFileException {
    if (intensities.isEmpty()) {
      return samples;
    }
    SortedSet<Double> present = new TreeSet<>();
    samples.forEach(sample -> present.add(sample.intensity()));
    List<Double> absent = intensities.stream().filter(value -> !present.contains(value)).toList();
    if (!absent.isEmpty()) {
      throw new RejectedFileException(
          where,
          "lists nothing of intensity %s; it has %s".formatted(joined(absent), joined(present)),
          "request intensities that it has");
    }
    return samples.stream().filter(sample -> intensities.contains(sample.intensity())).toList();
  }

  private static String joined(Collection<Double> intensities) {
    return intensities.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
