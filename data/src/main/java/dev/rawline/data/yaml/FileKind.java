package dev.rawline.data.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of YAML file and its JSON schema, which is generated from the records of its keys. Two
 * kinds that are equal have one schema.
 *
 * @param word the word for it in documentation and names of files
 * @param content returns the schema of the content
 * @param others other kinds that are easily confused with this one
 */
public record FileKind(String word, Supplier<ObjectNode> content, List<Other> others) {
  /**
   * Another kind of file, which has one key and lacks another one.
   *
   * @param has the key that it has
   * @param lacks the key that it lacks
   * @param problem the message: its kind, and where it belongs
   */
  public record Other(String has, String lacks, String problem) {}

  /** Returns a kind whose whole content are these keys. */
  public static FileKind of(String word, Keys keys, Other... others) {
    return new FileKind(word, keys::schema, List.of(others));
  }

  /**
   * Rejects a file of another kind.
   *
   * @param root the content of the file
   * @throws ConfigurationException if it is of another kind
   */
  void requireNoOther(JsonNode root, Path file) throws ConfigurationException {
    for (Other other : others) {
      if (root.has(other.has) && !root.has(other.lacks)) {
        throw new ConfigurationException(file, List.of(other.problem));
      }
    }
  }

  /** Returns the schema (JSON Schema, draft 2020-12). */
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    return schema.setAll(content.get());
  }

  /** Returns the schema as {@code docs/schemas} has it. */
  public String schemaText() {
    return schema().toPrettyString() + "\n";
  }

  /** Returns the name of the schema's file in {@code docs/schemas}. */
  public String schemaFile() {
    return word + ".schema.json";
  }
}
