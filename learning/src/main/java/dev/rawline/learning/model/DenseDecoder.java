package dev.rawline.learning.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The decoder of a U-Net++, whose skips are themselves decoders of every coarser feature (Zhou,
 * Siddiquee, Tajbakhsh and Liang, UNet++, DLMIA 2018).
 *
 * <p>Node (i, j) gives features of the size of the encoder's feature j + 1, counted from the
 * coarsest; it enlarges node (i, j − 1), or feature j if i = j, and concatenates feature j + 1 and
 * the nodes (i + 1, j) … (j, j). The last node, (0, depth − 1), enlarges alone.
 */
record DenseDecoder(Map<DenseDecoder.Node, DecoderBlock> blocks, DecoderBlock toPicture, int last)
    implements SegmentationNetwork.Decoder {
  /** Which features it is of: those from one node on, at one level. */
  record Node(int from, int level) {
    String name() {
      return "x_%d_%d".formatted(from, level);
    }
  }

  static SegmentationNetwork.Decoder build(
      List<Integer> encoded, List<Integer> widths, LayerFactory layers) {
    int last = widths.size() - 1;
    Map<Node, DecoderBlock> blocks = new LinkedHashMap<>();
    for (int level = 0; level < last; level++) {
      for (int from = 0; from <= level; from++) {
        Node node = new Node(from, level);
        blocks.put(node, block(node, encoded, widths, layers));
      }
    }
    Node end = new Node(0, last);
    int in = last == 0 ? encoded.getFirst() : widths.get(last - 1);
    DecoderBlock toPicture = new DecoderBlock(in, 0, widths.get(last), layers.within(end.name()));
    return new DenseDecoder(blocks, toPicture, last);
  }

  @Override
  public <F> F forward(List<F> features, Layers<F> layers) {
    Map<Node, F> dense = new LinkedHashMap<>();
    for (int level = 0; level < last; level++) {
      for (int from = level; from >= 0; from--) {
        Node node = new Node(from, level);
        F coarse = from == level ? features.get(level) : dense.get(new Node(from, level - 1));
        dense.put(node, blocks.get(node).forward(coarse, skips(node, features, dense), layers));
      }
    }
    return toPicture.forward(dense.get(new Node(0, last - 1)), List.of(), layers);
  }

  private static DecoderBlock block(
      Node node, List<Integer> encoded, List<Integer> widths, LayerFactory layers) {
    int level = node.level();
    int skip = encoded.get(level + 1);
    int skips = skip * (level + 1 - node.from());
    LayerFactory named = layers.within(node.name());
    if (node.from() > 0) {
      return new DecoderBlock(encoded.get(level), skips, skip, named);
    }
    int in = level == 0 ? encoded.getFirst() : widths.get(level - 1);
    return new DecoderBlock(in, skips, widths.get(level), named);
  }

  /** Returns the skipped features of a node, in the order of its kernel's channels. */
  private static <F> List<F> skips(Node node, List<F> features, Map<Node, F> dense) {
    return Stream.concat(
            IntStream.rangeClosed(node.from() + 1, node.level())
                .mapToObj(from -> dense.get(new Node(from, node.level()))),
            Stream.of(features.get(node.level() + 1)))
        .toList();
  }
}
