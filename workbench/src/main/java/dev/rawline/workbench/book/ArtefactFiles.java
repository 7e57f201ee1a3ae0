package dev.rawline.workbench.book;

import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The artefacts of runs as files for users and plans.
 *
 * @param place the book, for messages
 * @param store their store
 */
record ArtefactFiles(BookLocation place, ArtefactStore store) {
  /** The prefix of the names of a model's files in a run. */
  static final String MODEL = "model/";

  /** The most parts listed for a run without a model. */
  private static final int MANY = 3;

  /**
   * Returns the path of an artefact.
   *
   * @throws UnusableBookException if it was changed or is missing
   */
  Path whole(long number, String name, RunRecord.Artefact artefact) throws IOException {
    Path path = store.path(artefact);
    if (!store.isWhole(artefact)) {
      throw new UnusableBookException(
          place,
          "has lost %s of run %d: %s %s"
              .formatted(
                  name,
                  number,
                  path,
                  Files.exists(path) ? "was changed after it was stored" : "is missing"),
          "restore it from a backup, or repeat the run",
          null);
    }
    return path;
  }

  /** Copies artefacts, named by the rest of their names after a prefix. */
  private void copy(
      long number, String prefix, SequencedMap<String, RunRecord.Artefact> artefacts, Path folder)
      throws IOException {
    for (Map.Entry<String, RunRecord.Artefact> artefact : artefacts.entrySet()) {
      requireName(artefact.getKey());
      Path target = folder.resolve(artefact.getKey());
      OutputFiles.makeFolder(target.toAbsolutePath().getParent());
      Path from = whole(number, prefix + artefact.getKey(), artefact.getValue());
      Files.copy(from, target);
      boolean _ = target.toFile().setWritable(true, true); // a copy may be changed
    }
  }

  /**
   * Copies the artefacts of a run whose names have a prefix into a new folder, named by the rest of
   * their names.
   *
   * @throws IllegalArgumentException if the folder is not empty
   */
  void copy(RunRecord run, String prefix, Path folder) throws IOException {
    requireNew(folder);
    OutputFiles.makeFolder(folder);
    copy(run.run().number(), prefix, prefixed(run, prefix), folder);
  }

  private static SequencedMap<String, RunRecord.Artefact> prefixed(RunRecord run, String prefix) {
    SequencedMap<String, RunRecord.Artefact> found = new LinkedHashMap<>();
    run.artefacts()
        .forEach(
            (name, artefact) -> {
              if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), artefact);
              }
            });
    return found;
  }

  /**
   * Copies the model of a run into a new folder.
   *
   * @throws IllegalArgumentException if the folder is not empty, or the run has no model
   */
  void copyModel(RunRecord run, Path folder) throws IOException {
    SequencedMap<String, RunRecord.Artefact> model = model(run);
    requireNew(folder);
    copy(run.run().number(), MODEL, model, folder);
  }

  /**
   * Returns a folder that holds the model of a run, below the artefacts; it must not be changed. If
   * it was changed nevertheless, it is rebuilt.
   *
   * @throws UnusableBookException if a file of the model was changed or is missing
   * @throws IllegalArgumentException if the run has no model
   */
  Path modelFolder(RunRecord run) throws IOException {
    SequencedMap<String, RunRecord.Artefact> model = model(run);
    String content =
        model.entrySet().stream()
            .map(entry -> entry.getValue().sha256() + " " + entry.getKey())
            .collect(Collectors.joining("\n"));
    Path folders = store.folder().resolve("folders");
    Path folder = folders.resolve(Provenance.sum(content));
    if (isWhole(folder, model)) {
      return folder;
    }
    Path unfinished = store.unfinished();
    try {
      for (Map.Entry<String, RunRecord.Artefact> artefact : model.entrySet()) {
        fill(run, artefact.getKey(), artefact.getValue(), unfinished);
      }
      OutputFiles.makeFolder(folders);
      publish(unfinished, folder, model);
    } finally {
      OutputFiles.deleteFolder(unfinished);
    }
    return folder;
  }

  /** Moves a folder to its place, unless another program did so first. */
  private static void publish(
      Path unfinished, Path folder, SequencedMap<String, RunRecord.Artefact> model)
      throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!isWhole(folder, model)) { // a file was changed or is missing
        OutputFiles.deleteFolder(folder);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static boolean isWhole(Path folder, SequencedMap<String, RunRecord.Artefact> model)
      throws IOException {
    for (Map.Entry<String, RunRecord.Artefact> artefact : model.entrySet()) {
      if (!ArtefactStore.isWhole(folder.resolve(artefact.getKey()), artefact.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Creates a hard link to an artefact in a folder, or copies it where that is impossible. */
  private void fill(RunRecord run, String name, RunRecord.Artefact artefact, Path folder)
      throws IOException {
    requireName(name);
    Path target = folder.resolve(name);
    OutputFiles.makeFolder(target.getParent());
    Path from = whole(run.run().number(), MODEL + name, artefact);
    if (!ArtefactStore.isLinked(target, from)) {
      Files.copy(from, target);
      boolean _ = target.toFile().setReadOnly();
    }
  }

  private SequencedMap<String, RunRecord.Artefact> model(RunRecord run) {
    SequencedMap<String, RunRecord.Artefact> model = prefixed(run, MODEL);
    if (model.isEmpty()) {
      String parts =
          run.parts().stream()
              .limit(MANY)
              .map(part -> "%d (%s)".formatted(part.number(), part.name()))
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "run %d has no model: %s"
              .formatted(
                  run.run().number(),
                  parts.isEmpty()
                      ? "name a run of train that is finished"
                      : "name one of its parts, such as " + parts));
    }
    return model;
  }

  /**
   * Requires a folder that does not exist or is empty.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void requireNew(Path folder) throws IOException {
    if (OutputFiles.isTaken(folder)) {
      throw new IllegalArgumentException(
          "%s exists and is not empty: choose another folder".formatted(folder));
    }
  }

  /**
   * Requires a name for an artefact, which is its relative path when it is exported.
   *
   * @throws IllegalArgumentException if it is no relative path below its folder
   */
  static void requireName(String name) {
    boolean leaves =
        Arrays.stream(name.split("/", -1))
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (leaves || name.contains("\\") || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "'%s' cannot name an artefact: expected a name, or names with / between them"
              .formatted(name));
    }
  }
}
