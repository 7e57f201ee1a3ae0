package dev.rawline.data.yaml;

import dev.rawline.data.file.BoundedFile;
import java.io.StringReader;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * File → tree: the values of a YAML file, and the line of each.
 *
 * <p>Words without quotes are read by the core schema of YAML 1.2: {@code true}, {@code 12}, {@code
 * 1e-5}, {@code null} have their usual meaning; everything else is text. A number that is not
 * finite stays text, so that it is rejected where a number is expected. Anchors, aliases and tags
 * are rejected, and so are files of more than 1 MiB or 20 levels: descriptions need none of them.
 */
public final class YamlDocument {
  /** How large a file may be [bytes]. */
  public static final int MOST_BYTES = 1 << 20;

  private static final int MOST_LEVELS = 20;
  private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
  private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");

  /** The number of digits that always fit a long; longer numbers are read as floating-point. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?[0-9]{1,18}");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode root;
  private final Map<JsonPointer, Place> places = new HashMap<>();
  private final Problems problems;

  private YamlDocument(Node node, Problems problems) {
    this.problems = problems;
    root = convert(node, JsonPointer.empty(), new Place("", line(node), ""));
  }

  /**
   * The place of a value: its keys, such as {@code stages[3].median}, and its line, from 1; or, for
   * a value that is not in the file, its option.
   */
  private record Place(String path, int line, String by) {
    Place key(String name, int keyLine) {
      return new Place(path.isEmpty() ? name : path + "." + name, by.isEmpty() ? keyLine : 0, by);
    }

    Place item(int index, int itemLine) {
      return new Place(path + "[" + index + "]", by.isEmpty() ? itemLine : 0, by);
    }

    @Override
    public String toString() {
      if (path.isEmpty()) {
        return "the file";
      }
      return path + (by.isEmpty() ? " (line " + line + ")" : " (" + by + ")");
    }
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it does not exist or is no YAML valid for a description
   */
  public static YamlDocument read(Path file) throws ConfigurationException {
    return of(file, text(file));
  }

  /**
   * Reads a text.
   *
   * @param file its name in messages
   * @throws ConfigurationException if it is no YAML valid for a description
   */
  public static YamlDocument of(Path file, String text) throws ConfigurationException {
    Problems problems = new Problems();
    Node node = compose(file, text);
    if (node == null) {
      throw new ConfigurationException(
          file, List.of("is empty: see docs/reference/formats.md for an example"));
    }
    YamlDocument document = new YamlDocument(node, problems);
    problems.refuse(file);
    return document;
  }

  /** Returns an empty document. */
  public static YamlDocument empty() {
    return new YamlDocument(new Yaml().compose(new StringReader("{}")), new Problems());
  }

  /**
   * Replaces the value of a key, or adds the key.
   *
   * @param file the document's name in messages
   * @param key a key of the first level, or nested ones joined by dots
   * @param text the value, as after the key
   * @param by the name of the value's place in messages, such as {@code --epochs}
   * @throws ConfigurationException if the text is no YAML
   */
  public void put(Path file, String key, String text, String by) throws ConfigurationException {
    if (!(root instanceof ObjectNode mapping)) {
      return; // which the schema rejects
    }
    JsonPointer pointer = JsonPointer.empty();
    String path = "";
    List<String> names = List.of(key.split("\\.", -1));
    for (String name : names.subList(0, names.size() - 1)) {
      pointer = pointer.appendProperty(name);
      path += path.isEmpty() ? name : "." + name;
      mapping = within(mapping, name, pointer, new Place(path, 0, by));
    }
    pointer = pointer.appendProperty(names.getLast());
    removePlacesWithin(pointer);
    Node node = compose(Path.of(by), text);
    Place place = new Place(key, 0, by);
    if (node == null) {
      places.put(pointer, place);
      mapping.set(names.getLast(), NODES.nullNode());
    } else {
      mapping.set(names.getLast(), convert(node, pointer, place));
    }
    problems.refuse(file);
  }

