package dev.rawline.data.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.optics.Aperture;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One type of value in a YAML file: its schema, and how it is read and written, side by side.
 *
 * <p>A schema's title says what is expected, range and unit included. Where a value may take
 * several forms they differ in their JSON type, so that a schema needs no alternatives and every
 * mistake is reported once.
 *
 * @param <T> the Java type of the value
 */
public abstract class ValueType<T> {
  /** What makes trees. */
  protected static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Class<T> type;

  /** Makes a type of the values that Java holds in a class. */
  protected ValueType(Class<T> type) {
    this.type = type;
  }

  /** Returns the Java type of the values. */
  final Class<T> type() {
    return type;
  }

  /** Returns what the values of this type are called where there are several. */
  protected String plural() {
    return "values";
  }

  /** Returns whether a value is made of keys, whose record may refuse them. */
  boolean holdsKeys() {
    return false;
  }

  /** Returns the schema of a key of this type. */
  public abstract ObjectNode schema(Described key);

  /**
   * Returns the value of a tree that the schema admits.
   *
   * @throws IllegalArgumentException if the value's own class refuses it
   */
  public abstract T read(JsonNode tree);

  /** Returns the tree of a value. */
  public final JsonNode write(Object value) {
    return tree(type.cast(value));
  }

  /** Returns the tree of a value. */
  protected abstract JsonNode tree(T value);

  /** Returns the schema of a value of one form. */
  protected static ObjectNode describe(String expected, String jsonType) {
    return NODES.objectNode().put("title", expected).put("type", jsonType);
  }

  /** Returns the schema of a value that may take several forms, and the camera's where it may. */
  protected static ObjectNode describe(String expected, Described key, String... jsonTypes) {
    ObjectNode schema = NODES.objectNode();
    schema.put("title", (key.camera() ? "the word camera, or " : "") + expected + unit(key));
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
    ObjectNode schema = describe(expected + range(key) + unit(key), jsonType);
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
    String low = shortest(above ? key.above() : key.min()).asText();
    if (Double.isFinite(key.max())) {
      return " from " + (above ? "above " : "") + low + " to " + shortest(key.max()).asText();
    }
    if (above) {
      return " above " + low;
    }
    return Double.isFinite(key.min()) ? " of at least " + low : "";
  }

  /** Returns a unit in brackets after a space, or nothing. */
  protected static String unit(Described key) {
    return key.unit().isEmpty() ? "" : " [" + key.unit() + "]";
  }

  /** Makes a schema demand these members, all of them numbers, where the value is an object. */
  private static ObjectNode withMembers(ObjectNode schema, Described key, String... names) {
    ObjectNode properties = schema.putObject("properties");
    for (String name : names) {
      properties.set(name, numberSchema("number", "a number", key));
    }
    Arrays.stream(names).forEach(schema.putArray("required")::add);
    return schema.put("additionalProperties", false);
  }

  static final class RealNumber extends ValueType<Double> {
    RealNumber() {
      super(Double.class);
    }

    @Override
    protected String plural() {
      return "numbers";
    }

    @Override
    public ObjectNode schema(Described key) {
      return numberSchema("number", "a number", key);
    }

    @Override
    public Double read(JsonNode tree) {
      return tree.doubleValue();
    }

    @Override
    protected JsonNode tree(Double value) {
      return NODES.numberNode(value);
    }
  }

  /** A whole number of up to 18 digits, such as a seed. */
  static final class LargeNumber extends ValueType<Long> {
    LargeNumber() {
      super(Long.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      return numberSchema("integer", "a whole number", key);
    }

    @Override
    public Long read(JsonNode tree) {
      return tree.longValue();
    }

    @Override
    protected JsonNode tree(Long value) {
      return NODES.numberNode(value);
    }
  }

  static final class WholeNumber extends ValueType<Integer> {
    WholeNumber() {
      super(Integer.class);
    }

    @Override
    protected String plural() {
      return "whole numbers";
    }

