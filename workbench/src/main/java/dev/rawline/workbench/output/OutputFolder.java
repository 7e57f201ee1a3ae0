package dev.rawline.workbench.output;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folder into which a command writes the results of an experiment: it accepts no files of
 * others, and no files of earlier runs remain in it.
 *
 * @param path the folder; created if it does not exist
 * @param command the name of the command
 * @param allowed the names of other files that the folder may hold; anything else is rejected
 */
public record OutputFolder(Path path, String command, Set<String> allowed) {
  /** The record of the origin of everything in the folder. */
  public static final String PROVENANCE = "provenance.json";

  private static final String COMMAND = "command";
  private static final String FILES = "files";

  /** Makes the path absolute, and copies the names. */
  public OutputFolder {
    path = path.toAbsolutePath().normalize();
    allowed = Set.copyOf(allowed);
  }

  /**
   * Creates the folder, and deletes the files of an earlier run.
   *
   * @param outputs the names of all files that may be written
   * @throws IOException if it holds files that the command has not written, or cannot be created
   */
  public void begin(List<String> outputs) throws IOException {
    Map<String, Object> former = JsonFile.read(path.resolve(PROVENANCE));
    if (!command.equals(former.get(COMMAND))) {
      OutputFiles.requireOwn(path, allowed, command);
    }
    OutputFiles.makeFolder(path);
    if (former.get(FILES) instanceof List<?> names) {
      for (Object name : names) {
        Path file = path.resolve(String.valueOf(name)).normalize();
        if (file.startsWith(path) && Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
    // The next run knows these files also if this one is killed.
    JsonFile.write(Map.of(COMMAND, command, FILES, outputs), path.resolve(PROVENANCE));
  }

  /**
   * Writes the record of the origin of everything in the folder.
   *
   * @param origin values of a JSON file; the command and the files are added
   * @param files the files that were written
   * @return the file of the record
   * @throws IOException if it cannot be written
   */
  public Path finish(Map<String, Object> origin, List<Path> files) throws IOException {
    Path file = path.resolve(PROVENANCE);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(COMMAND, command);
    all.putAll(origin);
    all.put(FILES, files.stream().map(this::name).toList());
    JsonFile.write(all, file);
    return file;
  }

  private String name(Path file) {
    return path.relativize(file.toAbsolutePath().normalize()).toString();
  }
}
