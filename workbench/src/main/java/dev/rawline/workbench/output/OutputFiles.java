package dev.rawline.workbench.output;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.camera.Camera;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files that one command makes from one raw file in a folder, and the record of their origin.
 *
 * <p>{@code photo.dng} becomes {@code photo-<what>}; the record is {@code photo-<command>.json}.
 * The record is written last and removed before any of its files is replaced, so that it is always
 * true.
 */
public final class OutputFiles {
  /** The most names of files in a message. */
  private static final int SHOWN = 3;

  /** The hidden file that names the command whose results are not complete. */
  private static final String UNFINISHED = ".unfinished";

  private final Path folder;
  private final Path file;
  private final Path record;
  private final List<Path> paths = new ArrayList<>();

  /** Begins the outputs of a raw file. */
  public OutputFiles(Path folder, Path file, String command) {
    this.folder = folder;
    this.file = file;
    this.record = folder.resolve(stem(file) + "-" + command + ".json");
  }

  /**
   * Creates the folder of the outputs, and deletes unfinished files of a killed run.
   *
   * @throws IOException if it cannot be created; the message states the reason and the remedy
   */
  public static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      AtomicFile.deleteAbandoned(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "cannot write to " + folder + ": it is a file, not a folder; choose another folder", e);
    } catch (FileSystemException e) {
      throw new IOException(
          "cannot create the folder %s: %s; choose another folder"
              .formatted(
                  folder,
                  e.getReason() == null ? "a folder above it is not writable" : e.getReason()),
          e);
    }
  }

  /**
   * Requires that a command that has never written to a folder would replace nothing there.
   *
   * @param names the files and folders that it creates there; an empty folder is allowed
   * @throws RejectedFileException if one of them exists
   */
  public static void requireFree(Path folder, List<String> names, String command)
      throws IOException {
    List<String> taken = new ArrayList<>();
    for (String name : names) {
      if (isTaken(folder.resolve(name))) {
        taken.add(name);
      }
    }
    if (!taken.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "contains %s, which %s did not write and would replace or mix with its own files"
              .formatted(String.join(", ", taken), command),
          "choose another folder with --out");
    }
  }

  /**
   * Requires that a folder into which a command has never written contains no other files, which
   * would be mixed with its own; hidden files are allowed.
   *
   * @param own the names of allowed files
   * @throws RejectedFileException if it contains other files
   */
  public static void requireOwn(Path folder, Set<String> own, String command) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<String> others;
    try (Stream<Path> content = Files.list(folder)) {
      others =
          content
              .map(OutputFiles::name)
              .filter(name -> !name.startsWith(".") && !own.contains(name))
              .sorted()
              .limit(SHOWN + 1L)
              .toList();
    }
    if (!others.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "contains %s, which %s did not write and would mix with its own files"
              .formatted(
                  String.join(", ", others.subList(0, Math.min(SHOWN, others.size())))
                      + (others.size() > SHOWN ? " …" : ""),
                  command),
          "choose another folder with --out");
    }
  }

  /**
   * Requires that a folder holds no earlier results of a command, and none of the files that it
   * creates; those of a run that did not end are replaced.
   *
   * @param record the command's record of its results
   * @param names the files and folders that it creates there
   * @throws RejectedFileException if it does
   */
  public static void requireNew(Path folder, String record, List<String> names, String command)
      throws IOException {
    if (isUnfinished(folder, command)) {
      return;
    }
    if (command.equals(JsonFile.read(folder.resolve(record)).get("command"))) {
      throw new RejectedFileException(
          folder,
          "contains earlier results of %s".formatted(command),
          "choose another folder with --out, or replace it with --force");
    }
    requireFree(folder, names, command);
  }

  private static boolean isUnfinished(Path folder, String command) throws IOException {
    Path mark = folder.resolve(UNFINISHED);
    return Files.isRegularFile(mark) && Files.readString(mark).strip().equals(command);
  }

  /** Marks a folder as one into which a command writes, until {@link #finish}. */
  public static void begin(Path folder, String command) throws IOException {
    AtomicFile.write(folder.resolve(UNFINISHED), (command + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Removes the mark of {@link #begin}: all results are there. */
  public static void finish(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(UNFINISHED));
  }

  /**
   * Returns the unwanted files below a folder, by their relative names; none if there is no folder.
   *
   * @param ending the end of the names of files that count
   */
  public static List<String> others(Path folder, String ending, Predicate<Path> wanted)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> String.valueOf(file).endsWith(ending) && !wanted.test(file))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /**
   * Removes a folder and its content, if it exists.
   *
   * @throws IOException if something cannot be removed
   */
  public static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Returns whether a path is a file, or a folder that is not empty. */
  public static boolean isTaken(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.exists(path);
    }
    try (Stream<Path> content = Files.list(path)) {
      return content.findAny().isPresent();
    }
  }

  /** Returns a file's name without its ending. */
  public static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 1 ? name : name.substring(0, dot);
  }

  /**
   * Requires that the outputs of a file have distinct names; some file systems do not distinguish
   * names that differ only in case.
   *
   * @param claims the files of a run by their stems
   * @throws RejectedFileException if another file of the run has the same stem
   */
  static void claim(Map<String, Path> claims, Path file, String remedy)
      throws RejectedFileException {
    Path first = claims.putIfAbsent(stem(file).toLowerCase(Locale.ROOT), file);
    if (first != null) {
      throw new RejectedFileException(
          file, "its images would have the names of those of " + first, remedy);
    }
  }

  /** Adds an output and returns its path. */
  public Path add(String what) {
    Path path = folder.resolve(stem(file) + "-" + what);
    paths.add(path);
    return path;
  }

  /** Returns the paths of all outputs. */
  public List<Path> paths() {
    return List.copyOf(paths);
  }

  /**
   * Returns whether all outputs exist, made from the same content with the same settings.
   *
   * @throws RejectedFileException if they were made from another file
   */
  public boolean stand(Provenance provenance) throws IOException {
    Map<String, Object> former = JsonFile.read(record);
    if (!Files.exists(record)) {
      return false;
    }
    if (provenance.isOfOtherContent(former)) {
      throw new RejectedFileException(
          file,
          "the images of this name in "
              + folder
              + " were made from different content ("
              + record
              + ")",
          "choose another folder with --out, or replace them with --force");
    }
    Map<String, Long> made = provenance.outputsOf(former);
    for (Path path : paths) {
      if (!hasSize(path, made.get(name(path)))) {
        return false;
      }
    }
    return true;
  }

  /** Begins new outputs: removes the record, which is about to change. */
  public Map<String, Long> begin(Provenance provenance) throws IOException {
    Map<String, Object> former = JsonFile.read(record);
    Files.deleteIfExists(record);
    return provenance.outputsOf(former);
  }

  /**
   * Writes the record of all outputs and of earlier ones that were made with the same settings,
   * with further findings.
   */
  public void finish(
      Provenance provenance, Camera used, Map<String, Long> former, Map<String, Object> findings)
      throws IOException {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Path path : paths) {
      sizes.put(name(path), Files.size(path));
    }
    former.forEach(sizes::putIfAbsent);
    JsonFile.write(provenance.record(used, sizes, findings), record);
  }

  /** Returns whether a record lists files of a folder, and all of them have their recorded size. */
  public static boolean areWhole(Path folder, Object sizes) throws IOException {
    if (!(sizes instanceof Map<?, ?> known)) {
      return false;
    }
    for (Map.Entry<?, ?> output : known.entrySet()) {
      if (!hasSize(folder.resolve(String.valueOf(output.getKey())), output.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a file has the size that a record has of it. */
  public static boolean hasSize(Path file, Object size) throws IOException {
    return size instanceof Number bytes
        && Files.exists(file)
        && Files.size(file) == bytes.longValue();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