    @Override
    public ObjectNode schema(Described key) {
      ObjectNode schema = numberSchema("integer", "a whole number", key);
      return schema.has("maximum") ? schema : schema.put("maximum", Integer.MAX_VALUE);
    }

    @Override
    public Integer read(JsonNode tree) {
      return tree.intValue();
    }

    @Override
    protected JsonNode tree(Integer value) {
      return NODES.numberNode(value);
    }
  }

  static final class Truth extends ValueType<Boolean> {
    Truth() {
      super(Boolean.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      return describe("true or false", "boolean");
    }

    @Override
    public Boolean read(JsonNode tree) {
      return tree.booleanValue();
    }

    @Override
    protected JsonNode tree(Boolean value) {
      return NODES.booleanNode(value);
    }
  }

  static final class Text extends ValueType<String> {
    /** A pattern of plain words, any one of them. */
    private static final Pattern WORDS = Pattern.compile("\\w+(?:\\|\\w+)+");

    Text() {
      super(String.class);
    }

    @Override
    protected String plural() {
      return "texts";
    }

    @Override
    public ObjectNode schema(Described key) {
      String expected =
          WORDS.matcher(key.pattern()).matches()
              ? key.pattern().replaceAll("\\|(?=[^|]*$)", " or ").replace("|", ", ")
              : "text";
      ObjectNode schema = describe(expected, "string").put("minLength", 1);
      return key.pattern().isEmpty()
          ? schema
          : schema.put("pattern", "^(?:" + key.pattern() + ")$");
    }

    @Override
    public String read(JsonNode tree) {
      return tree.textValue();
    }

    @Override
    protected JsonNode tree(String value) {
      return NODES.textNode(value);
    }
  }

  /** One of the constants of an enum, by its name in lower case. */
  static final class Name<E> extends ValueType<E> {
    private final List<E> constants;

    Name(Class<E> type) {
      super(type);
      constants = Arrays.asList(type.getEnumConstants());
    }

    @Override
    public ObjectNode schema(Described key) {
      List<String> names =
          Stream.concat(
                  constants.stream().map(this::name),
                  Stream.of(key.none()).filter(none -> !none.isEmpty()))
              .toList();
      ObjectNode schema = describe(YamlNames.listed(names), "string");
      names.forEach(schema.putArray("enum")::add);
      return schema;
    }