  /** Returns the mapping of a key; anything else there is replaced by an empty one. */
  private ObjectNode within(ObjectNode holder, String name, JsonPointer pointer, Place place) {
    if (holder.get(name) instanceof ObjectNode there) {
      return there;
    }
    removePlacesWithin(pointer);
    places.put(pointer, place);
    return holder.putObject(name);
  }

  private void removePlacesWithin(JsonPointer pointer) {
    places.keySet().removeIf(place -> place.toString().startsWith(pointer + "/"));
  }

  private static Node compose(Path file, String text) throws ConfigurationException {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MOST_LEVELS);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      throw new ConfigurationException(file, List.of(syntax(e)));
    } catch (YAMLException e) {
      throw new ConfigurationException(file, List.of("is no YAML: " + e.getMessage()));
    }
  }

  /** Returns the whole tree. */
  public JsonNode root() {
    return root;
  }

  /** Returns the line of a value, from 1. */
  public int line(JsonPointer pointer) {
    return places.get(pointer).line();
  }

  /** Returns a place for people to read, such as {@code stages[3].median.size (line 7)}. */
  public String place(JsonPointer pointer) {
    return places.get(pointer).toString();
  }

  private static String text(Path file) throws ConfigurationException {
    try {
      return BoundedFile.text(file, MOST_BYTES);
    } catch (FileSystemException e) {
      throw new ConfigurationException(file, List.of(e.getReason()));
    }
  }

  private static String syntax(MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return "line %d, column %d is no YAML: %s; check indentation, brackets and quotes there"
        .formatted(mark.getLine() + 1, mark.getColumn() + 1, context + e.getProblem());
  }

  private JsonNode convert(Node node, JsonPointer pointer, Place place) {
    places.put(pointer, place);
    if (node.getAnchor() != null) {
      refuse(place, " has the anchor &" + node.getAnchor() + ": write the value out instead");
      return NODES.nullNode();
    }
    if (!node.getTag().getValue().startsWith(Tag.PREFIX)) {
      refuse(place, " has the tag " + node.getTag() + ": remove the tag");
      return NODES.nullNode();
    }
    return switch (node) {
      case MappingNode mapping -> convert(mapping, pointer, place);
      case SequenceNode sequence -> convert(sequence, pointer, place);
      case ScalarNode scalar -> convert(scalar);
      default -> throw new AssertionError("unknown kind of YAML node: " + node);
    };
  }

  private ObjectNode convert(MappingNode mapping, JsonPointer pointer, Place place) {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(line, "line " + line + " has a key that is no word: expected 'key: value'");
        continue;
      }
      String name = key.getValue();
      if (object.has(name)) {
        refuse(
            place.key(name, line),
            " is in line %d already: remove one of the two"
                .formatted(line(pointer.appendProperty(name))));
        continue;
      }
      object.set(
          name, convert(tuple.getValueNode(), pointer.appendProperty(name), place.key(name, line)));
    }
    return object;
  }

  private ArrayNode convert(SequenceNode sequence, JsonPointer pointer, Place place) {
    ArrayNode array = NODES.arrayNode();
    for (Node item : sequence.getValue()) {
      int index = array.size();
      array.add(convert(item, pointer.appendIndex(index), place.item(index, line(item))));
    }
    return array;
  }

  private void refuse(Place place, String what) {
    problems.add(place.line(), place + what);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static JsonNode convert(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return NODES.stringNode(text);
    }
    if (NOTHING.matcher(text).matches()) {
      return NODES.nullNode();
    }
    if (TRUTH.matcher(text).matches()) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    if (WHOLE_NUMBER.matcher(text).matches()) {
      return NODES.numberNode(Long.parseLong(text));
    }
    if (NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
      return NODES.numberNode(Double.parseDouble(text));
    }
    return NODES.stringNode(text);
  }
}
