package dev.rawline.workbench.step;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of one step in a store: {@code files/} holds the step's own files; {@code step.json},
 * written last, records that it is finished and what its files are; {@code lock} is held while it
 * runs.
 *
 * @param path the folder
 * @param key the step's key
 */
record StepFolder(Path path, String key) {
  private static final String RECORD = "step.json";
  private static final String LOCK = "lock";
  private static final String FILES = "files";
  private static final double NANOSECONDS = 1e9;

  /** The state of a step's result. */
  sealed interface Found {
    /** It is complete. */
    record Finished() implements Found {}

    /** There is none, or only files of an interrupted run. */
    record Unfinished() implements Found {}

    /**
     * It was changed.
     *
     * @param how the change, in a sentence
     */
    record Modified(String how) implements Found {}
  }

  /** Returns the folder of the step's own files. */
  Path files() {
    return path.resolve(FILES);
  }

  /**
   * The content of {@code step.json}.
   *
   * @param kind the step's kind
   * @param name its name
   * @param settings its settings, by name
   * @param needs the keys of the steps that it needs
   * @param key its key
   * @param seconds its duration [s]
   * @param commit the commit of the code
   * @param machine the machine
   * @param versions the versions of the software, by name
   * @param files its files, by their path, "/" between folders
   */
  private record StepFile(
      String kind,
      String name,
      Map<String, String> settings,
      Set<String> needs,
      String key,
      double seconds,
      String commit,
      String machine,
      Map<String, String> versions,
      Map<String, Content> files) {}

  /**
   * The content of a file.
   *
   * @param bytes its size [bytes]
   * @param sha256 its checksum, in hex
   */
  private record Content(long bytes, String sha256) {}

  /** Returns the state of the step's result. */
  Found find(StepStore.Check check) throws IOException {
    Path file = path.resolve(RECORD);
    if (!Files.exists(file)) {
      return new Found.Unfinished();
    }
    Optional<StepFile> record = record();
    if (record.isEmpty() || !record.get().key().equals(key)) {
      return new Found.Modified(file + " is damaged");
    }
    for (Map.Entry<String, Content> recorded : record.get().files().entrySet()) {
      Path one = files().resolve(recorded.getKey());
      Optional<String> change = change(one, recorded.getValue(), check);
      if (change.isPresent()) {
        return new Found.Modified(one + " " + change.get());
      }
    }
    return new Found.Finished();
  }

  /** Returns the difference of a file from its record. */
  private static Optional<String> change(Path file, Content recorded, StepStore.Check check)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.of("is missing");
    }
    long size = Files.size(file);
    if (size != recorded.bytes()) {
      return Optional.of("has %d bytes, not the %d it had".formatted(size, recorded.bytes()));
    }
    return switch (check) {
      case SIZES -> Optional.empty();
      case SUMS ->
          Provenance.sum(file).equals(recorded.sha256())
              ? Optional.empty()
              : Optional.of("has changed content");
    };
  }

  /** Acquires the lock, unless it is held elsewhere; creates the folder if it does not exist. */
  Optional<ExclusiveLock> tryLock() throws IOException {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new IOException(
          "cannot create the folder %s: %s; choose a writable folder"
              .formatted(path, e.getMessage()),
          e);
    }
    return ExclusiveLock.tryTake(path.toRealPath().resolve(LOCK));
  }

  /** Prepares a run; whole files of an interrupted one are kept. */
  void begin() throws IOException {
    Files.createDirectories(files());
    AtomicFile.deleteAllOfOthers(path); // the lock excludes other writers
  }

  /** Removes the result, its record first. */
  void clear() throws IOException {
    Files.deleteIfExists(path.resolve(RECORD));
    OutputFiles.deleteFolder(files());
  }

  /** Returns the record of the step; none if it does not exist or is damaged. */
  private Optional<StepFile> record() throws IOException {
    try {
      Map<String, Object> values = JsonFile.read(path.resolve(RECORD));
      return Optional.of(JsonRecords.ofValues(values, StepFile.class));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the recorded duration of the step. */
  Duration took() throws IOException {
    double seconds = record().map(StepFile::seconds).orElse(0.0);
    return Duration.ofNanos(Math.round(seconds * NANOSECONDS));
  }

  /** Records that the step is finished, with all files that it has by now. */
  void finish(StepGraph.Node node, Duration took) throws IOException {
    Step<?> step = node.step();
    JsonFile.write(
        new StepFile(
            step.kind(),
            step.name(),
            new TreeMap<>(step.settings()),
            node.needs(),
            key,
            took.toNanos() / NANOSECONDS,
            Version.commit(),
            Machine.words(),
            CurrentOrigin.versions(),
            contents()),
        path.resolve(RECORD));
  }

  /** Returns size and checksum of every file by its path, "/" between folders. */
  private SequencedMap<String, Content> contents() throws IOException {
    SequencedMap<String, Content> contents = new LinkedHashMap<>();
    try (Stream<Path> inside = Files.walk(files())) {
      for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
        contents.put(
            files().relativize(file).toString(),
            new Content(Files.size(file), Provenance.sum(file)));
      }
    }
    return contents;
  }
}
