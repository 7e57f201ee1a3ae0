package dev.rawline.workbench.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The files of a folder that runs store; hidden ones are unfinished or private. */
public final class VisibleFiles {
  private VisibleFiles() {}

  /**
   * Returns the files below a folder in the order of their paths, by their relative paths, with '/'
   * between folders.
   *
   * @throws IOException if they cannot be listed
   */
  public static SequencedMap<String, Path> below(Path folder) throws IOException {
    SequencedMap<String, Path> files = new LinkedHashMap<>();
    try (Stream<Path> below = Files.walk(folder)) {
      below
          .filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .forEach(
              file ->
                  files.put(
                      folder
                          .relativize(file)
                          .toString()
                          .replace(file.getFileSystem().getSeparator(), "/"),
                      file));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }
}
