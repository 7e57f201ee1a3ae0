package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import java.util.List;

/** Pixels, or the name of the file that lists them. */
final class PixelListType extends ValueType<PixelList> {
  PixelListType() {
    super(PixelList.class);
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
  public PixelList read(JsonNode tree) {
    return tree.isTextual()
        ? new PixelList.InFile(tree.textValue())
        : new PixelList.Listed(
            tree.valueStream()
                .map(pixel -> new Pixel(pixel.get(0).intValue(), pixel.get(1).intValue()))
                .toList());
  }

  @Override
  protected JsonNode tree(PixelList value) {
    return switch (value) {
      case PixelList.InFile file -> NODES.textNode(file.name());
      case PixelList.Listed listed ->
          rows(
              listed.pixels().stream().map(pixel -> List.of(pixel.row(), pixel.column())).toList(),
              NODES::numberNode);
    };
  }
}
