package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pixels, or the name of the CSV file that lists them. */
@SuppressWarnings("rawtypes") // a class does not specify what its values hold
final class PixelSetType extends ValueType<Set> {
  private static final int MOST_BYTES = 1 << 24;
  private static final Pattern HEADING = Pattern.compile("\\s*row\\s*,\\s*column\\s*");
  private static final Pattern PIXEL = Pattern.compile("\\s*(\\d{1,9})\\s*,\\s*(\\d{1,9})\\s*");

  private final CompanionFiles files;

  PixelSetType(CompanionFiles files) {
    super(Set.class);
    this.files = files;
  }

  @Override
  public ObjectNode schema(Described key) {
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
  public Set<Pixel> read(JsonNode tree) {
    return tree.isTextual()
        ? files.read(tree.textValue(), PixelSetType::read)
        : tree.valueStream()
            .map(pixel -> new Pixel(pixel.get(0).intValue(), pixel.get(1).intValue()))
            .collect(Collectors.toSet());
  }

  /**
   * Reads pixels from a CSV file: {@code row,column} a line, both counted from 0; the first line
   * may name the columns.
   *
   * @throws IOException if the file cannot be read; the message states why and what to do
   * @throws IllegalArgumentException if a line of the file is no pixel
   */
  static Set<Pixel> read(Path file) throws IOException {
    Set<Pixel> pixels = new HashSet<>();
    int line = 0;
    for (String text : BoundedFile.text(file, MOST_BYTES).split("\\R", -1)) {
      line++;
      Matcher pixel = PIXEL.matcher(text);
      if (pixel.matches()) {
        pixels.add(new Pixel(Integer.parseInt(pixel.group(1)), Integer.parseInt(pixel.group(2))));
      } else if (!text.isBlank() && !(line == 1 && HEADING.matcher(text).matches())) {
        throw new IllegalArgumentException(
            "line %d of %s is '%s': expected row,column, two whole numbers of at least 0 [px]"
                .formatted(line, file.getFileName(), text));
      }
    }
    return pixels;
  }

  /** Returns pixels from top to bottom, and from left to right. */
  static List<Pixel> sorted(Set<Pixel> pixels) {
    return pixels.stream()
        .sorted(Comparator.comparingInt(Pixel::row).thenComparingInt(Pixel::column))
        .toList();
  }

  @Override
  protected JsonNode tree(Set value) {
    Stream<?> pixels = value.stream();
    return RECORDS.valueToTree(
        sorted(pixels.map(Pixel.class::cast).collect(Collectors.toSet())).stream()
            .map(pixel -> List.of(pixel.row(), pixel.column()))
            .toList());
  }
}
