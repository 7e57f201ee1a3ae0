package dev.rawline.data.config;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.Problems;
import dev.rawline.data.yaml.SchemaCheck;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code theta.yaml} ↔ θ, exactly: its numbers by the names of their parameters, and the names of
 * the frozen ones; docs/reference/formats.md describes the file.
 *
 * <p>The keys are those of the chain whose θ is read, so each chain has its own schema; {@link
 * #KIND} is their common part.
 */
public final class ThetaFiles {
  /** A parameter of more numbers than this is written into a NumPy file. */
  private static final int MOST_NUMBERS = 1000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The kind of file, for its schema. */
  static final FileKind KIND = new FileKind("theta", ThetaFiles::schema, List.of());

  private static final JsonPointer PARAMETERS = JsonPointer.compile("/parameters");
  private static final JsonPointer FROZEN = JsonPointer.compile("/frozen");

  private final Path file;
  private final Theta chain;
  private final YamlDocument document;
  private final Problems problems = new Problems();

  private ThetaFiles(Path file, Theta chain, YamlDocument document) {
    this.file = file;
    this.chain = chain;
    this.document = document;
  }

  /**
   * Reads the numbers of a chain of stages, and which of them are frozen.
   *
   * <p>The file names every parameter of the chain and nothing else; NumPy files that it names are
   * looked for in its own folder.
   *
   * @param chain θ of the chain, for example {@code Isp.parametrized(camera).theta()}
   * @throws ConfigurationException if the file does not hold θ of this chain; the message lists
   *     every problem
   */
  public static Theta read(Path file, Theta chain) throws ConfigurationException {
    return new ThetaFiles(file, chain, YamlDocument.read(file)).read();
  }

  /**
   * Writes θ; parameters with more than 1000 numbers are written next to the file, into {@code
   * <name>.<parameter>.npy}. No file is replaced before all of them are written.
   *
   * @throws IllegalArgumentException if a number is not finite or lies outside its bounds, so that
   *     the file would not be read, or if it would be larger than 1 MiB
   * @throws IOException if a file cannot be written; the message states why and what to do
   */
  public static void write(Theta theta, Path file) throws IOException {
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    ObjectNode values = NODES.objectNode();
    for (Parameter parameter : theta.parameters()) {
      double[] numbers = theta.get(parameter.name());
      requireNumbers("θ", parameter, numbers);
      if (numbers.length > MOST_NUMBERS) {
        Path array = ArrayFile.beside(file, parameter.name());
        contents.put(array, NumpyArray.write(parameter.shape(), numbers));
        values.put(parameter.name(), array.getFileName().toString());
      } else {
        values.set(parameter.name(), tree(parameter.shape(), numbers, 0));
      }
    }
    byte[] text = text(theta.parameters(), values, frozen(theta)).getBytes(StandardCharsets.UTF_8);
    if (text.length > YamlDocument.MOST_BYTES) {
      throw new IllegalArgumentException(
          "θ would make a file of %d bytes: expected at most %d; freeze whole rows or parameters"
              .formatted(text.length, YamlDocument.MOST_BYTES));
    }
    contents.put(file, text);
    AtomicFile.write(contents);
  }

  /** Returns the schema that θ of every chain satisfies. */
  private static ObjectNode schema() {
    ObjectNode schema = schema("the values of the chain's parameters");
    ObjectNode numbers =
        schema
            .putObject("$defs")
            .putObject("numbers")
            .put("title", "a number, or a list of numbers or of lists");
    numbers.putArray("type").add("number").add("array");
    numbers.putObject("items").put("$ref", "#/$defs/numbers");
    ObjectNode value = NODES.objectNode();
    value.put("title", "a number, nested lists of numbers, or the name of a NumPy file");
    value.putArray("type").add("number").add("array").add("string");
    value.put("minLength", 1).putObject("items").put("$ref", "#/$defs/numbers");
    ((ObjectNode) schema.at("/properties/parameters")).set("additionalProperties", value);
    return schema;
  }

  /** Returns the schema of θ of one chain. */
  private static ObjectNode schema(List<Parameter> parameters) {
    List<String> names = parameters.stream().map(Parameter::name).toList();
    ObjectNode schema = schema("the values of " + String.join(", ", names));
    ObjectNode values = (ObjectNode) schema.at("/properties/parameters");
    ObjectNode properties = values.putObject("properties");
    parameters.forEach(parameter -> properties.set(parameter.name(), schema(parameter)));
    names.forEach(values.putArray("required")::add);
    values.put("additionalProperties", false);
    return schema;
  }

  private static ObjectNode schema(String numbers) {
    ObjectNode schema = NODES.objectNode();
    schema.put("title", "the keys parameters, frozen").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject("parameters")
        .put("title", numbers)
        .put(
            "description",
            "each by its name: one number, nested lists as deep as it has axes, or a NumPy file"
                + " next to the theta.yaml")
        .put("type", "object");
    properties
        .putObject("frozen")
        .put("title", "a list of names")
        .put("description", "what an optimizer keeps fixed: parameters, parts or single values")
        .put("type", "array")
        .putObject("items")
        .put("title", "a name such as gamma, colour_matrix[0] or colour_matrix[0][2]")
        .put("type", "string")
        .put("pattern", "^[^\\[\\]]+(\\[[0-9]{1,9}\\])*$");
    schema.putArray("required").add("parameters").add("frozen");
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode schema(Parameter parameter) {
    ObjectNode schema = schema(parameter, parameter.shape());
    if (!parameter.shape().isEmpty()) {
      schema.put("title", schema.get("title").stringValue(null) + ", or the name of a NumPy file");
      schema.putArray("type").add("array").add("string");
      schema.put("minLength", 1);
    }
    return schema;
  }

  private static ObjectNode schema(Parameter parameter, List<Integer> shape) {
    ObjectNode schema = NODES.objectNode().put("title", expected(parameter, shape));
    if (shape.isEmpty()) {
      schema.put("type", "number");
      if (bounded(parameter.lowest())) {
        schema.put("minimum", parameter.lowest());
      }
      if (bounded(parameter.highest())) {
        schema.put("maximum", parameter.highest());
      }
      return schema;
    }
    int side = shape.getFirst();
    schema.put("type", "array").put("minItems", side).put("maxItems", side);
    return schema.set("items", schema(parameter, shape.subList(1, shape.size())));
  }

  /** Returns for example "3 lists of 3 numbers [no unit]" or "a number from 0 to 0.5 [px]". */
  private static String expected(Parameter parameter, List<Integer> shape) {
    StringBuilder expected = new StringBuilder(shape.size() == 1 ? "a list of " : "");
    for (int axis = 0; axis < shape.size(); axis++) {
      boolean innermost = axis == shape.size() - 1;
      expected.append(shape.get(axis)).append(innermost ? " number" : " list");
      expected.append(shape.get(axis) == 1 ? "" : "s").append(innermost ? "" : " of ");
    }
    if (shape.isEmpty()) {
      expected.append("a number");
    }
    boolean below = bounded(parameter.lowest());
    boolean above = bounded(parameter.highest());
    if (below) {
      expected
          .append(above ? " from " : " of at least ")
          .append(ValueType.shortest(parameter.lowest()).asString(""));
    }
    if (above) {
      expected
          .append(below ? " to " : " of at most ")
          .append(ValueType.shortest(parameter.highest()).asString(""));
    }
    return expected.append(" [").append(parameter.unit()).append(']').toString();
  }

  private static boolean bounded(double bound) {
    return Math.abs(bound) < Double.MAX_VALUE;
  }

  private Theta read() throws ConfigurationException {
    SchemaCheck check = new SchemaCheck(schema(chain.parameters()), document, problems);
    Map<String, double[]> numbers = new HashMap<>();
    for (Parameter parameter : chain.parameters()) {
      JsonPointer place = PARAMETERS.appendProperty(parameter.name());
      JsonNode value = document.root().at(place);
      if (!value.isMissingNode() && !check.refuses(place)) {
        try {
          numbers.put(parameter.name(), numbers(parameter, value));
        } catch (IOException | IllegalArgumentException e) {
          problem(place, e.getMessage());
        }
      }
    }
    List<String> all = chain.parameters().stream().map(Parameter::name).toList();
    Theta theta = chain.thawed(all.toArray(String[]::new));
    JsonNode names = document.root().at(FROZEN);
    for (int i = 0; names.isArray() && i < names.size(); i++) {
      JsonPointer place = FROZEN.appendIndex(i);
      if (!check.refuses(place)) {
        try {
          theta = theta.frozen(names.get(i).stringValue(null));
        } catch (IllegalArgumentException e) {
          problem(place, e.getMessage());
        }
      }
    }
    problems.refuse(file);
    return theta.with(all.stream().map(numbers::get).flatMapToDouble(DoubleStream::of).toArray());
  }

  private double[] numbers(Parameter parameter, JsonNode value) throws IOException {
    if (!value.isString()) {
      return numbers(value).toArray();
    }
    String remedy =
        ": expected a NumPy array %s of float32 or float64; save numpy.asarray(values, 'float64') by numpy.save"
            .formatted(NumpyArray.shown(parameter.shape()));
    Path array = file.resolveSibling(value.stringValue(null));
    double[] numbers = ArrayFile.read(array, parameter.shape(), remedy).doubles();
    requireNumbers(array.toString(), parameter, numbers);
    return numbers;
  }

  private static DoubleStream numbers(JsonNode value) {
    return value.isArray()
        ? value.valueStream().flatMapToDouble(ThetaFiles::numbers)
        : DoubleStream.of(value.doubleValue());
  }

  private void problem(JsonPointer place, String text) {
    problems.add(document.line(place), document.place(place) + ": " + text);
  }

  /**
   * Requires numbers that are finite and within the bounds of their parameter.
   *
   * @throws IllegalArgumentException if one is not
   */
  private static void requireNumbers(String holder, Parameter parameter, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      double number = numbers[i];
      if (!(number >= parameter.lowest() && number <= parameter.highest())
          || Double.isInfinite(number)) {
        throw new IllegalArgumentException(
            "%s contains %s for %s: expected %s"
                .formatted(holder, number, parameter.nameOf(i), expected(parameter, List.of())));
      }
    }
  }

  /** Returns the numbers of a parameter as nested lists. */
  private static JsonNode tree(List<Integer> shape, double[] numbers, int first) {
    if (shape.isEmpty()) {
      return NODES.numberNode(numbers[first]);
    }
    List<Integer> inner = shape.subList(1, shape.size());
    ArrayNode list = NODES.arrayNode();
    for (int i = 0; i < shape.getFirst(); i++) {
      list.add(tree(inner, numbers, first + i * size(inner)));
    }
    return list;
  }

  /** Returns the frozen names: parameters and parts if all their numbers are frozen. */
  private static ArrayNode frozen(Theta theta) {
    ArrayNode names = NODES.arrayNode();
    int first = 0;
    for (Parameter parameter : theta.parameters()) {
      addFrozen(theta, parameter.name(), parameter.shape(), first, names);
      first += parameter.size();
    }
    return names;
  }

  private static void addFrozen(
      Theta theta, String name, List<Integer> shape, int first, ArrayNode names) {
    int size = size(shape);
    int frozen = 0;
    for (int place = first; place < first + size; place++) {
      frozen += theta.isFrozen(place) ? 1 : 0;
    }
    if (frozen == size) {
      names.add(name);
    } else if (frozen > 0) {
      List<Integer> inner = shape.subList(1, shape.size());
      for (int i = 0; i < shape.getFirst(); i++) {
        addFrozen(theta, name + "[" + i + "]", inner, first + i * size(inner), names);
      }
    }
  }

  private static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * Returns one parameter a line, or below it a line for each of its rows, and the frozen names.
   */
  private static String text(List<Parameter> parameters, ObjectNode values, ArrayNode frozen) {
    StringBuilder text =
        new StringBuilder(
            """
            # The numbers of a chain of stages, by name; a comment names their unit.
            parameters:
            """);
    for (Parameter parameter : parameters) {
      JsonNode value = values.get(parameter.name());
      boolean rows = value.isArray() && parameter.shape().size() > 1;
      text.append("  ").append(parameter.name()).append(':');
      text.append(rows ? "" : " " + YamlText.flow(value));
      text.append("   # ").append(parameter.unit()).append('\n');
      if (rows) {
        value.forEach(row -> text.append("    - ").append(YamlText.flow(row)).append('\n'));
      }
    }
    return text.append("# What an optimizer leaves alone: parameters, parts or single numbers.\n")
        .append("frozen: ")
        .append(YamlText.flow(frozen))
        .append('\n')
        .toString();
  }
}
