package dev.rawline.imaging.isp.fast.kernel;

/** The fast twin of the demosaicing of a monochrome image: three copies of it. */
public final class MonochromeKernel extends RowStep {
  private static final int PLANES = 3;

  private final MosaicRows mosaic;

  /** Prepares the step. */
  public MonochromeKernel(MosaicRows mosaic) {
    super(PLANES, new Reads(mosaic, 0));
    this.mosaic = mosaic;
  }

  @Override
  public void compute(int row) {
    for (int plane = 0; plane < PLANES; plane++) {
      System.arraycopy(mosaic.samples, mosaic.at(0, row), samples, at(plane, row), columns);
    }
  }
}
