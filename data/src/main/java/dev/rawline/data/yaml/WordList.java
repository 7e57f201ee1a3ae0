package dev.rawline.data.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One word, which may mean a whole group, or a list of words.
 *
 * @param words the words, at least one
 */
public record WordList(List<String> words) {
  /** A word alone, or a list of them. */
  public static final ValueType<WordList> YAML =
      ValueType.of(
          WordList.class,
          key -> {
            ObjectNode schema =
                ValueType.describe("a word, or a list of words", key, "string", "array");
            ObjectNode item = ValueType.describe("a word", "string").put("minLength", 1);
            return schema.put("minLength", 1).put("minItems", 1).set("items", item);
          },
          tree ->
              new WordList(
                  tree.isArray()
                      ? tree.valueStream().map(JsonNode::textValue).toList()
                      : List.of(tree.textValue())),
          list ->
              ValueType.RECORDS.valueToTree(
                  list.words.size() == 1 ? list.words.getFirst() : list.words));

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
}
