package dev.rawline.data.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names of files in one folder, from an archive, an object store or a web server.
 *
 * <p>A name must be inside the folder on every system: no absolute path, no {@code ..}, no
 * backslash, colon or control character. No two may be the same, also not on a system that takes
 * {@code A} and {@code a} for one, and none may be a folder of another.
 */
final class EntryNames {
  private static final int MOST_BYTES = 255;

  private enum Kind {
    FILE,
    FOLDER
  }

  private record Taken(String name, Kind kind) {}

  private final Map<String, Taken> taken = new HashMap<>();

  /**
   * Adds a file's name.
   *
   * @throws InvalidNameException if it leads out of the folder, is taken, or cannot be written here
   */
  void addFile(String name) {
    String[] parts = parts(name);
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      addFolderPart(name.substring(0, end));
    }
    Taken former = taken.put(folded(name), new Taken(name, Kind.FILE));
    if (former != null) {
      throw new InvalidNameException(
          former.name.equals(name)
              ? "contains '%s' twice".formatted(name)
              : "contains '%s' and '%s', which many systems do not distinguish"
                  .formatted(former.name, name),
          "rename one of them");
    }
    requireWritable(name, parts);
  }

  /** Adds a folder's name, with or without a slash at its end. */
  void addFolder(String name) {
    String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    if (plain.isEmpty() || plain.equals(".")) {
      return;
    }
    requireWritable(plain, parts(plain));
    for (int end = plain.indexOf('/'); end >= 0; end = plain.indexOf('/', end + 1)) {
      addFolderPart(plain.substring(0, end));
    }
    addFolderPart(plain);
  }

  private void addFolderPart(String name) {
    Taken former = taken.putIfAbsent(folded(name), new Taken(name, Kind.FOLDER));
    if (former == null) {
      return;
    }
    if (former.kind == Kind.FILE) {
      throw new InvalidNameException(
          "contains '%s' both as a file and as a folder".formatted(name), "rename one");
    }
    if (!former.name.equals(name)) {
      throw new InvalidNameException(
          "contains '%s' and '%s', which many systems do not distinguish"
              .formatted(former.name, name),
          "rename one of them");
    }
  }

  private static String[] parts(String name) {
    String[] parts = name.split("/", -1);
    for (String part : parts) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new InvalidNameException(
            "contains the name '%s', which leads out of its folder".formatted(name),
            "do not trust it; expected names such as images/1.tiff");
      }
      if (part.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f)) {
        throw new InvalidNameException(
            "contains the name '%s', which has a character that some systems do not allow"
                .formatted(shown(name)),
            "rename it: expected no backslash, colon or control character");
      }
    }
    return parts;
  }

  private static void requireWritable(String name, String[] parts) {
    try {
      Path _ = Path.of(name);
    } catch (InvalidPathException e) {
      throw new InvalidNameException(
          "contains the name '%s', which cannot be written under this locale"
              .formatted(name.replaceAll("[^\\x20-\\x7e]", "?")),
          "set LC_ALL=C.UTF-8 and run the command again");
    }
    for (String part : parts) {
      if (part.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
        throw new InvalidNameException(
            "contains the name '%s…', which is longer than %d bytes"
                .formatted(name.substring(0, Math.min(40, name.length())), MOST_BYTES),
            "rename it");
      }
    }
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private static String folded(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
