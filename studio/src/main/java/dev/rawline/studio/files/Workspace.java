package dev.rawline.studio.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders whose files a browser may open, by their names.
 *
 * @param roots the folders; links below them that lead out of them are not followed
 */
public record Workspace(SequencedMap<String, Path> roots) {
  private static final int MOST_ENTRIES = 10_000;
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_ .()+,=@-]{0,99}");

  /**
   * One entry of a folder.
   *
   * @param name its name
   * @param folder whether it is a folder
   */
  public record Entry(String name, boolean folder) {}

  /**
   * Returns a file or folder.
   *
   * @param root the name of a folder
   * @param path a path below it, with slashes; empty for the folder itself
   * @throws IllegalArgumentException if there is no such folder
   * @throws IOException if it does not exist, or lies elsewhere
   */
  public Path resolve(String root, String path) throws IOException {
    Path folder = roots.get(root);
    if (folder == null) {
      throw new IllegalArgumentException(
          "there is no folder '%s': expected one of %s"
              .formatted(root, String.join(", ", roots.keySet())));
    }
    Path real = folder.toRealPath();
    Path asked;
    try {
      asked = real.resolve(path).toRealPath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'%s' is no path".formatted(path), e);
    }
    if (!asked.startsWith(real)) {
      throw new IllegalArgumentException(
          "'%s' is not in the folder '%s': start the server with its folder".formatted(path, root));
    }
    return asked;
  }

  /**
   * Returns the name that a person gives to a new file or folder.
   *
   * @param what what it is the name of
   * @throws IllegalArgumentException if it could lead elsewhere, or would be hard to type
   */
  public static String requireName(String name, String what) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be the name of a %s: expected letters, digits, spaces, dots and hyphens, at most 100"
              .formatted(name, what));
    }
    return name;
  }

  /**
   * Lists a folder, folders first; hidden ones are left out.
   *
   * @throws IOException if it cannot be read
   */
  public List<Entry> list(String root, String path) throws IOException {
    Path folder = resolve(root, path);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .limit(MOST_ENTRIES)
          .map(file -> new Entry(file.getFileName().toString(), Files.isDirectory(file)))
          .sorted(Comparator.comparing(Entry::folder).reversed().thenComparing(Entry::name))
          .toList();
    }
  }
}
