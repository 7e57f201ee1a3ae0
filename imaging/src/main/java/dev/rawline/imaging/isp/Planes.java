package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** One or three planes in double precision, on which the definitions work. */
final class Planes {
  final int channels;
  final int height;
  final int width;
  final double[] samples;

  Planes(int channels, int height, int width, double[] samples) {
    if (samples.length != channels * height * width) {
      throw new IllegalArgumentException(
          "%d planes of %d×%d pixels, but %d samples"
              .formatted(channels, width, height, samples.length));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.samples = samples;
  }

  Planes(int channels, int height, int width) {
    this(channels, height, width, new double[channels * height * width]);
  }

  static Planes of(Mosaic raw) {
    return new Planes(1, raw.height(), raw.width(), raw.widened());
  }

  static Planes of(Picture picture) {
    return new Planes(Picture.CHANNELS, picture.height(), picture.width(), picture.widened());
  }

  /** Returns three single planes as one picture. */
  static Planes stack(Planes red, Planes green, Planes blue) {
    Planes stacked = new Planes(Picture.CHANNELS, red.height, red.width);
    int area = red.height * red.width;
    System.arraycopy(red.samples, 0, stacked.samples, 0, area);
    System.arraycopy(green.samples, 0, stacked.samples, area, area);
    System.arraycopy(blue.samples, 0, stacked.samples, 2 * area, area);
    return stacked;
  }

  /** Returns a copy of one plane. */
  Planes plane(int channel) {
    int area = height * width;
    return new Planes(
        1, height, width, Arrays.copyOfRange(samples, channel * area, (channel + 1) * area));
  }

  /** Returns the planes after one operation on each of them. */
  Planes eachPlane(UnaryOperator<Planes> operation) {
    Planes changed = blank();
    int area = height * width;
    for (int channel = 0; channel < channels; channel++) {
      Planes plane = operation.apply(plane(channel));
      System.arraycopy(plane.samples, 0, changed.samples, channel * area, area);
    }
    return changed;
  }

  /**
   * Returns the results of an operation on each of these planes and the corresponding plane of
   * another set.
   */
  Planes eachPlane(Planes other, BinaryOperator<Planes> operation) {
    Planes joined = blank();
    int area = height * width;
    for (int channel = 0; channel < channels; channel++) {
      Planes plane = operation.apply(plane(channel), other.plane(channel));
      System.arraycopy(plane.samples, 0, joined.samples, channel * area, area);
    }
    return joined;
  }

  /** Returns planes of the same shape, all zero. */
  Planes blank() {
    return new Planes(channels, height, width);
  }

  double at(int channel, int row, int column) {
    return samples[(channel * height + row) * width + column];
  }

  /** Returns the sample at a position that may be outside, by the border mode. */
  double at(int channel, int row, int column, Border border) {
    int insideRow = border.index(row, height);
    int insideColumn = border.index(column, width);
    return insideRow == Border.OUTSIDE || insideColumn == Border.OUTSIDE
        ? 0
        : at(channel, insideRow, insideColumn);
  }

  void set(int channel, int row, int column, double value) {
    samples[(channel * height + row) * width + column] = value;
  }

  void add(int channel, int row, int column, double value) {
    samples[(channel * height + row) * width + column] += value;
  }

  /** Adds to the sample that {@link #at(int, int, int, Border)} reads; outside there is none. */
  void add(int channel, int row, int column, Border border, double value) {
    int insideRow = border.index(row, height);
    int insideColumn = border.index(column, width);
    if (insideRow != Border.OUTSIDE && insideColumn != Border.OUTSIDE) {
      add(channel, insideRow, insideColumn, value);
    }
  }

  /** Returns a sample and sets it to 0. */
  double take(int channel, int row, int column) {
    double taken = at(channel, row, column);
    set(channel, row, column, 0);
    return taken;
  }

  Planes copy() {
    return new Planes(channels, height, width, samples.clone());
  }

  Planes map(DoubleUnaryOperator operation) {
    Planes mapped = blank();
    for (int i = 0; i < samples.length; i++) {
      mapped.samples[i] = operation.applyAsDouble(samples[i]);
    }
    return mapped;
  }

  /** Returns operation(this, other), sample by sample. */
  Planes with(Planes other, DoubleBinaryOperator operation) {
    Planes joined = blank();
    for (int i = 0; i < samples.length; i++) {
      joined.samples[i] = operation.applyAsDouble(samples[i], other.samples[i]);
    }
    return joined;
  }

  RawImage toRawImage(RawImage like) {
    return like.with(like.unit(), Frame.narrowed(samples));
  }

  LinearRgb toLinearRgb() {
    return new LinearRgb(width, height, Frame.narrowed(samples));
  }

  View toView() {
    return new View(width, height, Frame.narrowed(samples));
  }
}
