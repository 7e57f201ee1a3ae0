package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Origin;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.optics.Aperture;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One type of value in a YAML file: its schema, and how it is read and written, side by side.
 *
 * <p>A schema's title says what is expected, range and unit included. Where a value may take
 * several forms they differ in their JSON type, so that a schema needs no alternatives and every
 * mistake is reported once.
 *
 * @param <T> the Java type of the value
 */
abstract sealed class ValueType<T> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<ValueType<?>> ALL =
      List.of(
          new RealNumber(),
          new WholeNumber(),
          new Truth(),
          new Text(),
          new Sites(),
          new Colours(),
          new Matrix(),
          new Weights(),
          new Pixels(),
          new Provenances(),
          new Numbers(),
          new Counts(),
          new Opening(),
          new PointSpreads());

  private final Class<T> type;

  private ValueType(Class<T> type) {
    this.type = type;
  }

  /** Returns the type of values that Java holds in this class. */
  static ValueType<?> of(Class<?> type) {
    return type.isEnum()
        ? new Name<>(type)
        : ALL.stream().filter(known -> known.type.isAssignableFrom(type)).findFirst().orElseThrow();
  }

  /** Returns the schema of a key of this type. */
  abstract ObjectNode schema(Key key);

  /** Returns the value of a tree that the schema admits. */
  abstract T read(JsonNode tree);

  /** Returns the tree of a value. */
  final JsonNode write(Object value) {
    return tree(type.cast(value));
  }

  abstract JsonNode tree(T value);

  private static ObjectNode describe(String expected, String jsonType) {
    return NODES.objectNode().put("title", expected).put("type", jsonType);
  }

  /** Returns the schema of a value that may take several forms, and the camera's where it may. */
  private static ObjectNode describe(String expected, Key key, String... jsonTypes) {
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

  private static ObjectNode numberSchema(String jsonType, String expected, Key key) {
    ObjectNode schema = describe(expected + range(key) + unit(key), jsonType);
    bound(schema, "minimum", key.least());
    bound(schema, "exclusiveMinimum", key.above());
    bound(schema, "maximum", key.most());
    return schema;
  }

  private static void bound(ObjectNode schema, String keyword, double bound) {
    if (Double.isFinite(bound)) {
      schema.set(keyword, shortest(bound));
    }
  }

  static JsonNode shortest(double value) {
    return value == Math.rint(value) ? NODES.numberNode((long) value) : NODES.numberNode(value);
  }

  /** Returns for example " from 0 to 100", " above 0", " of at least 1". */
  private static String range(Key key) {
    boolean above = Double.isFinite(key.above());
    String low = shortest(above ? key.above() : key.least()).asText();
    if (Double.isFinite(key.most())) {
      return " from " + (above ? "above " : "") + low + " to " + shortest(key.most()).asText();
    }
    if (above) {
      return " above " + low;
    }
    return Double.isFinite(key.least()) ? " of at least " + low : "";
  }

  private static String unit(Key key) {
    return key.unit().isEmpty() ? "" : " [" + key.unit() + "]";
  }

  /** Makes a schema demand these members, all of them numbers, where the value is an object. */
  private static ObjectNode withMembers(ObjectNode schema, Key key, String... names) {
    ObjectNode properties = schema.putObject("properties");
    for (String name : names) {
      properties.set(name, numberSchema("number", "a number", key));
    }
    Arrays.stream(names).forEach(schema.putArray("required")::add);
    return schema.put("additionalProperties", false);
  }

  private static final class RealNumber extends ValueType<Double> {
    RealNumber() {
      super(Double.class);
    }

    @Override
    ObjectNode schema(Key key) {
      return numberSchema("number", "a number", key);
    }

    @Override
    Double read(JsonNode tree) {
      return tree.doubleValue();
    }

    @Override
    JsonNode tree(Double value) {
      return NODES.numberNode(value);
    }
  }

  private static final class WholeNumber extends ValueType<Integer> {
    WholeNumber() {
      super(Integer.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema = numberSchema("integer", "a whole number", key);
      return schema.has("maximum") ? schema : schema.put("maximum", Integer.MAX_VALUE);
    }

    @Override
    Integer read(JsonNode tree) {
      return tree.intValue();
    }

    @Override
    JsonNode tree(Integer value) {
      return NODES.numberNode(value);
    }
  }

  private static final class Truth extends ValueType<Boolean> {
    Truth() {
      super(Boolean.class);
    }

    @Override
    ObjectNode schema(Key key) {
      return describe("true or false", "boolean");
    }

    @Override
    Boolean read(JsonNode tree) {
      return tree.booleanValue();
    }

    @Override
    JsonNode tree(Boolean value) {
      return NODES.booleanNode(value);
    }
  }

  private static final class Text extends ValueType<String> {
    Text() {
      super(String.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema = describe("text", "string").put("minLength", 1);
      return key.pattern().isEmpty()
          ? schema
          : schema.put("pattern", "^(?:" + key.pattern() + ")$");
    }

    @Override
    String read(JsonNode tree) {
      return tree.textValue();
    }

    @Override
    JsonNode tree(String value) {
      return NODES.textNode(value);
    }
  }

  /** One of the constants of an enum, by its name in lower case. */
  private static final class Name<E> extends ValueType<E> {
    private final List<E> constants;

    Name(Class<E> type) {
      super(type);
      constants = Arrays.asList(type.getEnumConstants());
    }

    @Override
    ObjectNode schema(Key key) {
      List<String> names = constants.stream().map(this::name).toList();
      ObjectNode schema =
          describe(
              String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast(),
              "string");
      names.forEach(schema.putArray("enum")::add);
      return schema;
    }

    @Override
    E read(JsonNode tree) {
      return constants.stream()
          .filter(constant -> name(constant).equals(tree.textValue()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    JsonNode tree(E value) {
      return NODES.textNode(name(value));
    }

    private String name(E constant) {
      return Names.of((Enum<?>) constant);
    }
  }

  /** A number for all four kinds of pixel, or one for each. */
  private static final class Sites extends ValueType<SiteValues> {
    Sites() {
      super(SiteValues.class);
    }

    @Override
    ObjectNode schema(Key key) {
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
    SiteValues read(JsonNode tree) {
      return tree.isNumber()
          ? SiteValues.uniform(tree.doubleValue())
          : new SiteValues(
              tree.get("red").doubleValue(),
              tree.get("green_in_red_row").doubleValue(),
              tree.get("green_in_blue_row").doubleValue(),
              tree.get("blue").doubleValue());
    }

    @Override
    JsonNode tree(SiteValues value) {
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

  private static final class Colours extends ValueType<Rgb> {
    Colours() {
      super(Rgb.class);
    }

    @Override
    ObjectNode schema(Key key) {
      return withMembers(
          describe("three numbers, {red: …, green: …, blue: …}", key, "object"),
          key,
          "red",
          "green",
          "blue");
    }

    @Override
    Rgb read(JsonNode tree) {
      return new Rgb(
          tree.get("red").doubleValue(),
          tree.get("green").doubleValue(),
          tree.get("blue").doubleValue());
    }

    @Override
    JsonNode tree(Rgb value) {
      return NODES
          .objectNode()
          .put("red", value.red())
          .put("green", value.green())
          .put("blue", value.blue());
    }
  }

  private static final class Matrix extends ValueType<Matrix3> {
    Matrix() {
      super(Matrix3.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema = describe("3 rows of 3 numbers, [[…, …, …], …]", key, "array");
      ObjectNode row =
          describe("a row of 3 numbers", "array").put("minItems", 3).put("maxItems", 3);
      row.set("items", numberSchema("number", "a number", key));
      schema.put("minItems", 3).put("maxItems", 3).set("items", row);
      return schema;
    }

    @Override
    Matrix3 read(JsonNode tree) {
      double[] numbers = new double[9];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = tree.get(i / 3).get(i % 3).doubleValue();
      }
      return Matrix3.of(numbers);
    }

    @Override
    JsonNode tree(Matrix3 value) {
      return rows(value.rows(), NODES::numberNode);
    }
  }

  private static final class Weights extends ValueType<Kernel> {
    Weights() {
      super(Kernel.class);
    }

    @Override
    ObjectNode schema(Key key) {
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
    Kernel read(JsonNode tree) {
      return new Kernel(
          tree.valueStream()
              .map(row -> row.valueStream().map(JsonNode::doubleValue).toList())
              .toList());
    }

    @Override
    JsonNode tree(Kernel value) {
      return rows(value.rows(), NODES::numberNode);
    }
  }

  private static final class Pixels extends ValueType<PixelList> {
    Pixels() {
      super(PixelList.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema =
          describe(
              "a list of pixels, [[row, column], …], or the name of a CSV file",
              key,
              "array",
              "string");
      ObjectNode pixel =
          describe("a pixel, [row, column]", "array").put("minItems", 2).put("maxItems", 2);
      pixel.set(
          "items",
          describe("a whole number of at least 0 [px]", "integer")
              .put("minimum", 0)
              .put("maximum", Integer.MAX_VALUE));
      schema.put("minLength", 1).set("items", pixel);
      return schema;
    }

    @Override
    PixelList read(JsonNode tree) {
      return tree.isTextual()
          ? new PixelList.InFile(tree.textValue())
          : new PixelList.Listed(
              tree.valueStream()
                  .map(pixel -> new Pixel(pixel.get(0).intValue(), pixel.get(1).intValue()))
                  .toList());
    }

    @Override
    JsonNode tree(PixelList value) {
      return switch (value) {
        case PixelList.InFile file -> NODES.textNode(file.name());
        case PixelList.Listed listed ->
            rows(
                listed.pixels().stream()
                    .map(pixel -> List.of(pixel.row(), pixel.column()))
                    .toList(),
                NODES::numberNode);
      };
    }
  }

  /** Where numbers come from, by the keys of a record. */
  private static final class Provenances extends ValueType<Origins> {
    private static final Name<Origin.Basis> BASIS = new Name<>(Origin.Basis.class);

    Provenances() {
      super(Origins.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema = describe("a mapping from keys to {basis: …, note: …}", key, "object");
      ObjectNode properties = schema.putObject("properties");
      for (RecordComponent component : KeyRecord.of(key.keysOf()).components()) {
        if (component.getType() != Origins.class) {
          properties.set(KeyRecord.name(component), origin(key));
        }
      }
      return schema.put("additionalProperties", false);
    }

    private static ObjectNode origin(Key key) {
      ObjectNode origin = describe("{basis: …, note: …}", "object");
      ObjectNode members = origin.putObject("properties");
      members.set("basis", BASIS.schema(key));
      members.set("note", describe("text", "string").put("minLength", 1));
      origin.putArray("required").add("basis").add("note");
      return origin.put("additionalProperties", false);
    }

    @Override
    Origins read(JsonNode tree) {
      Map<String, Origin> byKey = new LinkedHashMap<>();
      tree.forEachEntry(
          (name, origin) ->
              byKey.put(
                  name,
                  new Origin(BASIS.read(origin.get("basis")), origin.get("note").textValue())));
      return new Origins(byKey);
    }

    @Override
    JsonNode tree(Origins value) {
      ObjectNode tree = NODES.objectNode();
      value
          .byKey()
          .forEach(
              (name, origin) -> {
                ObjectNode branch = tree.putObject(name);
                branch.set("basis", BASIS.tree(origin.basis()));
                branch.put("note", origin.note());
              });
      return tree;
    }
  }

  private static final class Numbers extends ValueType<Coefficients> {
    Numbers() {
      super(Coefficients.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema = describe("a list of numbers", key, "array");
      return schema.set("items", numberSchema("number", "a number", key));
    }

    @Override
    Coefficients read(JsonNode tree) {
      return new Coefficients(tree.valueStream().map(JsonNode::doubleValue).toList());
    }

    @Override
    JsonNode tree(Coefficients value) {
      ArrayNode tree = NODES.arrayNode();
      value.numbers().forEach(tree::add);
      return tree;
    }
  }

  private static final class Counts extends ValueType<ClassCounts> {
    Counts() {
      super(ClassCounts.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema = describe("a mapping from classes to whole numbers", key, "object");
      return schema.set(
          "additionalProperties",
          describe("a whole number of at least 1", "integer")
              .put("minimum", 1)
              .put("maximum", Integer.MAX_VALUE));
    }

    @Override
    ClassCounts read(JsonNode tree) {
      TreeMap<String, Integer> byClass = new TreeMap<>();
      tree.forEachEntry((name, count) -> byClass.put(name, count.intValue()));
      return new ClassCounts(byClass);
    }

    @Override
    JsonNode tree(ClassCounts value) {
      ObjectNode tree = NODES.objectNode();
      value.byClass().forEach(tree::put);
      return tree;
    }
  }

  /** The f-number of a lens that looks far away, or the two numbers of an objective. */
  private static final class Opening extends ValueType<Aperture> {
    Opening() {
      super(Aperture.class);
    }

    @Override
    ObjectNode schema(Key key) {
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
    Aperture read(JsonNode tree) {
      return tree.isNumber()
          ? new Aperture.FNumber(tree.doubleValue())
          : new Aperture.Objective(
              tree.get("numerical_aperture").doubleValue(),
              tree.get("magnification").doubleValue());
    }

    @Override
    JsonNode tree(Aperture value) {
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

  /** The word diffraction, or one kind of point spread with its keys. */
  private static final class PointSpreads extends ValueType<PointSpreadKeys> {
    private static final String DIFFRACTION =
        PointSpreadKeys.name(PointSpreadKeys.DiffractionKeys.class);
    private static final String EXPECTED =
        "the word diffraction, or {gaussian: …}, {defocus: …}, {motion: …} or {measured: …}";

    PointSpreads() {
      super(PointSpreadKeys.class);
    }

    @Override
    ObjectNode schema(Key key) {
      ObjectNode schema = describe(EXPECTED, key, "string", "object");
      schema.put("pattern", "^" + DIFFRACTION + "$");
      ObjectNode properties = schema.putObject("properties");
      for (Class<? extends Record> kind : PointSpreadKeys.KINDS) {
        properties.set(PointSpreadKeys.name(kind), new KeyRecord<>(kind).schema());
      }
      return schema.put("additionalProperties", false);
    }

    @Override
    PointSpreadKeys read(JsonNode tree) {
      if (tree.isTextual()) {
        return new PointSpreadKeys.DiffractionKeys();
      }
      if (tree.size() != 1) {
        throw new IllegalArgumentException(
            "point_spread holds %d kinds of point spread: expected %s"
                .formatted(tree.size(), EXPECTED));
      }
      return PointSpreadKeys.KINDS.stream()
          .filter(kind -> tree.has(PointSpreadKeys.name(kind)))
          .map(kind -> new KeyRecord<>(kind).read(tree.get(PointSpreadKeys.name(kind))))
          .map(PointSpreadKeys.class::cast)
          .findFirst()
          .orElseThrow();
    }

    @Override
    JsonNode tree(PointSpreadKeys value) {
      return value instanceof PointSpreadKeys.DiffractionKeys
          ? NODES.textNode(DIFFRACTION)
          : NODES
              .objectNode()
              .set(
                  PointSpreadKeys.name(value.getClass()),
                  KeyRecord.of(value.getClass()).writeAny(value));
    }
  }

  private static <N> ArrayNode rows(List<List<N>> rows, Function<N, JsonNode> number) {
    ArrayNode tree = NODES.arrayNode();
    for (List<N> row : rows) {
      ArrayNode branch = tree.addArray();
      row.forEach(value -> branch.add(number.apply(value)));
    }
    return tree;
  }
}
