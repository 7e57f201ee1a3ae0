package dev.rawline.data.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The keys of a mapping in a YAML file, and the value that they make. */
public interface Keys {

  /** Returns the schema of the mapping; of the value itself where the only key is bare. */
  ObjectNode schema();

  /** Returns whether a file may leave out all of the keys. */
  boolean mayBeLeftOut();

  /**
   * Returns the value of a tree that the schema admits.
   *
   * @param camera the camera's value of a key that a file leaves to the camera
   * @throws IllegalArgumentException if the value's own class rejects it
   */
  Object read(JsonNode tree, Function<RecordComponent, Object> camera);

  /** Returns the tree of a value. */
  JsonNode writeAny(Object value);

  /** Returns the units of the keys, such as {@code radius [px]}, those without one left out. */
  List<String> units();

  /** Returns the title of a mapping with some keys. */
  static String title(ObjectNode properties) {
    List<String> names = properties.propertyStream().map(Map.Entry::getKey).toList();
    return (names.size() == 1 ? "the key " : "the keys ") + String.join(", ", names);
  }
}
