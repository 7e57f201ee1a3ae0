package dev.rawline.data.layout;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.store.PublishedDataSet;
import dev.rawline.data.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The published Raw-Microscopy data: {@code images/raw_scale100/<name>.tiff}, a folder an
 * intensity, and {@code labels/Ma190c_annotations.dat} with a line {@code <name> <class>} for each.
 *
 * <p>Both may be in subfolders, as when archives are unpacked into one folder.
 *
 * <p>As published, classes with more than {@value #MOST_RARE} members count, of the whole table,
 * and one damaged crop is left out; of the full data that leaves 940 samples of nine classes. The
 * crops of one zone of one slide are a group.
 *
 * <p>Source: the reference of "Data Models for Dataset Drift Controls in Machine Learning With
 * Optical Images" (TMLR 2023), its class MicroscopyDataset.
 */
final class RawMicroscopyLayout implements LayoutReader {
  static final String ANNOTATIONS = "labels/Ma190c_annotations.dat";

  private static final String IMAGES = "images/";
  private static final String DAMAGED = "Ma190c_lame3_zone13_composite_Mcropped_2";
  private static final int MOST_RARE = 4;
  private static final int MOST_BYTES = 1 << 24;
  private static final Set<String> CLASSES =
      Set.of(
          "BAS", "EBO", "EOS", "KSC", "LYA", "LYT", "MMZ", "MOB", "MON", "MYB", "MYO", "NGB", "NGS",
          "PMB", "PMO", "UNC");
  private static final Pattern ZONE = Pattern.compile("(.*_lame[^_]*_zone[^_]*)_.*");

  @Override
  public boolean matches(FileTree tree) {
    return root(tree).isPresent();
  }

  /**
   * Returns the folder of labels and images, with a '/' at the end, or an empty text; of several,
   * none is chosen.
   */
  private static Optional<String> root(FileTree tree) {
    List<String> found =
        tree.files().stream()
            .map(FileTree.Entry::name)
            .filter(name -> name.equals(ANNOTATIONS) || name.endsWith("/" + ANNOTATIONS))
            .map(name -> name.substring(0, name.length() - ANNOTATIONS.length()))
            .filter(root -> !IntensityFolders.in(tree, root + IMAGES).isEmpty())
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** A line of the annotations. */
  private record Crop(int line, String className) {}

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    String root = root(tree).orElseThrow();
    Path file = tree.path(root + ANNOTATIONS).orElseThrow();
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, Crop> crops = crops(file, problems);
    reject(file, problems);
    Map<String, List<String>> members = new TreeMap<>();
    crops.forEach(
        (name, crop) ->
            members.computeIfAbsent(crop.className(), key -> new ArrayList<>()).add(name));
    Set<String> kept = new TreeSet<>();
    members.forEach(
        (className, names) -> {
          if (!CLASSES.contains(className)) {
            notes.add(
                "class %s is none of the published ones, and its %d members are left out: %s"
                    .formatted(className, names.size(), AbbreviatedList.of(names)));
          } else if (names.size() <= MOST_RARE) {
            notes.add(
                "class %s has %d members, and classes of at most %d are left out: %s"
                    .formatted(className, names.size(), MOST_RARE, AbbreviatedList.of(names)));
          } else {
            kept.add(className);
          }
        });
    crops.keySet().remove(DAMAGED);
    crops.values().removeIf(crop -> !kept.contains(crop.className()));
    List<Sample> samples =
        IntensityFolders.read(
            tree,
            root + IMAGES,
            reading,
            (prefix, fraction) -> samples(tree, prefix, fraction, crops, reading, problems));
    reject(file, problems);
    return FolderContents.of(PublishedDataSet.RAW_MICROSCOPY, samples, notes);
  }

  private static Map<String, Crop> crops(Path file, List<String> problems)
      throws ConfigurationException {
    String text;
    try {
      text = BoundedFile.text(file, MOST_BYTES);
    } catch (FileSystemException e) {
      throw new ConfigurationException(file, List.of(e.getReason()));
    }
    Map<String, Crop> crops = new LinkedHashMap<>();
    int line = 0;
    for (String each : text.split("\\R", -1)) {
      line++;
      if (each.isBlank()) {
        continue;
      }
      String[] words = each.strip().split("\\s+", -1);
      if (words.length != 2) {
        problems.add("line %d is '%s': expected a name and a class".formatted(line, each.strip()));
        continue;
      }
      String name = words[0].replaceFirst("(?i)\\.tiff?$", "");
      Crop crop = new Crop(line, words[1]);
      Crop other = crops.putIfAbsent(name, crop);
      if (other != null) {
        problems.add(
            "line %d: %s is in line %d already: every crop is listed once"
                .formatted(line, name, other.line()));
      }
    }
    return crops;
  }

  private static List<Sample> samples(
      FileTree tree,
      String prefix,
      double fraction,
      Map<String, Crop> crops,
      DataSetOptions reading,
      List<String> problems)
      throws IOException {
    SampleCollector collector = new SampleCollector(tree, reading);
    Map<String, List<FileTree.Entry>> files = new LinkedHashMap<>();
    for (FileTree.Entry entry : PictureFiles.among(tree.in(prefix), reading)) {
      files.computeIfAbsent(entry.lastStem(), stem -> new ArrayList<>()).add(entry);
    }
    for (Map.Entry<String, Crop> crop : crops.entrySet()) {
      List<FileTree.Entry> entries = files.getOrDefault(crop.getKey(), List.of());
      if (entries.isEmpty()) {
        problems.add(
            "line %d: there is no file %s%s.tiff"
                .formatted(crop.getValue().line(), prefix, crop.getKey()));
      }
      for (FileTree.Entry entry : entries) {
        collector.add(
            entry,
            entry.lastStem(),
            Label.of(crop.getValue().className()),
            zone(entry.lastStem()),
            fraction,
            Optional.empty());
      }
    }
    return collector.samples();
  }

  /** Returns the slide and the zone that a crop was cut from; its own name if it has none. */
  private static String zone(String name) {
    Matcher zone = ZONE.matcher(name);
    return zone.matches() ? zone.group(1) : name;
  }

  private static void reject(Path file, List<String> problems) throws ConfigurationException {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(file, problems);
    }
  }
}
