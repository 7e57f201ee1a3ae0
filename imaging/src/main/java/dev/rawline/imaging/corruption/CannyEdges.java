package dev.rawline.imaging.corruption;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Detects the edges of a plane of levels (Canny 1986): slopes by Sobel's filter, |horizontal| +
 * |vertical|; a pixel above the lower threshold that is a maximum across the edge is an edge pixel
 * if it is connected to one above the upper threshold.
 */
final class CannyEdges {
  private static final int LOW = 50;
  private static final int HIGH = 150;

  /** tan 22.5°: a slope within this angle of an axis counts as along it. */
  private static final double NEAR_AXIS = 0.4142135623730951;

  private final int width;
  private final int height;
  private final int[] right;
  private final int[] down;
  private final boolean[] edges;

  private CannyEdges(DoubleImage levels) {
    width = levels.width;
    height = levels.height;
    right = new int[width * height];
    down = new int[width * height];
    edges = new boolean[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int[] near = neighbours(levels, row, column);
        int at = row * width + column;
        right[at] = near[2] + 2 * near[5] + near[8] - near[0] - 2 * near[3] - near[6];
        down[at] = near[6] + 2 * near[7] + near[8] - near[0] - 2 * near[1] - near[2];
      }
    }
  }

  static boolean[] of(DoubleImage levels) {
    CannyEdges edges = new CannyEdges(levels);
    edges.follow();
    return edges.edges;
  }

  private static int[] neighbours(DoubleImage levels, int row, int column) {
    int[] near = new int[9];
    for (int k = 0; k < near.length; k++) {
      int atRow = BorderMode.NEAREST.index(row + k / 3 - 1, levels.height);
      int atColumn = BorderMode.NEAREST.index(column + k % 3 - 1, levels.width);
      near[k] = (int) levels.samples[levels.row(0, atRow) + atColumn];
    }
    return near;
  }

  private void follow() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < edges.length; at++) {
      if (slope(at / width, at % width) > HIGH && isRidge(at)) {
        edges[at] = true;
        open.push(at);
      }
    }
    while (!open.isEmpty()) {
      int at = open.pop();
      for (int k = 0; k < 9; k++) {
        int row = at / width + k / 3 - 1;
        int column = at % width + k % 3 - 1;
        int next = row * width + column;
        if (slope(row, column) > LOW && !edges[next] && isRidge(next)) {
          edges[next] = true;
          open.push(next);
        }
      }
    }
  }

  /** Outside the plane the slope is 0. */
  private int slope(int row, int column) {
    if (row < 0 || row >= height || column < 0 || column >= width) {
      return 0;
    }
    int at = row * width + column;
    return Math.abs(right[at]) + Math.abs(down[at]);
  }

  /**
   * Returns whether no neighbour across the edge is steeper; of two equal neighbours the first
   * counts.
   */
  private boolean isRidge(int at) {
    int row = at / width;
    int column = at % width;
    int slope = slope(row, column);
    int across = Math.abs(right[at]);
    int along = Math.abs(down[at]);
    if (along < NEAR_AXIS * across) {
      return slope > slope(row, column - 1) && slope >= slope(row, column + 1);
    }
    // tan 67.5° = 2 + tan 22.5°
    if (along > (2 + NEAR_AXIS) * across) {
      return slope > slope(row - 1, column) && slope >= slope(row + 1, column);
    }
    int side = (right[at] ^ down[at]) < 0 ? -1 : 1;
    return slope > slope(row - 1, column - side) && slope > slope(row + 1, column + side);
  }
}
