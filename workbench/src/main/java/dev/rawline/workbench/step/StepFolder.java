package dev.rawline.workbench.step;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.JsonFile;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of one step in a store: {@code files/} is the step's own; {@code step.json}, written
 * last, says that it is finished and what its files were; {@code lock} is held while it runs.
 *
 * @param path the folder
 * @param key the step's key
 */
record StepFolder(Path path, String key) {
  private static final String RECORD = "step.json";
  private static final String LOCK = "lock";
  private static final String FILES = "files";
  private static final String BYTES = "bytes";
  private static final String SUM = "sha256";
  private static final String KEY = "key";
  private static final String SECONDS = "seconds";
  private static final double NANOSECONDS = 1e9;

  /** What there is of a step's result. */
  sealed interface Found {
    /** All of it. */
    record Finished() implements Found {}

    /** Nothing, or what an interrupted run left. */
    record Unfinished() implements Found {}

    /**
     * Not what was finished.
     *
     * @param how what is wrong with it, in a sentence
     */
    record Altered(String how) implements Found {}
  }

  /** Returns the folder of the step's own files. */
  Path files() {
    return path.resolve(FILES);
  }

  /** Returns what there is of the step's result. */
  Found find(StepStore.Check check) throws IOException {
    Path file = path.resolve(RECORD);
    if (!Files.exists(file)) {
      return new Found.Unfinished();
    }
    Map<String, Object> record = JsonFile.read(file);
    if (!(key.equals(record.get(KEY))
        && record.get(SECONDS) instanceof Number
        && record.get(FILES) instanceof Map<?, ?> files)) {
      return new Found.Altered(file + " is damaged");
    }
    for (Map.Entry<?, ?> told : files.entrySet()) {
      Path one = files().resolve(String.valueOf(told.getKey()));
      Optional<String> change = change(one, told.getValue(), check);
      if (change.isPresent()) {
        return new Found.Altered(one + " " + change.get());
      }
    }
    return new Found.Finished();
  }

  /** Returns in what a file differs from what was told of it. */
  private static Optional<String> change(Path file, Object told, StepStore.Check check)
      throws IOException {
    if (!(told instanceof Map<?, ?> content
        && content.get(BYTES) instanceof Number bytes
        && content.get(SUM) instanceof String sum)) {
      return Optional.of("is not told of in full");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of("is missing");
    }
    long size = Files.size(file);
    if (size != bytes.longValue()) {
      return Optional.of("has %d bytes, not the %d it had".formatted(size, bytes.longValue()));
    }
    return switch (check) {
      case SIZES -> Optional.empty();
      case SUMS ->
          Provenance.sum(file).equals(sum)
              ? Optional.empty()
              : Optional.of("has another content than it had");
    };
  }

  /** Takes the lock, unless another has it; makes the folder if it does not exist. */
  Optional<ExclusiveLock> tryLock() throws IOException {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the folder %s: %s; choose a folder that may be written to"
              .formatted(path, e.getMessage()),
          e);
    }
    return ExclusiveLock.tryTake(path.toRealPath().resolve(LOCK));
  }

  /** Prepares a run; whole files that an interrupted one left stay. */
  void begin() throws IOException {
    Files.createDirectories(files());
    AtomicFile.deleteAllOfOthers(path); // who has the lock is alone here
  }

  /** Removes the result, its record first. */
  void clear() throws IOException {
    Files.deleteIfExists(path.resolve(RECORD));
    if (Files.exists(files())) {
      OutputFiles.deleteFolder(files());
    }
  }

  /** Returns how long the step took, as its record tells. */
  Duration took() throws IOException {
    return JsonFile.read(path.resolve(RECORD)).get(SECONDS) instanceof Number seconds
        ? Duration.ofNanos(Math.round(seconds.doubleValue() * NANOSECONDS))
        : Duration.ZERO;
  }

  /** Tells that the step is finished, with all files that it has by now. */
  void finish(StepGraph.Node node, Duration took) throws IOException {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("kind", node.step().kind());
    record.put("name", node.step().name());
    record.put("settings", new TreeMap<>(node.step().settings()));
    record.put("needs", List.copyOf(node.needs()));
    record.put(KEY, key);
    record.put(SECONDS, took.toNanos() / NANOSECONDS);
    record.put("commit", Version.commit());
    record.put("machine", Machine.words());
    record.put("versions", CurrentOrigin.versions());
    record.put(FILES, contents());
    JsonFile.write(record, path.resolve(RECORD));
  }

  /** Returns size and sum of every file by its name, "/" between folders. */
  private SequencedMap<String, Object> contents() throws IOException {
    SequencedMap<String, Object> contents = new LinkedHashMap<>();
    try (Stream<Path> inside = Files.walk(files())) {
      for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
        SequencedMap<String, Object> content = new LinkedHashMap<>();
        content.put(BYTES, Files.size(file));
        content.put(SUM, Provenance.sum(file));
        contents.put(files().relativize(file).toString(), content);
      }
    }
    return contents;
  }
}
