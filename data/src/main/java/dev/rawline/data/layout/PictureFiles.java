package dev.rawline.data.layout;

import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.picture.PictureHeader;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.data.set.ViewFilePicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which files are pictures, and whether they are raw. */
final class PictureFiles {
  private static final Set<String> EITHER = Set.of("png", "tif", "tiff");
  private static final Set<String> PROCESSED = Set.of("jpg", "jpeg");

  private PictureFiles() {}

  /** Returns whether a file is a picture of a kind that is read. */
  static boolean isPicture(FileTree.Entry entry) {
    return PROCESSED.contains(entry.ending()) || FileExtensions.mayBeRaw(entry.path());
  }

  /** Returns the pictures among files. */
  static List<FileTree.Entry> among(List<FileTree.Entry> entries) {
    return entries.stream().filter(PictureFiles::isPicture).toList();
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
