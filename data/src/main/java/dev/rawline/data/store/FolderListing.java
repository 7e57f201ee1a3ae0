package dev.rawline.data.store;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder → all files below it, links checked. */
final class FolderListing {
  /** The replacement of bytes that are not UTF-8 in a path's text. */
  private static final char REPLACEMENT = '\ufffd';

  private FolderListing() {}

  /** Returns a file's name below a folder, with slashes between folders. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  /**
   * Returns all files by their names, in the order of these; a link to a file of the folder is
   * treated as a file.
   *
   * @throws RejectedFileException if there is no such folder, a link in it is broken, leads out of
   *     the folder or to a parent folder, or a name is invalid on some system
   */
  static SequencedMap<String, Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new RejectedFileException(
          folder,
          Files.exists(folder) ? "is a file, expected a folder" : "there is no such folder",
          "check its path");
    }
    Path real = folder.toRealPath();
    SequencedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        requireInside(real, file);
        if (Files.isRegularFile(file)) {
          files.put(name(folder, file), file);
        } else if (!Files.isDirectory(file)) {
          throw new RejectedFileException(
              file, "is neither a file nor a folder", "remove it from the folder");
        }
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw new RejectedFileException(
            Path.of(loop.getFile()),
            "is a link to a folder above it, so that the folder would never end",
            "remove the link from the folder");
      }
      throw e.getCause();
    }
    EntryNames names = new EntryNames();
    for (String name : files.keySet()) {
      if (name.indexOf(REPLACEMENT) >= 0) {
        throw new RejectedFileException(
            folder,
            "contains a file whose name is not UTF-8 ('%s')"
                .formatted(name.replace(REPLACEMENT, '?')),
            "rename it");
      }
      try {
        names.addFile(name);
      } catch (InvalidNameException e) {
        throw new RejectedFileException(folder, e.found(), e.remedy());
      }
    }
    return files;
  }

  private static void requireInside(Path real, Path file) throws IOException {
    Path target;
    try {
      target = file.toRealPath();
    } catch (NoSuchFileException e) {
      throw new RejectedFileException(
          file, "is a link that leads nowhere", "remove the link from the folder");
    }
    if (!target.startsWith(real)) {
      throw new RejectedFileException(
          file,
          "is a link to " + target + ", which is not in the folder",
          "copy its target into the folder, or remove the link");
    }
  }
}
