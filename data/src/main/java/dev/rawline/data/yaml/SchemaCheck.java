package dev.rawline.data.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tree × schema → problems, in the words of the schema's titles and descriptions. */
public final class SchemaCheck {
  private static final Map<FileKind, Schema> COMPILED = new ConcurrentHashMap<>();

  private final JsonNode schema;
  private final YamlDocument document;
  private final Problems problems;
  private final Set<JsonPointer> refused = new HashSet<>();

  /** Every rejected value, and all that contain one. */
  private final Set<JsonPointer> holders = new HashSet<>();

  /** Checks a document and adds its problems to the others. */
  public SchemaCheck(FileKind kind, YamlDocument document, Problems problems) {
    this(COMPILED.computeIfAbsent(kind, known -> compile(known.schema())), document, problems);
  }

  /** Checks a document against a given schema and adds its problems to the others. */
  public SchemaCheck(ObjectNode schema, YamlDocument document, Problems problems) {
    this(compile(schema), document, problems);
  }

  private SchemaCheck(Schema compiled, YamlDocument document, Problems problems) {
    this.schema = compiled.getSchemaNode();
    this.document = document;
    this.problems = problems;
    List<Error> errors = compiled.validate(document.root());
    Set<JsonPointer> crowded = new HashSet<>();
    for (Error error : errors) {
      if (error.getKeyword().equals("maxProperties")) {
        crowded.add(place(error));
      }
    }
    for (Error error : errors) {
      JsonPointer place = place(error);
      switch (error.getKeyword()) {
        case "required" -> lacking(place, error.getProperty());
        case "additionalProperties" -> {
          if (!crowded.contains(place)) {
            unknown(place, error.getProperty());
          }
        }
        case "maxProperties" -> tooMany(place);
        default -> unexpected(place);
      }
    }
  }

  /** The validator compares with whole bounds as 64-bit integers, and throws at larger values. */
  private static Schema compile(ObjectNode schema) {
    ObjectNode compiled = schema.deepCopy();
    for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
      for (JsonNode holder : compiled.findParents(bound)) {
        if (holder.get(bound).isNumber()) {
          ((ObjectNode) holder).put(bound, holder.get(bound).doubleValue());
        }
      }
    }
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(compiled);
  }

  /** Returns whether the value at a place, or one in it, was rejected. */
  public boolean refuses(JsonPointer place) {
    return holders.contains(place);
  }

  /** Notes a rejected value and its parents; returns false if it was rejected before. */
  private boolean refuse(JsonPointer place) {
    JsonPointer holder = place;
    while (holder != null && holders.add(holder)) {
      holder = holder.head();
    }
    return refused.add(place);
  }

  private static JsonPointer place(Error error) {
    return JsonPointer.compile(error.getInstanceLocation().toString());
  }

  private void lacking(JsonPointer holder, String key) {
    refuse(holder);
    problems.add(
        document.line(holder),
        "%s lacks %s: expected %s"
            .formatted(document.place(holder), key, expected(holder.appendProperty(key))));
  }

  private void unknown(JsonPointer holder, String key) {
    JsonPointer place = holder.appendProperty(key);
    refuse(place);
    List<String> known = proposed(schemaAt(holder).path("properties"));
    problems.add(
        document.line(place),
        "%s is not a key here: %s%s"
            .formatted(document.place(place), didYouMean(key, known), expectedOneOf(known)));
  }

  private void tooMany(JsonPointer place) {
    refuse(place);
    JsonNode value = document.root().at(place);
    problems.add(
        document.line(place),
        "%s contains the keys %s: expected one %s; put its own keys in { } after it, or indent them further"
            .formatted(
                document.place(place),
                String.join(", ", keys(value)),
                AlternativesType.one(schemaAt(place).path("title").asString(""))));
  }

  private void unexpected(JsonPointer place) {
    if (!refuse(place)) {
      return;
    }
    JsonNode value = document.root().at(place);
    JsonNode wanted = schemaAt(place);
    List<String> names = new ArrayList<>(keys(wanted.path("properties")));
    wanted.path("enum").forEach(name -> names.add(name.stringValue(null)));
    String word = value.isString() ? value.stringValue(null) : "";
    JsonNode named = wanted.path("properties").path(word);
    problems.add(
        document.line(place),
        named.isMissingNode()
            ? "%s is %s: %sexpected %s"
                .formatted(
                    document.place(place), shown(value), didYouMean(word, names), expected(place))
            : "%s is %s alone: expected after it a colon and %s"
                .formatted(document.place(place), word, named.get("title").stringValue(null)));
  }

  private String expected(JsonPointer place) {
    JsonNode wanted = schemaAt(place);
    String title = wanted.path("title").asString("");
    return wanted.has("description")
        ? title + " (" + wanted.get("description").asString("") + ")"
        : title;
  }

  private JsonNode schemaAt(JsonPointer place) {
    JsonNode at = schema;
    for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
      at =
          at.has("items") && rest.mayMatchElement()
              ? at.get("items")
              : member(at, rest.getMatchingProperty());
    }
    return at;
  }

  /** Returns the schema of a member: its own, or that of all which are not named. */
  private static JsonNode member(JsonNode object, String name) {
    JsonNode own = object.path("properties").path(name);
    return own.isMissingNode() ? object.path("additionalProperties") : own;
  }

  private static List<String> keys(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** Returns the keys that a message may propose. */
  private static List<String> proposed(JsonNode properties) {
    return keys(properties).stream()
        .filter(name -> !properties.get(name).path("deprecated").asBoolean(false))
        .toList();
  }

  private static String didYouMean(String word, List<String> known) {
    return YamlNames.nearest(word, known).map(name -> "did you mean " + name + "? ").orElse("");
  }

  private static String expectedOneOf(List<String> names) {
    return "expected " + (names.size() == 1 ? "" : "one of ") + String.join(", ", names);
  }

  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "empty";
      case STRING -> "'" + value.stringValue(null) + "'";
      case ARRAY -> "a list of " + value.size();
      case OBJECT -> "a mapping of " + String.join(", ", keys(value));
      case NUMBER, BOOLEAN, BINARY, POJO -> value.asString("");
    };
  }
}
