package dev.rawline.learning.onnx;

import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import java.util.List;

/**
 * The median of a square window as nodes: of nine samples by exchanges, of more by TopK.
 *
 * @param graph the graph
 */
record MedianNodes(OnnxGraph graph) {
  /** TopK holds all samples of every window in memory. */
  private static final int LARGEST = 9;

  private static final int USUAL = 3;

  /** Sorts nine samples as far as the median needs (Paeth, Graphics Gems, 1990). */
  private static final int[][] EXCHANGES = {
    {1, 2}, {4, 5}, {7, 8}, {0, 1}, {3, 4}, {6, 7}, {1, 2}, {4, 5}, {7, 8}, {0, 3}, {5, 8}, {4, 7},
    {3, 6}, {1, 4}, {2, 5}, {4, 7}, {4, 2}, {6, 4}, {4, 2}
  };

  Value apply(MedianDenoising median, Value planes, int channels) {
    int size = median.size();
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "median has a window of %d px: expected at most %d px in an exported file; choose a smaller one in isp.yaml and train again"
              .formatted(size, LARGEST));
    }
    int before = size / 2;
    int after = size - 1 - before;
    PlaneNodes nodes = new PlaneNodes(graph);
    Value extended = nodes.padded(planes, median.border(), median.name(), before, after);
    return size == USUAL ? ofNine(extended) : byTopK(extended, size, channels);
  }

  private Value ofNine(Value extended) {
    Margined window = new Margined(new PlaneNodes(graph), extended, 1);
    Value[] samples = new Value[USUAL * USUAL];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = window.at(0, i / USUAL - 1, i % USUAL - 1);
    }
    for (int[] pair : EXCHANGES) {
      Value first = samples[pair[0]];
      Value second = samples[pair[1]];
      samples[pair[0]] = graph.node("Min", first, second);
      samples[pair[1]] = graph.node("Max", first, second);
    }
    return samples[4];
  }

  private Value byTopK(Value extended, int size, int channels) {
    int places = size * size;
    float[] single = new float[places * places];
    for (int place = 0; place < places; place++) {
      single[place * places + place] = 1;
    }
    Value[] medians = new Value[channels];
    for (int channel = 0; channel < channels; channel++) {
      Value plane =
          graph.node(
              "Slice",
              List.of(extended, graph.whole(channel), graph.whole(channel + 1L), graph.whole(1)));
      Value window = graph.node("Conv", plane, graph.floats(single, places, 1, size, size));
      int number = places / 2;
      Value ascending =
          graph.firstOfTwo(
              "TopK",
              List.of(window, graph.whole(number + 1L)),
              OnnxGraph.integer("axis", 1),
              OnnxGraph.integer("largest", 0));
      medians[channel] =
          graph.node(
              "Slice",
              List.of(ascending, graph.whole(number), graph.whole(number + 1L), graph.whole(1)));
    }
    return channels == 1 ? medians[0] : graph.joined(medians);
  }
}
