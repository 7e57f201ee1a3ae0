package dev.rawline.learning.onnx;

import dev.rawline.learning.onnx.OnnxGraph.Value;

/**
 * Planes that reach beyond the picture, so that a pixel's neighbours can be read.
 *
 * @param nodes the arithmetic on planes
 * @param value the planes
 * @param margin by how much, on every side [px]
 */
record Margined(PlaneNodes nodes, Value value, int margin) {

  /** Returns planes of a smaller margin. */
  Value at(int smaller) {
    return at(smaller, 0, 0);
  }

  /** Returns planes of a smaller margin, read at an offset. */
  Value at(int smaller, int down, int right) {
    int less = margin - smaller;
    return nodes.cut(value, less + down, less + right, less - down, less - right);
  }

  /** Returns the sums of the samples at an offset before and after each pixel. */
  Value beside(int smaller, int down, int right) {
    return nodes.plus(at(smaller, -down, -right), at(smaller, down, right));
  }

  /** Returns the sums of the samples to the left and to the right in another row. */
  Value pair(int smaller, int down, int distance) {
    return nodes.plus(at(smaller, down, -distance), at(smaller, down, distance));
  }

  /** Returns the sums of the four diagonal neighbours, the left ones first. */
  Value corners(int smaller) {
    return nodes.plus(
        nodes.plus(at(smaller, -1, -1), at(smaller, 1, -1)),
        nodes.plus(at(smaller, -1, 1), at(smaller, 1, 1)));
  }
}
