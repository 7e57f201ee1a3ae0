package dev.rawline.imaging.isp.fast.kernel;

import java.util.stream.Stream;

/**
 * The fast twin of a luma filter: planes from one plane.
 *
 * <p>A filter changes the colours by out = in + (Y″ − Y), so a chain of luma filters works on one
 * plane, and the colours meet it again only at the end.
 */
abstract class LumaKernel extends RowStep {
  private final RowStep in;
  private final int plane;

  /**
   * Begins a filter.
   *
   * @param planes how many planes come out
   * @param plane which of the planes of {@code in} is the luma
   * @param rows how many rows above and below its own it reads
   * @param more what else it reads
   */
  LumaKernel(int planes, RowStep in, int plane, int rows, Reads... more) {
    super(
        planes,
        Stream.concat(Stream.of(new Reads(in, rows)), Stream.of(more)).toArray(Reads[]::new));
    this.in = in;
    this.plane = plane;
  }

  /** Returns the luma that comes in. */
  final float[] luma() {
    return in.samples;
  }

  /** Returns where a row of the luma that comes in begins. */
  final int lumaAt(int row) {
    return in.at(plane, row);
  }
}
