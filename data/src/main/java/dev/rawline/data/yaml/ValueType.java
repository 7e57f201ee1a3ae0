package dev.rawline.data.yaml;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.optics.Aperture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One type of value in a YAML file: its schema, and how it is read and written, side by side.
 *
 * <p>A schema's title states the valid values, including range and unit. The forms of a value
 * differ in their JSON type, so that a schema needs no alternatives and every problem is reported
 * once.
 *
 * @param <T> the Java type of the value
 */
public abstract class ValueType<T> {
  /** What makes trees. */
  protected static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Numbers, lists of them and records, whose components are keys in snake case → trees. */
  public static final ObjectMapper RECORDS =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultVisibility(
              checks ->
                  checks
                      .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
          .build();

  private static final String VALUES = "values";

  /** A pattern of plain words, any one of them. */
  private static final Pattern WORDS = Pattern.compile("\\w+(?:\\|\\w+)+");

  private final Class<T> type;

  /** Returns a type of the values of a Java class. */
  protected ValueType(Class<T> type) {
    this.type = type;
  }

  /** Returns the Java type of the values. */
  final Class<T> type() {
    return type;
  }

  /** Returns the plural name of the values of this type. */
  protected String plural() {
    return VALUES;
  }

  /** Returns whether a value consists of keys, whose record may reject them. */
  boolean holdsKeys() {
    return false;
  }

  /** Returns the schema of a key of this type. */
  public abstract ObjectNode schema(Described key);

  /**
   * Returns the value of a tree that the schema admits.
   *
   * @throws IllegalArgumentException if the value's own class rejects it
   */
  public abstract T read(JsonNode tree);

  /** Returns the tree of a value. */
  public final JsonNode write(Object value) {
    return tree(type.cast(value));
  }

  /** Returns the tree of a value. */
  protected abstract JsonNode tree(T value);

  /** Returns the schema of a value of one form. */
  public static ObjectNode describe(String expected, String jsonType) {
    return NODES.objectNode().put("title", expected).put("type", jsonType);
  }

  /** Returns the schema of a value that may take several forms, and the camera's where it may. */
  public static ObjectNode describe(String expected, Described key, String... jsonTypes) {
    ObjectNode schema = NODES.objectNode();
    schema.put(
        "title", (key.camera() ? "the word camera, or " : "") + expected + YamlText.unit(key));
    ArrayNode types = schema.putArray("type");
    Arrays.stream(jsonTypes).forEach(types::add);
    return key.camera() ? orCamera(schema, types) : schema;
  }

  private static ObjectNode orCamera(ObjectNode schema, ArrayNode types) {
    types.add("string");
    return schema.put("pattern", "^camera$").put("default", "camera");
  }

  /** Returns the schema of a number within the bounds of its key. */
  protected static ObjectNode numberSchema(String jsonType, String expected, Described key) {
    ObjectNode schema = describe(expected + range(key) + YamlText.unit(key), jsonType);
    bound(schema, "minimum", key.min());
    bound(schema, "exclusiveMinimum", key.above());
    bound(schema, "maximum", key.max());
    return schema;
  }

  private static void bound(ObjectNode schema, String keyword, double bound) {
    if (Double.isFinite(bound)) {
      schema.set(keyword, shortest(bound));
    }
  }

  /** Returns a number that is whole without a point. */
  public static JsonNode shortest(double value) {
    return value == Math.rint(value) ? NODES.numberNode((long) value) : NODES.numberNode(value);
  }

  /** Returns for example " from 0 to 100", " above 0", " of at least 1". */
  private static String range(Described key) {
    boolean above = Double.isFinite(key.above());
    String low = shortest(above ? key.above() : key.min()).asString("");
    if (Double.isFinite(key.max())) {
      return " from " + (above ? "above " : "") + low + " to " + shortest(key.max()).asString("");
    }
    if (above) {
      return " above " + low;
    }
    return Double.isFinite(key.min()) ? " of at least " + low : "";
  }

  /** Makes a schema require these members, all of them numbers, where the value is an object. */
  private static ObjectNode withMembers(ObjectNode schema, Described key, String... names) {
    ObjectNode properties = schema.putObject("properties");
    for (String name : names) {
      properties.set(name, numberSchema("number", "a number", key));
    }
    Arrays.stream(names).forEach(schema.putArray("required")::add);
    return schema.put("additionalProperties", false);
  }

  /** A type of values without keys. */
  private static class Plain<T> extends ValueType<T> {
    private final String plural;
    private final Function<Described, ObjectNode> schema;
    private final Function<JsonNode, T> reader;
    private final Function<T, JsonNode> writer;

    Plain(
        Class<T> type,
        String plural,
        Function<Described, ObjectNode> schema,
        Function<JsonNode, T> reader,
        Function<T, JsonNode> writer) {
      super(type);
      this.plural = plural;
      this.schema = schema;
      this.reader = reader;
      this.writer = writer;
    }

    @Override
    protected String plural() {
      return plural;
    }

    @Override
    public ObjectNode schema(Described key) {
      return schema.apply(key);
    }

    @Override
    public T read(JsonNode tree) {
      return reader.apply(tree);
    }

    @Override
    protected JsonNode tree(T value) {
      return writer.apply(value);
    }
  }

  /** Numbers, truth values, texts, colours, matrices, kernels and apertures. */
  static final List<ValueType<?>> COMMON =
      List.of(
          new Plain<>(
              Double.class,
              "numbers",
              key -> numberSchema("number", "a number", key),
              JsonNode::doubleValue,
              RECORDS::valueToTree),
          new Plain<>(
              Integer.class,
              "whole numbers",
              key -> {
                ObjectNode schema = numberSchema("integer", "a whole number", key);
                return schema.has("maximum") ? schema : schema.put("maximum", Integer.MAX_VALUE);
              },
              JsonNode::intValue,
              RECORDS::valueToTree),
          new Plain<>( // of up to 18 digits, such as a seed
              Long.class,
              VALUES,
              key -> numberSchema("integer", "a whole number", key),
              JsonNode::longValue,
              RECORDS::valueToTree),
          new Plain<>(
              Boolean.class,
              VALUES,
              _ -> describe("true or false", "boolean"),
              JsonNode::booleanValue,
              RECORDS::valueToTree),
          new Plain<>(
              String.class,
              "texts",
              ValueType::textSchema,
              node -> node.stringValue(null),
              RECORDS::valueToTree),
          new Plain<>( // one number for all four kinds of pixel, or one for each
              SiteValues.class,
              VALUES,
              key ->
                  withMembers(
                      describe(
                          "a number for all pixels, or {red: …, green_in_red_row: …,"
                              + " green_in_blue_row: …, blue: …}",
                          key,
                          "number",
                          "object"),
                      key,
                      "red",
                      "green_in_red_row",
                      "green_in_blue_row",
                      "blue"),
              tree ->
                  tree.isNumber()
                      ? SiteValues.uniform(tree.doubleValue())
                      : new SiteValues(
                          tree.get("red").doubleValue(),
                          tree.get("green_in_red_row").doubleValue(),
                          tree.get("green_in_blue_row").doubleValue(),
                          tree.get("blue").doubleValue()),
              value ->
                  value.equals(SiteValues.uniform(value.red()))
                      ? NODES.numberNode(value.red())
                      : RECORDS.valueToTree(value)),
          new Plain<>(
              Rgb.class,
              VALUES,
              key ->
                  withMembers(
                      describe("three numbers, {red: …, green: …, blue: …}", key, "object"),
                      key,
                      "red",
                      "green",
                      "blue"),
              tree ->
                  new Rgb(
                      tree.get("red").doubleValue(),
                      tree.get("green").doubleValue(),
                      tree.get("blue").doubleValue()),
              RECORDS::valueToTree),
          new Plain<>(
              Matrix3.class,
              VALUES,
              key ->
                  rowsSchema(describe("3 rows of 3 numbers, [[…, …, …], …]", key, "array"), 3, key),
              tree -> new Matrix3(rows(tree)),
              matrix -> RECORDS.valueToTree(matrix.rows())),
          new Plain<>(
              Kernel.class,
              VALUES,
              key -> {
                String rows =
                    key.side() == 0
                        ? "an odd number of rows of as many"
                        : key.side() + " rows of " + key.side();
                return rowsSchema(
                    describe(rows + " numbers, [[…, …, …], …]", key, "array"), key.side(), key);
              },
              tree -> new Kernel(rows(tree)),
              kernel -> RECORDS.valueToTree(kernel.rows())),
          new Plain<>( // the f-number of a lens that looks far away, or an objective
              Aperture.class,
              VALUES,
              key ->
                  withMembers(
                          describe(
                              "a number, or {numerical_aperture: …, magnification: …}",
                              key,
                              "number",
                              "object"),
                          key,
                          "numerical_aperture",
                          "magnification")
                      .put("exclusiveMinimum", 0),
              tree ->
                  tree.isNumber()
                      ? new Aperture.FNumber(tree.doubleValue())
                      : new Aperture.Objective(
                          tree.get("numerical_aperture").doubleValue(),
                          tree.get("magnification").doubleValue()),
              aperture ->
                  aperture instanceof Aperture.FNumber(double fNumber)
                      ? NODES.numberNode(fNumber)
                      : RECORDS.valueToTree(aperture)));

  private static ObjectNode textSchema(Described key) {
    String expected =
        WORDS.matcher(key.pattern()).matches()
            ? key.pattern().replaceAll("\\|(?=[^|]*$)", " or ").replace("|", ", ")
            : "text";
    ObjectNode schema = describe(expected, "string").put("minLength", 1);
    return key.pattern().isEmpty() ? schema : schema.put("pattern", "^(?:" + key.pattern() + ")$");
  }

  /**
   * Makes a schema require rows of equal length.
   *
   * @param side how many; 0 for any number
   */
  private static ObjectNode rowsSchema(ObjectNode schema, int side, Described key) {
    ObjectNode row =
        describe(side == 0 ? "a row of numbers" : "a row of " + side + " numbers", "array");
    if (side > 0) {
      schema.put("minItems", side).put("maxItems", side);
      row.put("minItems", side).put("maxItems", side);
    }
    row.set("items", numberSchema("number", "a number", key));
    return schema.set("items", row);
  }

  private static List<List<Double>> rows(JsonNode tree) {
    return tree.valueStream()
        .map(row -> row.valueStream().map(JsonNode::doubleValue).toList())
        .toList();
  }

  /** Returns a type of values, with its schema and how they are read and written. */
  public static <T> ValueType<T> of(
      Class<T> type,
      Function<Described, ObjectNode> schema,
      Function<JsonNode, T> reader,
      Function<T, JsonNode> writer) {
    return new Plain<>(type, VALUES, schema, reader, writer);
  }

  /**
   * Returns the type of values that wrap one of this type, and are written like it.
   *
   * @param reader the value → what holds it
   * @param held the wrapper → its value
   */
  public final <H> ValueType<H> within(
      Class<H> holder, Function<? super T, H> reader, Function<H, ?> held) {
    return new Plain<>(
        holder,
        plural(),
        this::schema,
        tree -> reader.apply(read(tree)),
        value -> write(held.apply(value)));
  }

  /** Returns the type of a record of keys within another. */
  static <T> ValueType<T> record(Class<T> type, ValueTypes types) {
    KeyRecord<?> keys = KeyRecord.of(type, types);
    List<String> names = keys.components().stream().map(KeyRecord::name).toList();
    return new Plain<>(
        type,
        "{" + String.join(", ", names.stream().map(name -> name + ": …").toList()) + "}",
        key -> {
          ObjectNode schema = keys.schema();
          for (String name : key.without()) {
            schema.withObject("properties").withObject(name).put("deprecated", true);
          }
          return schema;
        },
        tree -> type.cast(keys.read(tree)),
        keys::writeAny) {
      @Override
      boolean holdsKeys() {
        return true;
      }
    };
  }

  /** Returns the type of the constants of an enum, by their names in lower case. */
  static <E> ValueType<E> constants(Class<E> type) {
    SequencedMap<String, E> constants = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      constants.put(YamlNames.of((Enum<?>) constant), constant);
    }
    return new Plain<>(
        type,
        String.join(", ", constants.keySet()),
        key -> {
          List<String> names = new ArrayList<>(constants.keySet());
          if (!key.none().isEmpty() && !names.contains(key.none())) {
            names.add(key.none());
          }
          ObjectNode schema = describe(YamlNames.listed(names), "string");
          names.forEach(schema.putArray("enum")::add);
          return schema;
        },
        tree -> constants.get(tree.stringValue(null)),
        constant -> NODES.stringNode(YamlNames.of((Enum<?>) constant)));
  }
}
