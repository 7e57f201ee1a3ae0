package dev.rawline.data.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.frame.InvalidParametersException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * YAML file ↔ record: the file's whole content are the keys of the record.
 * docs/reference/formats.md describes the files.
 *
 * @param kind the kind of file
 * @param keys its keys
 * @param option a key → the command-line option that replaces it
 * @param <R> the record
 */
public record RecordFile<R extends Record>(
    FileKind kind, KeyRecord<R> keys, UnaryOperator<String> option) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Describes files whose options have the names of the keys. */
  public RecordFile(FileKind kind, KeyRecord<R> keys) {
    this(kind, keys, key -> "--" + key.replace('_', '-'));
  }

  /** Describes the files of a record. */
  public static <R extends Record> RecordFile<R> of(String word, Class<R> type) {
    KeyRecord<R> keys = new KeyRecord<>(type);
    return new RecordFile<>(FileKind.of(word, keys), keys);
  }

  /** Returns the same files, whose options have other names. */
  public RecordFile<R> withOptions(UnaryOperator<String> option) {
    return new RecordFile<>(kind, keys, option);
  }

  /** Returns the usual name of the file, such as {@code card.yaml}. */
  public String name() {
    return kind.word() + ".yaml";
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if the file is rejected; the message lists every problem
   */
  public R read(Path file) throws ConfigurationException {
    return read(file, YamlDocument.read(file));
  }

  /**
   * Reads the text of a file.
   *
   * @param file the name of the text in messages
   * @throws ConfigurationException if the text is rejected; the message lists every problem
   */
  public R read(Path file, String text) throws ConfigurationException {
    return read(file, YamlDocument.of(file, text));
  }

  /**
   * Reads a plan of which options replace some keys.
   *
   * @param file the plan; none where options give all keys
   * @param options the values of keys, as they would be in the file, by the names of the keys; a
   *     dot between a key and one within it, as in training.epochs
   * @throws ConfigurationException if a value, or another one of the file, is a problem; the
   *     message lists all, those of an option by its name
   */
  public R read(Optional<Path> file, SequencedMap<String, String> options)
      throws ConfigurationException {
    Path name = file.orElse(Path.of("the plan"));
    return read(name, file.isPresent() ? YamlDocument.read(name) : YamlDocument.empty(), options);
  }

  /**
   * Reads a document of which options replace some keys.
   *
   * @param file the document's name in messages
   * @throws ConfigurationException if a value is a problem; the message lists all
   */
  public R read(Path file, YamlDocument document, SequencedMap<String, String> options)
      throws ConfigurationException {
    for (Map.Entry<String, String> one : options.entrySet()) {
      document.put(file, one.getKey(), one.getValue(), option.apply(one.getKey()));
    }
    return read(file, document);
  }

  /**
   * Reads a document.
   *
   * @param file the document's name in messages
   * @throws ConfigurationException if the document is rejected; the message lists every problem
   */
  public R read(Path file, YamlDocument document) throws ConfigurationException {
    kind.requireNoOther(document.root(), file);
    Problems problems = new Problems();
    ObjectNode valid = JsonNodeFactory.instance.objectNode();
    SchemaCheck check = new SchemaCheck(kind, document, problems);
    document
        .root()
        .forEachEntry(
            (name, value) -> {
              JsonPointer place = JsonPointer.empty().appendProperty(name);
              if (!check.refuses(place) && isReadable(name, value, document, place, problems)) {
                valid.set(name, value);
              }
            });
    R result = null;
    if (keys.components().stream()
        .allMatch(key -> valid.has(KeyRecord.name(key)) || !keys.isRequired(key))) {
      try {
        result = keys.read(valid);
      } catch (IllegalArgumentException e) {
        addAll(e, JsonPointer.empty(), document, problems);
      }
    }
    problems.refuse(file);
    return result;
  }

  /** Keys within keys may be rejected by their own record: that is a problem of their place. */
  private boolean isReadable(
      String name, JsonNode value, YamlDocument document, JsonPointer place, Problems problems) {
    Optional<RecordComponent> nested =
        keys.components().stream()
            .filter(key -> KeyRecord.name(key).equals(name))
            .filter(key -> keys.type(key).holdsKeys())
            .findFirst();
    if (nested.isPresent() && !value.isNull()) {
      try {
        keys.type(nested.get()).read(value);
      } catch (IllegalArgumentException e) {
        addAll(e, place, document, problems);
        return false;
      }
    }
    return true;
  }

  private static void addAll(
      IllegalArgumentException e, JsonPointer within, YamlDocument document, Problems problems) {
    List<String> all =
        e instanceof InvalidParametersException invalid
            ? invalid.problems()
            : List.of(e.getMessage());
    all.forEach(problem -> add(problem, within, document, problems));
  }

  /** A problem that begins with the name of a key belongs to the place of the key. */
  private static void add(
      String problem, JsonPointer within, YamlDocument document, Problems problems) {
    String[] words = problem.split(" ", 2);
    String name = YamlNames.snakeCase(words[0]);
    if (words.length > 1 && document.root().at(within).has(name)) {
      JsonPointer place = within.appendProperty(name);
      problems.add(document.line(place), document.place(place) + " " + words[1]);
    } else if (within.matches()) {
      problems.add(1, problem);
    } else {
      problems.add(document.line(within), document.place(within) + ": " + problem);
    }
  }

  /** Returns the text of a file: every key that has a value or a default, and its meaning. */
  public String text(R record) {
    return YamlText.of(keys, record);
  }

  /** Returns the keys and values of a file: an object of JSON. */
  public Map<String, Object> values(R record) {
    return MAPPER.convertValue(keys.write(record), new TypeReference<Map<String, Object>>() {});
  }

  /**
   * Returns the record of the keys and values of a file.
   *
   * @throws IllegalArgumentException if the record rejects a value
   */
  public R ofValues(Map<String, Object> values) {
    return keys.read(MAPPER.<JsonNode>valueToTree(values));
  }

  /**
   * Writes a file.
   *
   * @throws IOException if the file cannot be written; the message states why and what to do
   */
  public void write(R record, Path file) throws IOException {
    AtomicFile.write(file, text(record).getBytes(StandardCharsets.UTF_8));
  }
}
