package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * The samples of one colour along one row, or column, of a frame: used to locate an edge.
 *
 * @param place the index of the row or column [px]
 * @param first the position of the first sample [px]
 * @param spacing the distance between samples [px]
 * @param samples the samples, first to last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EdgeLine(int place, int first, int spacing, double[] samples) {

  /** Reads the sample at a position along a line. */
  @FunctionalInterface
  private interface Reader {
    double at(int line, int along);
  }

  /** Returns the position of a sample [px]. */
  double position(int index) {
    return first + (double) spacing * index;
  }

  /** Returns the rows of one colour of a picture, or its columns. */
  static List<EdgeLine> of(Picture picture, Colour colour, boolean columns) {
    return lines(
        columns ? picture.width() : picture.height(),
        columns ? picture.height() : picture.width(),
        _ -> true,
        1,
        _ -> 0,
        (line, along) -> picture.at(colour, columns ? along : line, columns ? line : along));
  }

  /** Returns the rows that hold a colour of a mosaic, or the columns; all, if it is monochrome. */
  static List<EdgeLine> of(Mosaic mosaic, Colour colour, boolean columns) {
    Cfa cfa = columns ? transposed(mosaic.cfa()) : mosaic.cfa();
    return lines(
        columns ? mosaic.width() : mosaic.height(),
        columns ? mosaic.height() : mosaic.width(),
        line ->
            !cfa.hasFilters() || cfa.colourAt(line, 0) == colour || cfa.colourAt(line, 1) == colour,
        cfa.lattice(),
        line -> !cfa.hasFilters() || cfa.colourAt(line, 0) == colour ? 0 : 1,
        (line, along) -> mosaic.at(columns ? along : line, columns ? line : along));
  }

  private static Cfa transposed(Cfa cfa) {
    return cfa.hasFilters() ? Cfa.withRedAt(cfa.redColumn(), cfa.redRow()) : cfa;
  }

  private static List<EdgeLine> lines(
      int count,
      int length,
      IntPredicate holds,
      int spacing,
      IntUnaryOperator first,
      Reader reader) {
    List<EdgeLine> lines = new ArrayList<>();
    for (int line = 0; line < count; line++) {
      if (holds.test(line)) {
        int begin = first.applyAsInt(line);
        double[] samples = new double[Math.max(0, Math.ceilDiv(length - begin, spacing))];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = reader.at(line, begin + spacing * i);
        }
        lines.add(new EdgeLine(line, begin, spacing, samples));
      }
    }
    return lines;
  }

  /** Returns the brightness difference between the line's last third and its first. */
  double rise() {
    int third = samples.length / 3;
    double sum = 0;
    for (int i = 0; i < third; i++) {
      sum += samples[samples.length - 1 - i] - samples[i];
    }
    return third == 0 ? 0 : sum / third;
  }

  /**
   * Returns the position of the edge on this line [px]: the centroid of the derivative between
   * neighbouring samples, weighted by a window that falls from a middle to 0 at a reach; NaN if the
   * derivative is 0.
   */
  double crossing(double middle, double reach) {
    double weights = 0;
    double moment = 0;
    for (int i = 1; i < samples.length; i++) {
      double position = (position(i - 1) + position(i)) / 2;
      double distance = (position - middle) / reach;
      if (Math.abs(distance) < 1) {
        double cosine = StrictMath.cos(Math.PI / 2 * distance);
        double weight = (samples[i] - samples[i - 1]) * cosine * cosine;
        weights += weight;
        moment += weight * (position - middle);
      }
    }
    return middle + moment / weights;
  }
}
