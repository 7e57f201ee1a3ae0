package dev.rawline.learning.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.onnx.OnnxGraph.Size;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import dev.rawline.learning.standardize.BatchNormStandardizer;
import dev.rawline.learning.standardize.FixedStandardizer;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.standardize.Standardizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A model as an ONNX file computes it: raw mosaics, or views, in, logits out.
 *
 * <p>The file computes in float32, with float64 only where the engine rounds a product and a sum
 * once. Batch size and picture size are free.
 *
 * @param front what stands before the network
 * @param size the side to which pictures are reduced for the network [px], if they are
 * @param standardizing the standardization of pictures
 * @param network the network
 * @param eachPixel whether the network has outputs for each pixel
 * @param description what readers of the file must know: values of JSON, written as its metadata
 */
public record ExportedModel(
    ModelFront front,
    Optional<Integer> size,
    Standardizer standardizing,
    Network network,
    boolean eachPixel,
    SequencedMap<String, Object> description) {
  /** The name of the file's metadata, a JSON object. */
  public static final String METADATA = "rawline";

  /** The key of the smallest side of mosaics [px]. */
  public static final String SMALLEST_SIDE = "smallest_side";

  /** The input of a file that takes raw mosaics: float32 [DN], (image, row, column). */
  public static final String MOSAIC = "mosaic";

  /** The input of a file that takes views: float32, (image, channel, row, column). */
  public static final String VIEW = "view";

  /** The first output: float32, (image, output), or (image, output, row, column). */
  public static final String LOGITS = "logits";

  /**
   * The second output of a network with outputs for each pixel, uint8: 1 where its probability is
   * one half or more.
   */
  public static final String MASK = "mask";

  /** The last output of a file that takes raw mosaics: the pictures of its camera, float32. */
  public static final String PICTURE = "picture";

  /** The operators that are used have the same meaning from this version on … */
  public static final int LOWEST_OPSET = 18;

  /** … to this one. */
  public static final int HIGHEST_OPSET = 21;

  private static final String IMAGES = "image";
  private static final String ROWS = "row";
  private static final String COLUMNS = "column";

  /**
   * Writes the file, whole or not at all.
   *
   * @param opset the version of the operators, 18 to 21
   * @return the number of nodes
   * @throws IllegalArgumentException if ONNX cannot express a part of the model, which the message
   *     names
   * @throws IOException if it cannot be written
   */
  public int write(Path file, int opset) throws IOException {
    ModelProto model = model(opset);
    try (AtomicFile out = AtomicFile.begin(file)) {
      model.writeTo(out);
      out.finish();
    }
    return model.getGraph().getNodeCount();
  }

  private ModelProto model(int opset) {
    if (opset < LOWEST_OPSET || opset > HIGHEST_OPSET) {
      throw new IllegalArgumentException(
          "opset is %d: expected %d to %d".formatted(opset, LOWEST_OPSET, HIGHEST_OPSET));
    }
    OnnxGraph graph = new OnnxGraph();
    Value pictures = front(graph);
    Value logits = logits(graph, pictures);
    if (eachPixel) {
      Size[] sizes = {any(IMAGES), any("output"), any("out_row"), any("out_column")};
      graph.output(logits, LOGITS, sizes);
      Value isObject = graph.node("GreaterOrEqual", logits, graph.number(0));
      TensorProto.DataType bytes = TensorProto.DataType.UINT8;
      graph.output(graph.node("Cast", isObject, OnnxGraph.to(bytes)), MASK, bytes, sizes);
    } else {
      graph.output(logits, LOGITS, any(IMAGES), any("output"));
    }
    if (!(front instanceof ModelFront.Pictures)) {
      graph.output(
          pictures,
          PICTURE,
          any(IMAGES),
          any("channel"),
          any("picture_row"),
          any("picture_column"));
    }
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(irVersion(opset))
            .setProducerName("rawline")
            .setGraph(graph.build())
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
    Map<String, Object> described = new LinkedHashMap<>(description);
    described.put(SMALLEST_SIDE, graph.smallestSide());
    model.addMetadataProps(
        StringStringEntryProto.newBuilder().setKey(METADATA).setValue(JsonFile.text(described)));
    return model.build();
  }

  /** Returns the version of the format that came with a version of the operators. */
  private static int irVersion(int opset) {
    return switch (opset) {
      case 18 -> 8;
      case 19, 20 -> 9;
      default -> 10;
    };
  }

  private static Size any(String name) {
    return new Size.Any(name);
  }

  private Value front(OnnxGraph graph) {
    return switch (front) {
      case ModelFront.Pictures(int channels) ->
          graph.input(VIEW, any(IMAGES), new Size.Fixed(channels), any(ROWS), any(COLUMNS));
      case ModelFront.Processing(var isp, var cfa, var scale) ->
          new IspNodes(graph).view(isp, cfa, scale, mosaics(graph));
      case ModelFront.Packing packing -> new PackingNodes(graph).pictures(packing, mosaics(graph));
    };
  }

  /** Returns (image, 1, row, column). */
  private static Value mosaics(OnnxGraph graph) {
    Value mosaics = graph.input(MOSAIC, any(IMAGES), any(ROWS), any(COLUMNS));
    graph.section("input");
    return graph.node("Unsqueeze", mosaics, graph.whole(1));
  }

  private Value logits(OnnxGraph graph, Value pictures) {
    Value reduced = size.map(side -> new AreaMeanNodes(graph).of(pictures, side)).orElse(pictures);
    graph.section("standardize");
    Value standardized = standardized(graph, reduced);
    graph.section("network");
    return network
        .through(standardized, new NetworkNodes(graph))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the network comes from a file, whose layers are unknown: export a model that"
                        + " train has written"));
  }

  private Value standardized(OnnxGraph graph, Value pictures) {
    return switch (standardizing) {
      case IdentityStandardizer() -> pictures;
      case BatchNormStandardizer norm -> new NetworkNodes(graph).normalized(pictures, norm.norm());
      case FixedStandardizer fixed ->
          new PlaneNodes(graph).standardized(pictures, fixed.standardization(), channels());
    };
  }

  private int channels() {
    return switch (front) {
      case ModelFront.Pictures(int channels) -> channels;
      case ModelFront.Processing _ -> Colour.values().length;
      case ModelFront.Packing packing ->
          packing.network().isPresent() ? Colour.values().length : packing.channels();
    };
  }
}
