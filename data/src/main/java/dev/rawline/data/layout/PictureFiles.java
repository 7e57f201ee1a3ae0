package dev.rawline.data.layout;

import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.picture.PictureHeader;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.data.set.ViewFilePicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which files are pictures, and whether they are raw. */
final class PictureFiles {
  private static final Set<String> EITHER = Set.of("png", "tif", "tiff");
  private static final Set<String> PROCESSED = Set.of("jpg", "jpeg");

  private PictureFiles() {}

  /** Returns whether a file is a picture of a kind that is read. */
  static boolean isPicture(FileTree.Entry entry) {
    return PROCESSED.contains(entry.ending()) || FileExtensions.mayBeRaw(entry.path());
  }

  /** Returns the pictures among files; a raw file's companion ({@link #pairs}) is none. */
  static List<FileTree.Entry> among(List<FileTree.Entry> entries) {
    return among(entries, DataSetOptions.DEFAULT);
  }

  /**
   * Returns the pictures among files: of every pair ({@link #pairs}) the raw file, or the processed
   * picture if the options ask for processed ones.
   */
  static List<FileTree.Entry> among(List<FileTree.Entry> entries, DataSetOptions reading) {
    Map<FileTree.Entry, FileTree.Entry> pairs = pairs(entries);
    Set<FileTree.Entry> left =
        new HashSet<>(
            reading.pictures().equals(Optional.of(PictureKind.PROCESSED))
                ? pairs.values()
                : pairs.keySet());
    return entries.stream().filter(entry -> isPicture(entry) && !left.contains(entry)).toList();
  }

  /**
   * Returns the pairs among files, as cameras write them: a processed picture, and the raw file
   * (DNG, or a maker's) of the same name.
   */
  static Map<FileTree.Entry, FileTree.Entry> pairs(List<FileTree.Entry> entries) {
    Map<String, FileTree.Entry> raw = new HashMap<>();
    Map<FileTree.Entry, FileTree.Entry> pairs = new LinkedHashMap<>();
    for (FileTree.Entry entry : entries) {
      if (FileExtensions.saysRaw(entry.path())) {
        raw.put(entry.stem(), entry);
      }
    }
    for (FileTree.Entry entry : entries) {
      if (raw.containsKey(entry.stem())
          && isPicture(entry)
          && kind(entry.path()) == PictureKind.PROCESSED) {
        pairs.put(entry, raw.get(entry.stem()));
      }
    }
    return pairs;
  }

  /** Returns the sentence on the files that are companions of samples, if there are any. */
  static Optional<String> companions(FileTree tree, List<Sample> samples) {
    Set<String> used =
        samples.stream().map(sample -> sample.picture().name()).collect(Collectors.toSet());
    List<String> notes = new ArrayList<>();
    List<String> companions = new ArrayList<>();
    pairs(tree.files())
        .forEach(
            (processed, raw) -> {
              boolean rawUsed = used.contains(raw.path().toString());
              if (rawUsed != used.contains(processed.path().toString())) {
                companions.add((rawUsed ? processed : raw).name());
              }
            });
    AbbreviatedList.note(
        notes,
        "%d files are companions of samples of the same name and are skipped: %s",
        companions);
    return notes.stream().findFirst();
  }

  /** Returns the picture of a file, according to the options, by default to its name or header. */
  static SamplePicture of(Path file, DataSetOptions reading) {
    return switch (reading.pictures().orElseGet(() -> kind(file))) {
      case RAW -> new RawFilePicture(file, reading.described());
      case PROCESSED -> new ViewFilePicture(file);
    };
  }

  /** A picture of one channel is a mosaic; undecided files are rejected by their reader. */
  private static PictureKind kind(Path file) {
    String ending = FileExtensions.extension(file);
    if (PROCESSED.contains(ending)) {
      return PictureKind.PROCESSED;
    }
    Optional<PictureHeader> header =
        EITHER.contains(ending) ? PictureHeader.of(file) : Optional.empty();
    return header.isPresent() && header.get().channels() > 1
        ? PictureKind.PROCESSED
        : PictureKind.RAW;
  }

  /** Notes pictures in formats that are not read. */
  static void noteUnread(FileTree tree, List<String> notes) {
    Map<String, List<String>> unread = new TreeMap<>();
    for (FileTree.Entry entry : tree.files()) {
      if (!isPicture(entry) && FileExtensions.saysFinished(entry.path())) {
        unread.computeIfAbsent(entry.ending(), ending -> new ArrayList<>()).add(entry.name());
      }
    }
    unread.forEach(
        (ending, names) ->
            notes.add("files .%s are not read: %s".formatted(ending, AbbreviatedList.of(names))));
  }
}
