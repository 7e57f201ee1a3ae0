package dev.rawline.imaging.sensor.calibration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sum of frames of the same light and exposure; an added frame need not be kept. A stack of 20
 * megapixels takes 80 MB for any number of frames.
 */
public final class SpatialStack {
  private final FrameFormat format;
  private final int[] sums;
  private final Map<Channel, Totals> totals = new EnumMap<>(Channel.class);
  private final Set<Long> fingerprints = new HashSet<>();
  private final List<String> copies = new ArrayList<>();
  private int frames;

  /** The sums of one channel besides the pixels. */
  static final class Totals {
    final List<Double> frameMeans = new ArrayList<>();
    final double[] rowSums;
    final double[] rowSquares;
    final double[] columnSums;
    final double[] columnSquares;
    double squares;
    long clipped;

    Totals(ChannelLattice lattice) {
      rowSums = new double[lattice.rows()];
      rowSquares = new double[lattice.rows()];
      columnSums = new double[lattice.columns()];
      columnSquares = new double[lattice.columns()];
    }
  }

  /** Creates an empty stack. */
  public SpatialStack(FrameFormat format) {
    this.format = format;
    sums = new int[format.width() * format.height()];
    for (Channel channel : Channel.of(format.cfa())) {
      totals.put(channel, new Totals(ChannelLattice.of(format, channel)));
    }
  }

  /**
   * Adds a frame.
   *
   * @throws UnsuitableFramesException if it differs from the format in size, unit or depth
   */
  public void add(NamedFrame frame) {
    char[] codes = StoredSamples.of(format, frame);
    long fingerprint = StoredSamples.fingerprint(codes);
    if (fingerprint != 0 && !fingerprints.add(fingerprint)) {
      copies.add(frame.name());
    }
    for (int i = 0; i < codes.length; i++) {
      sums[i] += codes[i];
    }
    for (Channel channel : totals.keySet()) {
      add(codes, ChannelLattice.of(format, channel), totals.get(channel));
    }
    frames++;
  }

  private void add(char[] codes, ChannelLattice lattice, Totals total) {
    int rows = lattice.rows();
    int columns = lattice.columns();
    int largest = format.largestNumber();
    int step = lattice.step();
    int clipped = 0;
    long[] rowSum = new long[rows];
    long[] columnSum = new long[columns];
    long sum = 0;
    long squares = 0;
    for (int row = 0; row < rows; row++) {
      int from = lattice.place(row, 0, format.width());
      long ofRow = 0;
      for (int column = 0; column < columns; column++) {
        int code = codes[from + column * step];
        ofRow += code;
        columnSum[column] += code;
        squares += (long) code * code;
        clipped += code == 0 || code == largest ? 1 : 0;
      }
      rowSum[row] = ofRow;
      sum += ofRow;
    }
    total.clipped += clipped;
    double mean = (double) sum / lattice.pixels();
    total.frameMeans.add(mean);
    total.squares += squares - lattice.pixels() * mean * mean;
    for (int row = 0; row < rows; row++) {
      double deviation = (double) rowSum[row] / columns - mean;
      total.rowSums[row] += deviation;
      total.rowSquares[row] += deviation * deviation;
    }
    for (int column = 0; column < columns; column++) {
      double deviation = (double) columnSum[column] / rows - mean;
      total.columnSums[column] += deviation;
      total.columnSquares[column] += deviation * deviation;
    }
  }

  /** Returns the common format of all frames. */
  public FrameFormat format() {
    return format;
  }

  /** Returns the number of frames. */
  public int frames() {
    return frames;
  }

  /** Returns the names of frames that equal an earlier one, sample by sample. */
  List<String> copies() {
    return List.copyOf(copies);
  }

  /** Returns the mean over the frames of the sample at an index [DN]. */
  double mean(int place) {
    return (double) sums[place] / frames;
  }

  Totals totals(Channel channel) {
    return totals.get(channel);
  }
}
