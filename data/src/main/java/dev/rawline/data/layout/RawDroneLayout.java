package dev.rawline.data.layout;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.FileMask;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.store.PublishedDataSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The published Raw-Drone data: full frames {@code images_full/raw_scale100/<name>.tif} (or .tiff,
 * .dng), a folder an intensity, and {@code masks_full/}, or {@code images/} and {@code masks/}; the
 * name of a frame's mask contains the frame's. A frame is its own group, at all intensities.
 *
 * <p>Other data sets may have {@code images/} and {@code masks/} too: they get the published name
 * and rights only if the layout is given explicitly.
 *
 * <p>Source: the reference of "Data Models for Dataset Drift Controls in Machine Learning With
 * Optical Images" (TMLR 2023), its class DroneDatasetSegmentationFull.
 */
final class RawDroneLayout implements LayoutReader {
  private static final Pattern FRAME = Pattern.compile("(|.*/)images(|_full)/raw_scale[^/]+/[^/]+");

  /** The folders of frames and masks: masks_full/ next to images_full/, masks/ next to images/. */
  private record Folders(String root, String which) {
    String images() {
      return root + "images" + which + "/";
    }

    String masks() {
      return root + "masks" + which + "/";
    }

    boolean arePublished() {
      return !which.isEmpty();
    }
  }

  @Override
  public boolean matches(FileTree tree) {
    return folders(tree).isPresent();
  }

  /**
   * Our own data sets of several intensities have such folders too, but also a table. Where several
   * sets are present, none is chosen.
   */
  private static Optional<Folders> folders(FileTree tree) {
    List<Folders> found =
        tree.files().stream()
            .map(entry -> FRAME.matcher(entry.name()))
            .filter(Matcher::matches)
            .map(frame -> new Folders(frame.group(1), frame.group(2)))
            .distinct()
            .filter(
                folders ->
                    !IntensityFolders.in(tree, folders.images()).isEmpty()
                        && !PictureFiles.among(tree.in(folders.masks())).isEmpty()
                        && !tree.has(folders.root() + LabelTable.NAME)
                        && !tree.has(folders.root() + RawMicroscopyLayout.ANNOTATIONS))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    Folders folders = folders(tree).orElseThrow();
    Map<FileTree.Entry, Optional<String>> frameOf = framesOfMasks(tree, folders);
    List<Sample> samples =
        IntensityFolders.read(
            tree,
            folders.images(),
            reading,
            (prefix, fraction) -> samples(tree, prefix, fraction, frameOf, reading));
    return folders.arePublished() || reading.layout().isPresent()
        ? FolderContents.of(PublishedDataSet.RAW_DRONE, samples, List.of())
        : new FolderContents(samples, List.of());
  }

  /**
   * All intensities have the same frames, so that one without DJI_10 gives its mask to no other.
   */
  private static Map<FileTree.Entry, Optional<String>> framesOfMasks(
      FileTree tree, Folders folders) {
    Map<String, Pattern> frames = new TreeMap<>();
    for (String intensity : IntensityFolders.in(tree, folders.images()).values()) {
      for (FileTree.Entry frame : PictureFiles.among(tree.in(folders.images() + intensity + "/"))) {
        frames.computeIfAbsent(frame.lastStem(), RawDroneLayout::within);
      }
    }
    Map<FileTree.Entry, Optional<String>> frameOf = new LinkedHashMap<>();
    for (FileTree.Entry mask : PictureFiles.among(tree.in(folders.masks()))) {
      frameOf.put(mask, frame(mask, frames));
    }
    return frameOf;
  }

  private static List<Sample> samples(
      FileTree tree,
      String prefix,
      double fraction,
      Map<FileTree.Entry, Optional<String>> frameOf,
      DataSetOptions reading)
      throws IOException {
    List<FileTree.Entry> frames = PictureFiles.among(tree.in(prefix), reading);
    Set<String> stems = new HashSet<>();
    frames.forEach(frame -> stems.add(frame.lastStem()));
    Map<String, FileTree.Entry> maskOf = new HashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (FileTree.Entry mask : frameOf.keySet()) {
      Optional<String> stem = frameOf.get(mask).filter(stems::contains);
      if (stem.isEmpty()) {
        unused.add(mask.name());
        continue;
      }
      FileTree.Entry other = maskOf.putIfAbsent(stem.get(), mask);
      if (other != null) {
        problems.add(
            "two masks for the frame %s (%s and %s)"
                .formatted(stem.get(), other.name(), mask.name()));
      }
    }
    SampleCollector collector = new SampleCollector(tree, reading);
    List<String> bare = new ArrayList<>();
    for (FileTree.Entry frame : frames) {
      FileTree.Entry mask = maskOf.get(frame.lastStem());
      if (mask == null) {
        bare.add(frame.name());
        continue;
      }
      collector.add(
          frame,
          frame.lastStem(),
          Label.of(new FileMask(mask.path(), reading.palette())),
          frame.lastStem(),
          fraction,
          Optional.empty());
    }
    AbbreviatedList.note(problems, "%d frames without a mask (%s)", bare);
    AbbreviatedList.note(problems, "%d masks without a frame (%s)", unused);
    if (!problems.isEmpty()) {
      throw new RejectedFileException(
          tree.folder(),
          "has " + String.join(", and ", problems),
          "give every frame one mask whose name contains the frame's");
    }
    return collector.samples();
  }

  /** Returns the frame that a mask's name contains: the longest of several. */
  private static Optional<String> frame(FileTree.Entry mask, Map<String, Pattern> frames) {
    return frames.entrySet().stream()
        .filter(frame -> frame.getValue().matcher(mask.lastStem()).find())
        .map(Map.Entry::getKey)
        .reduce((best, next) -> next.length() > best.length() ? next : best);
  }

  /** Returns what finds a frame's name in a mask's: numbers are whole, as DJI_1 is not DJI_10. */
  private static Pattern within(String stem) {
    return Pattern.compile("(?:(?<!\\d)|(?!\\d))" + Pattern.quote(stem) + "(?!\\d)");
  }
}
