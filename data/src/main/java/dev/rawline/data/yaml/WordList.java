package dev.rawline.data.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.imaging.frame.Described;
import java.util.List;

/**
 * One word, which may mean a whole group, or a list of words.
 *
 * @param words the words, at least one
 */
@YamlType(WordList.Type.class)
public record WordList(List<String> words) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public WordList {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("an empty list: expected at least one word");
    }
  }

  /** Returns some words. */
  public static WordList of(String... words) {
    return new WordList(List.of(words));
  }

  /** Returns whether one word is meant, standing alone. */
  public boolean isAlone(String word) {
    return words.equals(List.of(word));
  }

  /** A word alone, or a list of them. */
  static final class Type extends ValueType<WordList> {
    Type() {
      super(WordList.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      ObjectNode schema = describe("a word, or a list of words", key, "string", "array");
      ObjectNode item = describe("a word", "string").put("minLength", 1);
      schema.put("minLength", 1).put("minItems", 1).set("items", item);
      return schema;
    }

    @Override
    public WordList read(JsonNode tree) {
      return new WordList(
          tree.isArray()
              ? tree.valueStream().map(JsonNode::textValue).toList()
              : List.of(tree.textValue()));
    }

    @Override
    protected JsonNode tree(WordList value) {
      if (value.words.size() == 1) {
        return NODES.textNode(value.words.getFirst());
      }
      ArrayNode list = NODES.arrayNode();
      value.words.forEach(list::add);
      return list;
    }
  }
}
