package dev.rawline.imaging.isp.fast.kernel;

import java.util.stream.Stream;

/**
 * The fast twin of a luma filter: planes from one plane.
 *
 * <p>A filter changes the colours by out = in + (Y″ − Y), so a chain of luma filters works on one
 * plane, and the colours are combined with it only at the end.
 */
abstract class LumaKernel extends RowStep {
  private final RowStep in;
  private final int plane;

  /**
   * Creates a filter.
   *
   * @param planes the number of output planes
   * @param plane the plane of {@code in} that is the luma
   * @param rows the number of rows above and below its own that it reads
   * @param more further steps that it reads
   */
  LumaKernel(int planes, RowStep in, int plane, int rows, Reads... more) {
    super(
        planes,
        Stream.concat(Stream.of(new Reads(in, rows)), Stream.of(more)).toArray(Reads[]::new));
    this.in = in;
    this.plane = plane;
  }

  /** Returns the input luma. */
  final float[] luma() {
    return in.samples;
  }

  /** Returns the index of a row of the input luma. */
  final int lumaAt(int row) {
    return in.at(plane, row);
  }
}
