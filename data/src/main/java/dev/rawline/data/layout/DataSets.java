package dev.rawline.data.layout;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.data.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Opens folders as data sets.
 *
 * <p>Tables, names and headers of files are read; pixels are not. The order of the samples depends
 * neither on the file system nor on the locale: it is that of the table, or of the names. Symbolic
 * links are followed. Hidden files, {@code __MACOSX}, {@code Thumbs.db} and {@code desktop.ini} are
 * passed over. A sample's id is its path from the folder without ending; where a layout has no
 * group, a sample is its own, at all intensities. Name and rights are those of {@code card.yaml},
 * if any.
 */
public final class DataSets {
  /** The record of the commands that create data sets; at first it has their settings only. */
  private static final String PROVENANCE = "provenance.json";

  private static final String CARD = "card.yaml";

  private DataSets() {}

  /**
   * Opens a data set whose layout is recognised.
   *
   * @throws RejectedFileException if the folder is no data set, or has several layouts; the message
   *     lists the known layouts
   * @throws ConfigurationException if a table has problems; the message lists all with their lines
   */
  public static DataSet open(Path folder) throws IOException {
    return open(folder, DataSetOptions.DEFAULT);
  }

  /**
   * Opens a data set.
   *
   * @throws RejectedFileException if the folder is no data set, or has several layouts; the message
   *     lists the known layouts
   * @throws ConfigurationException if a table has problems; the message lists all with their lines
   */
  public static DataSet open(Path folder, DataSetOptions reading) throws IOException {
    return find(folder, reading).set();
  }

  /**
   * Opens a data set, and reports its layout and skipped files.
   *
   * @throws RejectedFileException if the folder is no data set, or has several layouts; the message
   *     lists the known layouts
   * @throws ConfigurationException if a table has problems; the message lists all with their lines
   */
  public static OpenedDataSet find(Path folder, DataSetOptions reading) throws IOException {
    FileTree tree = FileTree.of(folder);
    requireFinished(tree);
    Layout layout =
        reading.layout().isPresent() ? required(tree, reading.layout().get()) : recognised(tree);
    FolderContents found = layout.reader().read(tree, reading);
    List<Sample> samples =
        reading.only().isPresent()
            ? reading.only().get().of(folder, found.samples())
            : found.samples();
    if (samples.isEmpty()) {
      throw new RejectedFileException(
          folder, "has no samples", "give a data set that contains images");
    }
    requireKnown(tree, samples, reading.classes());
    Optional<DataCard> card = card(tree);
    DataSet set =
        new DataSet(
            card.map(DataCard::name).or(found::name).orElse(tree.title()),
            card.map(DataCard::rights).orElse(found.rights()),
            samples,
            tree.path("sensor.yaml"));
    return new OpenedDataSet(set, layout, found.notes(), PictureFiles.companions(tree, samples));
  }

  /**
   * Returns the picture of one file, raw or processed according to the options, by default to the
   * file's name or header.
   */
  public static SamplePicture picture(Path file, DataSetOptions reading) {
    return PictureFiles.of(file, reading);
  }

  /** An unfinished output of a command would look like a complete data set without labels. */
  private static void requireFinished(FileTree tree) throws IOException {
    Optional<Path> provenance = tree.path(PROVENANCE);
    if (provenance.isPresent()
        && !tree.has(LabelTable.NAME)
        && JsonFile.read(provenance.get()).keySet().equals(Set.of("settings"))) {
      throw new RejectedFileException(
          tree.folder(),
          "is incomplete: the command that makes it was interrupted",
          "run that command again to resume it");
    }
  }

  private static Optional<DataCard> card(FileTree tree) throws ConfigurationException {
    Optional<Path> file = tree.path(CARD);
    return file.isPresent()
        ? Optional.of(DescriptionFiles.CARD.read(file.get()))
        : Optional.empty();
  }

  /**
   * Returns the layout of a folder; empty if it has none.
   *
   * @throws RejectedFileException if it looks like several at once, or cannot be listed
   */
  public static Optional<Layout> layout(Path folder) throws IOException {
    List<Layout> candidates = candidates(FileTree.of(folder));
    return candidates.isEmpty() ? Optional.empty() : Optional.of(only(folder, candidates));
  }

  private static Layout recognised(FileTree tree) throws RejectedFileException {
    List<Layout> candidates = candidates(tree);
    if (candidates.isEmpty()) {
      throw new RejectedFileException(
          tree.folder(),
          "is not a data set of a known layout; looked for "
              + Layout.described(List.of(Layout.values())),
          "arrange it like one of these, or name the folder in it that is");
    }
    return only(tree.folder(), candidates);
  }

  private static Layout only(Path folder, List<Layout> candidates) throws RejectedFileException {
    if (candidates.size() > 1) {
      throw new RejectedFileException(
          folder,
          "looks like several layouts at once: " + Layout.described(candidates),
          "name the one that counts with --layout");
    }
    return candidates.getFirst();
  }

  /** Returns the layouts that match a folder most clearly. */
  private static List<Layout> candidates(FileTree tree) {
    List<Layout> matching =
        Arrays.stream(Layout.values()).filter(layout -> layout.reader().matches(tree)).toList();
    return matching.stream()
        .filter(
            layout ->
                matching.stream().noneMatch(other -> other.rank().compareTo(layout.rank()) < 0))
        .toList();
  }

  private static Layout required(FileTree tree, Layout layout) throws RejectedFileException {
    if (!layout.reader().matches(tree)) {
      throw new RejectedFileException(
          tree.folder(),
          "does not have the layout " + Layout.described(List.of(layout)),
          "name another, or leave it to be recognised");
    }
    return layout;
  }

  private static void requireKnown(FileTree tree, List<Sample> samples, List<String> classes)
      throws RejectedFileException {
    if (classes.isEmpty()) {
      return;
    }
    Map<String, String> unknown = new TreeMap<>();
    for (Sample sample : samples) {
      sample
          .label()
          .className()
          .filter(name -> !classes.contains(name))
          .ifPresent(name -> unknown.putIfAbsent(name, sample.id()));
    }
    if (!unknown.isEmpty()) {
      throw new RejectedFileException(
          tree.folder(),
          "has classes that are not known: "
              + unknown.entrySet().stream()
                  .map(entry -> entry.getKey() + " (of " + entry.getValue() + ", for example)")
                  .collect(Collectors.joining(", ")),
          "correct its labels; expected some of " + String.join(", ", classes));
    }
  }
}
