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
 * The folder into which a command writes what an experiment came to: it takes nothing of others,
 * and leaves nothing of its own earlier runs beside what it writes now.
 *
 * @param path the folder; made if it does not exist
 * @param command the verb of the command
 * @param beside the names of what else may lie in the folder; anything else is refused there
 */
public record OutputFolder(Path path, String command, Set<String> beside) {
  /** Where everything in the folder comes from. */
  public static final String PROVENANCE = "provenance.json";

  private static final String COMMAND = "command";
  private static final String FILES = "files";

  /** Takes the whole path, and copies the names. */
  public OutputFolder {
    path = path.toAbsolutePath().normalize();
    beside = Set.copyOf(beside);
  }

  /**
   * Makes the folder, and deletes what an earlier run has written there.
   *
   * @param outputs the names of all that may be written now
   * @throws IOException if it holds what the command has not written, or cannot be made
   */
  public void begin(List<String> outputs) throws IOException {
    Map<String, Object> former = JsonFile.read(path.resolve(PROVENANCE));
    if (!command.equals(former.get(COMMAND))) {
      OutputFiles.requireOwn(path, beside, command);
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
    // Also a run that ends between them knows its own.
    JsonFile.write(Map.of(COMMAND, command, FILES, outputs), path.resolve(PROVENANCE));
  }

  /**
   * Tells where everything in the folder comes from.
   *
   * @param told values of a JSON file; the command and the files are added
   * @param files the files that were written
   * @return the file that tells it
   * @throws IOException if it cannot be written
   */
  public Path finish(Map<String, Object> told, List<Path> files) throws IOException {
    Path file = path.resolve(PROVENANCE);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(COMMAND, command);
    all.putAll(told);
    all.put(FILES, files.stream().map(each -> path.relativize(each).toString()).toList());
    JsonFile.write(all, file);
    return file;
  }
}
