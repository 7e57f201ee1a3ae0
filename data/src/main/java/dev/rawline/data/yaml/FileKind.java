package dev.rawline.data.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * A kind of YAML file and its JSON schema, which is made from the records of its keys. Two kinds
 * that are equal have one schema.
 */
public interface FileKind {

  /** Returns the word for it in documentation and names of files. */
  String word();

  /** Returns the schema of what is in the file. */
  ObjectNode content();

  /**
   * Refuses a file of another kind that is easily taken for this one, and says where it belongs.
   *
   * @param root what is in the file
   * @throws ConfigurationException if it is of another kind
   */
  default void requireNoOther(JsonNode root, Path file) throws ConfigurationException {}

  /** Returns the schema (JSON Schema, draft 2020-12). */
  default ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    return schema.setAll(content());
  }

  /** Returns the schema as it stands in {@code docs/schemas}. */
  default String schemaText() {
    try {
      return JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(schema())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema is a tree, which can be written", e);
    }
  }

  /** Returns the name of the schema's file in {@code docs/schemas}. */
  default String schemaFile() {
    return word() + ".schema.json";
  }

  /** Returns a kind whose whole content are the keys of a record. */
  static FileKind of(String word, Class<? extends Record> keys) {
    return of(word, new KeyRecord<>(keys));
  }

  /** Returns a kind whose whole content are these keys. */
  static FileKind of(String word, Keys keys) {
    record OfKeys(String word, Keys keys) implements FileKind {
      @Override
      public ObjectNode content() {
        return keys.schema();
      }
    }
    return new OfKeys(word, keys);
  }
}
