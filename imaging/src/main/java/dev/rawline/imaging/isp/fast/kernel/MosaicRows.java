package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.SampleMemory;

/** Rows of a mosaic, extended beyond its edge by reflection, which keeps its colour layout. */
public final class MosaicRows extends RowStep {
  /** The black level that is subtracted; null if the mosaic has none. */
  private final BlackLevelKernel blackLevel;

  private MosaicSource mosaic;
  private int inside;
  private int insideFrom;
  private int insideTo;
  private int[] sources = {};

  /** Reads a mosaic without black level. */
  public MosaicRows() {
    this(null);
  }

  /** Reads a mosaic whose black level is subtracted. */
  public MosaicRows(BlackLevelKernel blackLevel) {
    super(1);
    this.blackLevel = blackLevel;
  }

  /**
   * Starts reading the columns of a mosaic.
   *
   * @param first the column of the mosaic that becomes column 0; may be outside
   */
  public void begin(MosaicSource source, int first) {
    mosaic = source;
    insideFrom = Math.max(0, -first);
    insideTo = Math.min(columns, source.width() - first);
    inside = first + insideFrom;
    if (sources.length < columns) {
      sources = new int[columns];
    }
    for (int i = 0; i < columns; i++) {
      sources[i] = Border.MIRROR.index(first + i, source.width());
    }
  }

  @Override
  public void compute(int row) {
    SampleMemory in = mosaic.samples();
    int from = mosaic.at() + Border.MIRROR.index(row, mosaic.height()) * mosaic.width();
    int to = at(0, row);
    in.read(from + inside, samples, to + insideFrom, insideTo - insideFrom);
    for (int i = 0; i < insideFrom; i++) {
      samples[to + i] = in.get(from + sources[i]);
    }
    for (int i = insideTo; i < columns; i++) {
      samples[to + i] = in.get(from + sources[i]);
    }
    if (blackLevel != null) {
      blackLevel.row(samples, to, row, samples, to, columns);
    }
  }

  /** Returns whether the even columns of a row are green. */
  boolean greenFirst(int row) {
    return ((mosaic.cfa().redRow() + mosaic.cfa().redColumn() + row) & 1) != 0;
  }

  /** Returns whether a row holds red rather than blue. */
  boolean red(int row) {
    return ((mosaic.cfa().redRow() + row) & 1) == 0;
  }
}