    @Override
    public E read(JsonNode tree) {
      return constants.stream()
          .filter(constant -> name(constant).equals(tree.textValue()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    protected JsonNode tree(E value) {
      return NODES.textNode(name(value));
    }

    @Override
    protected String plural() {
      return String.join(", ", constants.stream().map(this::name).toList());
    }

    private String name(E constant) {
      return YamlNames.of((Enum<?>) constant);
    }
  }

  /** A number for all four kinds of pixel, or one for each. */
  static final class Sites extends ValueType<SiteValues> {
    Sites() {
      super(SiteValues.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      return withMembers(
          describe(
              "a number for all pixels, or {red: …, green_in_red_row: …, green_in_blue_row: …,"
                  + " blue: …}",
              key,
              "number",
              "object"),
          key,
          "red",
          "green_in_red_row",
          "green_in_blue_row",
          "blue");
    }

    @Override
    public SiteValues read(JsonNode tree) {
      return tree.isNumber()
          ? SiteValues.uniform(tree.doubleValue())
          : new SiteValues(
              tree.get("red").doubleValue(),
              tree.get("green_in_red_row").doubleValue(),
              tree.get("green_in_blue_row").doubleValue(),
              tree.get("blue").doubleValue());
    }

    @Override
    protected JsonNode tree(SiteValues value) {
      return value.equals(SiteValues.uniform(value.red()))
          ? NODES.numberNode(value.red())
          : NODES
              .objectNode()
              .put("red", value.red())
              .put("green_in_red_row", value.greenInRedRow())
              .put("green_in_blue_row", value.greenInBlueRow())
              .put("blue", value.blue());
    }
  }

  static final class Colours extends ValueType<Rgb> {
    Colours() {
      super(Rgb.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      return withMembers(
          describe("three numbers, {red: …, green: …, blue: …}", key, "object"),
          key,
          "red",
          "green",
          "blue");
    }

    @Override
    public Rgb read(JsonNode tree) {
      return new Rgb(
          tree.get("red").doubleValue(),
          tree.get("green").doubleValue(),
          tree.get("blue").doubleValue());
    }

    @Override
    protected JsonNode tree(Rgb value) {
      return NODES
          .objectNode()
          .put("red", value.red())
          .put("green", value.green())
          .put("blue", value.blue());
    }
  }

  static final class Matrix extends ValueType<Matrix3> {
    Matrix() {
      super(Matrix3.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      ObjectNode schema = describe("3 rows of 3 numbers, [[…, …, …], …]", key, "array");
      ObjectNode row =
          describe("a row of 3 numbers", "array").put("minItems", 3).put("maxItems", 3);
      row.set("items", numberSchema("number", "a number", key));
      schema.put("minItems", 3).put("maxItems", 3).set("items", row);
      return schema;
    }

    @Override
    public Matrix3 read(JsonNode tree) {
      double[] numbers = new double[9];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = tree.get(i / 3).get(i % 3).doubleValue();
      }
      return Matrix3.of(numbers);
    }

    @Override
    protected JsonNode tree(Matrix3 value) {
      return rows(value.rows(), NODES::numberNode);
    }
  }

  static final class Weights extends ValueType<Kernel> {
    Weights() {
      super(Kernel.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      int side = key.side();
      String rows = side == 0 ? "an odd number of rows of as many" : side + " rows of " + side;
      ObjectNode schema = describe(rows + " numbers, [[…, …, …], …]", key, "array");
      ObjectNode row =
          describe(side == 0 ? "a row of numbers" : "a row of " + side + " numbers", "array");
      row.set("items", numberSchema("number", "a number", key));
      if (side > 0) {
        schema.put("minItems", side).put("maxItems", side);
        row.put("minItems", side).put("maxItems", side);
      }
      return schema.set("items", row);
    }

    @Override
    public Kernel read(JsonNode tree) {
      return new Kernel(
          tree.valueStream()
              .map(row -> row.valueStream().map(JsonNode::doubleValue).toList())
              .toList());
    }

    @Override
    protected JsonNode tree(Kernel value) {
      return rows(value.rows(), NODES::numberNode);
    }
  }

  /** The f-number of a lens that looks far away, or the two numbers of an objective. */
  static final class Opening extends ValueType<Aperture> {
    Opening() {
      super(Aperture.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      return withMembers(
              describe(
                  "a number, or {numerical_aperture: …, magnification: …}",
                  key,
                  "number",
                  "object"),
              key,
              "numerical_aperture",
              "magnification")
          .put("exclusiveMinimum", 0);
    }

    @Override
    public Aperture read(JsonNode tree) {
      return tree.isNumber()
          ? new Aperture.FNumber(tree.doubleValue())
          : new Aperture.Objective(
              tree.get("numerical_aperture").doubleValue(),
              tree.get("magnification").doubleValue());
    }

    @Override
    protected JsonNode tree(Aperture value) {
      return switch (value) {
        case Aperture.FNumber(double fNumber) -> NODES.numberNode(fNumber);
        case Aperture.Objective(double numericalAperture, double magnification) ->
            NODES
                .objectNode()
                .put("numerical_aperture", numericalAperture)
                .put("magnification", magnification);
      };
    }
  }

  /** Returns lists in a list. */
  protected static <N> ArrayNode rows(List<List<N>> rows, Function<N, JsonNode> number) {
    ArrayNode tree = NODES.arrayNode();
    for (List<N> row : rows) {
      ArrayNode branch = tree.addArray();
      row.forEach(value -> branch.add(number.apply(value)));
    }
    return tree;
  }
}
