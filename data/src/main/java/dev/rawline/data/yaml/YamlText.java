package dev.rawline.data.yaml;

import dev.rawline.data.web.Address;
import dev.rawline.imaging.frame.Described;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.StringNode;

/** Records of keys → the text of a YAML file, with a comment on every key that needs one. */
public final class YamlText {
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*");
  private static final Set<String> MEANINGFUL_WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  /** Characters that JSON leaves as they are and YAML does not. */
  private static final Pattern CONTROLS = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff]");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private YamlText() {}

  /** Returns one key a line, each below a comment with its meaning and its unit. */
  public static <R extends Record> String of(KeyRecord<R> keys, R record) {
    return of(keys, keys.write(record));
  }

  /**
   * Returns the same of a tree.
   *
   * @param tree of such a record, possibly without some of its keys
   */
  public static <R extends Record> String of(KeyRecord<R> keys, JsonNode tree) {
    StringBuilder text = new StringBuilder();
    for (RecordComponent component : keys.components()) {
      JsonNode value = tree.get(KeyRecord.name(component));
      if (value != null) {
        Described key = KeyRecord.key(component);
        text.append("# ").append(key.meaning()).append(unit(key)).append('\n');
        text.append(KeyRecord.name(component)).append(':').append(block(value)).append('\n');
      }
    }
    return text.toString();
  }

  /** Returns a unit in brackets after a space, or an empty text. */
  public static String unit(Described key) {
    return key.unit().isEmpty() ? "" : " [" + key.unit() + "]";
  }

  /**
   * Returns the rows of a matrix and mappings in a mapping below each other, and everything else in
   * one line.
   */
  private static String block(JsonNode value) {
    StringBuilder rows = new StringBuilder();
    if (value.isArray() && !value.isEmpty()) {
      value.forEach(row -> rows.append("\n  - ").append(flow(row)));
    } else if (value.valueStream().anyMatch(JsonNode::isObject)) {
      value.forEachEntry(
          (name, entry) -> rows.append("\n  ").append(name).append(": ").append(flow(entry)));
    } else {
      rows.append(' ').append(flow(value));
    }
    return rows.toString();
  }

  /** Returns values in one line each for display: a plain text is without YAML's quotes. */
  public static SequencedMap<String, String> plain(SequencedMap<String, String> flows) {
    SequencedMap<String, String> plain = new LinkedHashMap<>();
    flows.forEach((name, flow) -> plain.put(name, plain(flow)));
    return plain;
  }

  private static String plain(String flow) {
    if (!flow.startsWith("\"")) {
      return flow;
    }
    try {
      return MAPPER.readTree(flow).stringValue(null);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("%s is no text in quotes".formatted(flow), e);
    }
  }

  /** Returns a value in one line. */
  public static String flow(JsonNode tree) {
    StringJoiner flow;
    switch (tree.getNodeType()) {
      case OBJECT -> {
        flow = new StringJoiner(", ", "{", "}");
        tree.forEachEntry(
            (key, value) -> flow.add(scalar(StringNode.valueOf(key)) + ": " + flow(value)));
      }
      case ARRAY -> {
        flow = new StringJoiner(", ", "[", "]");
        tree.forEach(value -> flow.add(flow(value)));
      }
      default -> {
        return scalar(tree);
      }
    }
    return flow.toString();
  }

  /** A text that is an address is written without its secrets. */
  private static String scalar(JsonNode tree) {
    if (tree.isString() && new Address(tree.stringValue(null)).isSecret()) {
      return scalar(StringNode.valueOf(new Address(tree.stringValue(null)).toString()));
    }
    boolean word =
        tree.isString()
            && WORD.matcher(tree.stringValue(null)).matches()
            && !MEANINGFUL_WORDS.contains(tree.stringValue(null).toLowerCase(Locale.ROOT));
    return word
        ? tree.stringValue(null)
        : CONTROLS
            .matcher(tree.toString())
            .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
  }
}
