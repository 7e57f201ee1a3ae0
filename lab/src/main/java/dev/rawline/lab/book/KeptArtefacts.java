package dev.rawline.lab.book;

import dev.rawline.lab.Outputs;
import dev.rawline.lab.Provenance;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The artefacts of runs as files that people and plans use.
 *
 * @param place the book, for messages
 * @param store where they are kept
 */
record KeptArtefacts(BookPlace place, ArtefactStore store) {
  /** What the files of a model are called in a run. */
  static final String MODEL = "model/";

  /** So many parts are named where a run has no model itself. */
  private static final int MANY = 3;

  /**
   * Returns where an artefact lies.
   *
   * @throws RefusedBookException if it was changed or is gone
   */
  Path whole(long number, String name, RunRecord.Artefact artefact) throws IOException {
    Path path = store.path(artefact);
    if (!store.isWhole(artefact)) {
      throw new RefusedBookException(
          place,
          "has lost %s of run %d: %s %s"
              .formatted(
                  name,
                  number,
                  path,
                  Files.exists(path) ? "was changed after it was kept" : "is gone"),
          "restore it from a backup, or do the run again",
          null);
    }
    return path;
  }

  /** Copies artefacts to where they lie by their names below a folder. */
  void copy(long number, SequencedMap<String, RunRecord.Artefact> artefacts, Path folder)
      throws IOException {
    for (Map.Entry<String, RunRecord.Artefact> artefact : artefacts.entrySet()) {
      Written.requireName(artefact.getKey());
      Path target = folder.resolve(artefact.getKey());
      Outputs.makeFolder(target.toAbsolutePath().getParent());
      Path from = whole(number, artefact.getKey(), artefact.getValue());
      Files.copy(from, target);
      boolean _ = target.toFile().setWritable(true, true); // a copy may be changed
    }
  }

  /**
   * Copies the model of a run into a new folder.
   *
   * @throws IllegalArgumentException if the folder is not empty, or the run has no model
   */
  void copyModel(RunRecord run, Path folder) throws IOException {
    SequencedMap<String, RunRecord.Artefact> model = model(run);
    requireNew(folder);
    copy(run.run().number(), model, folder);
  }

  /**
   * Returns a folder that holds the model of a run, below the artefacts; it must not be changed.
   *
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
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Outputs.makeFolder(folders);
    Path unfinished = Files.createTempDirectory(folders, ".unfinished-");
    try {
      copy(run.run().number(), model, unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    } finally {
      delete(unfinished);
    }
    return folder;
  }

  private SequencedMap<String, RunRecord.Artefact> model(RunRecord run) {
    SequencedMap<String, RunRecord.Artefact> model = new LinkedHashMap<>();
    run.artefacts()
        .forEach(
            (name, artefact) -> {
              if (name.startsWith(MODEL)) {
                model.put(name.substring(MODEL.length()), artefact);
              }
            });
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
   * Requires a folder that is not there or is empty.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void requireNew(Path folder) throws IOException {
    if (Outputs.isTaken(folder)) {
      throw new IllegalArgumentException(
          "%s is there and not empty: choose another folder".formatted(folder));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> below;
    try (Stream<Path> all = Files.walk(folder)) {
      below = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : below) {
      Files.delete(path);
    }
  }
}
