package dev.rawline.data.layout;

import dev.rawline.data.file.FileExtensions;
import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All files of a folder and of the folders in it, in the order of their names' UTF-16 code units.
 *
 * <p>Symbolic links are followed; hidden files and what operating systems leave behind are passed
 * over.
 */
final class FileTree {
  private static final Set<String> LEFT_BEHIND = Set.of("__MACOSX", "Thumbs.db", "desktop.ini");

  private final Path folder;
  private final String title;
  private final SortedMap<String, Entry> entries = new TreeMap<>();

  private FileTree(Path folder, Path real) throws RejectedFileException {
    this.folder = folder;
    this.title = real.getFileName() == null ? "data" : name(real);
  }

  /**
   * One file.
   *
   * @param name its path from the folder, '/' between the levels
   * @param path where it is
   */
  record Entry(String name, Path path) {

    /** Returns the extension of its name in lower case, or an empty text. */
    String ending() {
      return FileExtensions.extension(path);
    }

    /** Returns its name without extension: the name of a sample. */
    String stem() {
      int dot = name.lastIndexOf('.');
      return dot <= name.lastIndexOf('/') + 1 ? name : name.substring(0, dot);
    }

    /** Returns the last level of its stem. */
    String lastStem() {
      return stem().substring(stem().lastIndexOf('/') + 1);
    }

    /** Returns its folder with a '/' at the end, or an empty text. */
    String parent() {
      return name.substring(0, name.lastIndexOf('/') + 1);
    }
  }

  /**
   * Lists a folder.
   *
   * @throws RejectedFileException if it is no folder, cannot be listed, or has a loop of links, a
   *     broken link or a name that is not UTF-8
   */
  static FileTree of(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new RejectedFileException(folder, "does not exist", "check the path");
    }
    if (!Files.isDirectory(folder)) {
      throw new RejectedFileException(
          folder, "is a file, not the folder of a data set", "give the folder that contains it");
    }
    Path real = folder.toRealPath();
    FileTree tree = new FileTree(folder, real);
    tree.walk(folder, "", real, new HashSet<>());
    return tree;
  }

  /** Lists one folder; above are the real paths of its parents. */
  private void walk(Path inside, String prefix, Path real, Set<Path> above) throws IOException {
    above.add(real);
    for (Path path : list(inside)) {
      String raw = String.valueOf(path.getFileName());
      if (raw.startsWith(".") || LEFT_BEHIND.contains(raw)) {
        continue;
      }
      String name = prefix + name(path);
      BasicFileAttributes attributes = attributes(path);
      if (attributes.isDirectory()) {
        Path here =
            Files.isSymbolicLink(path) ? path.toRealPath() : real.resolve(path.getFileName());
        if (above.contains(here)) {
          throw new RejectedFileException(
              path,
              "is a symbolic link to a folder that contains it (" + here + "), a loop",
              "remove the link");
        }
        walk(path, name + "/", here, above);
      } else if (attributes.isRegularFile()) {
        entries.put(name, new Entry(name, path));
      }
    }
    above.remove(real);
  }

  private static List<Path> list(Path inside) throws RejectedFileException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(inside)) {
      stream.forEach(paths::add);
    } catch (AccessDeniedException e) {
      throw new RejectedFileException(inside, "may not be listed", "change its permissions", e);
    } catch (DirectoryIteratorException | IOException e) {
      throw new RejectedFileException(
          inside, "cannot be listed (" + e.getMessage() + ")", "copy it elsewhere", e);
    }
    return paths;
  }

  private static BasicFileAttributes attributes(Path path) throws RejectedFileException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new RejectedFileException(
          path, "is a symbolic link to nothing", "remove or mend the link", e);
    } catch (FileSystemException e) {
      throw Files.isSymbolicLink(path)
          ? new RejectedFileException(
              path, "is a symbolic link that leads back to itself", "remove the link", e)
          : new RejectedFileException(
              path, "cannot be read (" + e.getReason() + ")", "check its permissions", e);
    } catch (IOException e) {
      throw new RejectedFileException(
          path, "cannot be read (" + e.getMessage() + ")", "copy it elsewhere", e);
    }
  }

  /**
   * Returns the last level of a path as text: UTF-8, independent of the machine's locale.
   *
   * @throws RejectedFileException if its bytes are not UTF-8
   */
  private static String name(Path path) throws RejectedFileException {
    String shown = String.valueOf(path.getFileName());
    if (shown.chars().allMatch(unit -> unit < 0x80) || !path.toUri().getScheme().equals("file")) {
      return shown;
    }
    byte[] bytes = bytes(path);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RejectedFileException(
          path,
          "has a name that is not UTF-8 ('" + escaped(bytes) + "')",
          "rename it, for example with convmv",
          e);
    }
  }

  /** The text of a path is decoded by the locale; its URI holds the bytes. */
  private static byte[] bytes(Path path) {
    String uri = path.toUri().getRawPath();
    String whole = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    String name = whole.substring(whole.lastIndexOf('/') + 1);
    // A plus sign is itself in a path, other than in a form.
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte unit : bytes) {
      text.append(unit > ' ' ? String.valueOf((char) unit) : "\\x%02x".formatted(unit));
    }
    return text.toString();
  }

  /** Returns where the folder is. */
  Path folder() {
    return folder;
  }

  /** Returns the name of the folder. */
  String title() {
    return title;
  }

  /** Returns all files. */
  List<Entry> files() {
    return List.copyOf(entries.values());
  }

  /** Returns the files below a folder, which is named with a '/' at the end. */
  List<Entry> below(String prefix) {
    return entries.tailMap(prefix).values().stream()
        .takeWhile(entry -> entry.name().startsWith(prefix))
        .toList();
  }

  /** Returns the files directly in a folder, given with a '/' at the end, or an empty text. */
  List<Entry> in(String prefix) {
    return below(prefix).stream().filter(entry -> entry.parent().equals(prefix)).toList();
  }

  /** Returns the names of the folders in a folder that contain files at any depth. */
  List<String> folders(String prefix) {
    return below(prefix).stream()
        .map(entry -> entry.name().substring(prefix.length()))
        .filter(rest -> rest.contains("/"))
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .toList();
  }

  /** Returns a file, named as in a table: either slash parts the levels. */
  Optional<Entry> file(String name) {
    Entry entry = entries.get(name);
    String usual = name.replace('\\', '/');
    return Optional.ofNullable(
        entry != null ? entry : entries.get(usual.startsWith("./") ? usual.substring(2) : usual));
  }

  /** Returns a file whose name differs in the case of its letters alone. */
  Optional<Entry> nearly(String name) {
    String lower = name.replace('\\', '/').toLowerCase(Locale.ROOT);
    return entries.values().stream()
        .filter(entry -> entry.name().toLowerCase(Locale.ROOT).equals(lower))
        .findFirst();
  }

  /** Returns the path of a file, if there is one of this name. */
  Optional<Path> path(String name) {
    return file(name).map(Entry::path);
  }

  /** Returns whether there is a file of this name. */
  boolean has(String name) {
    return entries.containsKey(name);
  }
}
