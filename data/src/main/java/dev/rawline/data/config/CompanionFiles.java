package dev.rawline.data.config;

import dev.rawline.data.yaml.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import tools.jackson.databind.node.StringNode;

/** The files of larger numbers next to a YAML file, which holds their names. */
final class CompanionFiles {
  /** Of a text that must not name any. */
  static final CompanionFiles NONE = new CompanionFiles(Optional.empty());

  private final Optional<Path> yaml;
  private final SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();

  /** Begins without any. */
  CompanionFiles(Path yaml) {
    this(Optional.of(yaml));
  }

  private CompanionFiles(Optional<Path> yaml) {
    this.yaml = yaml;
  }

  /** Reads what a file holds. */
  interface Reader<T> {
    /** Reads the file; the message of an exception states what is wrong with it and what to do. */
    T read(Path file) throws IOException;
  }

  /** Returns the contents of the files that were named since, by their paths. */
  SequencedMap<Path, byte[]> contents() {
    return contents;
  }

  /**
   * Returns the file of a name that the YAML file holds.
   *
   * @throws IllegalArgumentException if it must not name any
   */
  Path file(String name) {
    return yaml().toAbsolutePath().resolveSibling(name);
  }

  private Path yaml() {
    return yaml.orElseThrow(
        () ->
            new IllegalArgumentException(
                "larger numbers are in files, which cannot be named here: leave out the stage"));
  }

  /**
   * Reads a file of a name that the YAML file holds.
   *
   * @throws IllegalArgumentException if it cannot be read, or holds no such value
   */
  <T> T read(String name, Reader<T> reader) {
    try {
      return reader.read(file(name));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Returns the type of values that are held by files.
   *
   * @param array the word in the name of a file that is written: {@code <name>.<array>.npy}
   */
  <T> ValueType<T> type(
      Class<T> type, String array, Reader<T> reader, Function<T, byte[]> content) {
    return ValueType.of(
        type,
        _ -> ValueType.describe("text", "string").put("minLength", 1),
        tree -> read(tree.stringValue(null), reader),
        value -> {
          Path file = ArrayFile.beside(yaml(), array);
          contents.put(file, content.apply(value));
          return StringNode.valueOf(file.getFileName().toString());
        });
  }
}
