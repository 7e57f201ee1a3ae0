package dev.rawline.imaging.isp;

import dev.rawline.imaging.Npy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares planes with all golden arrays of a folder. */
final class Golden {
  private static final String SUFFIX = ".npy";

  private Golden() {}

  /** Reads a golden mosaic (H, W) or picture (H, W, 3). */
  static Planes read(Path folder, String name) {
    Npy array = Npy.read(folder.resolve(name + SUFFIX));
    int height = array.shape()[0];
    int width = array.shape()[1];
    return array.shape().length == 2
        ? new Planes(1, height, width, array.values())
        : new Planes(3, height, width, array.planar());
  }

  /** Returns the names of a folder's arrays, sorted. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(file -> file.endsWith(SUFFIX) ? file.replace(SUFFIX, "") : file)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a folder's own folders, sorted. */
  static List<Path> folders(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns one line for each file that differs, has no counterpart or is missing.
   *
   * @param ours what we compute, by the file's name
   */
  static List<String> differences(Path folder, Map<String, Comparison> ours) {
    List<String> names = names(folder);
    List<String> wrong = new ArrayList<>();
    for (String name : names) {
      Comparison comparison = ours.get(name);
      if (comparison == null) {
        wrong.add(name + ": nothing is computed for this file");
      } else {
        comparison.difference(read(folder, name)).ifPresent(text -> wrong.add(name + ": " + text));
      }
    }
    TreeSet<String> missing = new TreeSet<>(ours.keySet());
    names.forEach(missing::remove);
    missing.forEach(name -> wrong.add(name + ": there is no such golden file"));
    return wrong;
  }
}
